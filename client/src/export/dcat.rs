//! Published data identities as a catalogue of DCAT 3, in JSON-LD.
//!
//! There is no distribution: the data stay with their holder, and what leads to a result is an
//! agreement. Each data set carries its terms of use as an offer of ODRL.

use super::{
	iri::{self, Iris},
	odrl,
};
use crate::words;
use panshi_primitives::{
	consortium::Member,
	data::{DataId, DataIdentity},
	genomics::ReferenceBuild,
	BlockNumber, Hash,
};
use serde_json::{json, Value};

/// A data identity in a catalogue.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueEntry<'a> {
	/// Its number.
	pub data: DataId,
	/// What the chain knows of it.
	pub identity: &'a DataIdentity,
	/// Its holder, as long as that is a member.
	pub holder: Option<&'a Member>,
}

/// The catalogue of `entries`, as they stand at the block with this height and hash.
pub fn catalogue(iris: Iris, block: (BlockNumber, Hash), entries: &[CatalogueEntry<'_>]) -> Value {
	let datasets: Vec<Value> = entries.iter().map(|entry| dataset(iris, entry)).collect();
	json!({
		"@context": {
			"dcat": "http://www.w3.org/ns/dcat#",
			"dct": "http://purl.org/dc/terms/",
			"foaf": "http://xmlns.com/foaf/0.1/",
			"odrl": "http://www.w3.org/ns/odrl/2/",
			"panshi": "urn:panshi:terms:",
			"prov": "http://www.w3.org/ns/prov#",
			"spdx": "http://spdx.org/rdf/terms#",
			"xsd": "http://www.w3.org/2001/XMLSchema#",
		},
		"@id": iris.of("catalogue", block.0),
		"@type": "dcat:Catalog",
		"dct:title": "Data identities on offer",
		"panshi:block": block.0,
		"panshi:blockHash": words::hash(&block.1),
		"dcat:dataset": datasets,
	})
}

fn dataset(iris: Iris, entry: &CatalogueEntry<'_>) -> Value {
	let CatalogueEntry { data, identity, holder } = *entry;
	let descriptor = &identity.descriptor;
	let mut dataset = json!({
		"@id": iris.data(data),
		"@type": "dcat:Dataset",
		"dct:identifier": iris.data(data),
		"dct:title": format!("Data identity {data}"),
		"dct:publisher": publisher(iris, identity, holder),
		"dct:format": words::text(&descriptor.media_type),
		"dct:accessRights": "Results of computations under an agreement; the data stay with their holder",
		"odrl:hasPolicy": odrl::offer(iris, data, identity),
		"spdx:checksum": {
			"@type": "spdx:Checksum",
			"spdx:algorithm": "panshi:fingerprint",
			"spdx:checksumValue": words::hash(&descriptor.fingerprint),
		},
		"panshi:records": descriptor.record_count,
		"panshi:samples": descriptor.sample_count,
		"panshi:normalisation": words::rule(&descriptor.rule),
		"panshi:registeredAtBlock": identity.registered_at,
	});
	if descriptor.reference_build != ReferenceBuild::None {
		dataset["dct:conformsTo"] = descriptor.reference_build.name().into();
	}
	let page = words::text(&descriptor.location_hint);
	if page.starts_with("https://") || page.starts_with("http://") {
		dataset["dcat:landingPage"] = json!({ "@id": page });
	}
	if let Some(earlier) = descriptor.lineage.supersedes {
		dataset["dcat:previousVersion"] = json!({ "@id": iris.data(earlier) });
	}
	let sources = descriptor.lineage.derived_from.iter();
	let sources: Vec<Value> = sources.map(|source| json!({ "@id": iris.data(*source) })).collect();
	if !sources.is_empty() {
		dataset["prov:wasDerivedFrom"] = sources.into();
	}
	let terms = descriptor.attributes.iter().map(|a| (words::text(&a.term), words::text(&a.value)));
	let terms: Vec<(String, String)> = terms.collect();
	let themes: Vec<Value> = terms
		.iter()
		.filter_map(|(term, _)| iri::term(term))
		.map(|iri| json!({ "@id": iri }))
		.collect();
	if !themes.is_empty() {
		dataset["dcat:theme"] = themes.into();
	}
	let attributes = terms.iter().map(|(term, value)| json!({ "term": term, "value": value }));
	dataset["panshi:attribute"] = attributes.collect();
	dataset
}

fn publisher(iris: Iris, identity: &DataIdentity, holder: Option<&Member>) -> Value {
	let mut publisher = json!({
		"@id": iris.member(&identity.holder),
		"@type": "foaf:Organization",
	});
	if let Some(member) = holder {
		publisher["foaf:name"] = words::text(&member.name).into();
		publisher["dct:spatial"] = words::text(&member.country).into();
	}
	publisher
}
