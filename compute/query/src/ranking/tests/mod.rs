//! The protocol on the release of 2025-01-16 against the clear, and every way to cheat that is
//! found.

mod cheating;
mod equality;
mod faults;
mod noise;

use super::*;
use crate::ontology::{
	tests::{annotations, ontology},
	Annotations, Disease, InformationContent, Ontology, TermId,
};
use panshi_primitives::Hash;
use rand_chacha::{
	rand_core::{RngCore, SeedableRng},
	ChaCha20Rng,
};
use std::{collections::BTreeSet, sync::OnceLock};

const JOB: Hash = Hash::repeat_byte(7);
const EPOCH: u32 = 4;

/// Ontology, annotations, weights and the owner of all diseases; read once for all tests.
struct World {
	ontology: Ontology,
	annotations: Annotations,
	/// Closed terms of every disease.
	closures: Vec<BTreeSet<TermId>>,
	content: InformationContent,
	owner: RankingOwner,
}

fn world() -> &'static World {
	static WORLD: OnceLock<World> = OnceLock::new();
	WORLD.get_or_init(|| {
		let ontology = ontology();
		let annotations = annotations(&ontology);
		let content = InformationContent::of(&annotations, &ontology).unwrap();
		let close = |d: &Disease| ontology.closure(d.terms.iter().copied()).unwrap();
		let closures = annotations.diseases().iter().map(close).collect();
		let database = RankingDatabase::new(&ontology, &annotations, &content, EPOCH).unwrap();
		let owner = RankingOwner::new(database, 2);
		World { ontology, annotations, closures, content, owner }
	})
}

impl World {
	fn catalogue(&self) -> &Catalogue {
		self.owner.database().catalogue()
	}

	fn patient(&self, terms: &[TermId]) -> Patient {
		Patient::new(terms, &self.ontology, self.catalogue()).unwrap()
	}

	/// A few phenotypes of some disease and a few others, as a clinician might note them.
	fn random_terms(&self, rng: &mut ChaCha20Rng) -> Vec<TermId> {
		let mut below = |n: usize| rng.next_u32() as usize % n;
		let diseases = self.annotations.diseases();
		let of_disease: Vec<TermId> =
			diseases[below(diseases.len())].terms.iter().copied().collect();
		let mut terms: Vec<TermId> =
			(0..1 + below(12)).map(|_| of_disease[below(of_disease.len())]).collect();
		let all = self.catalogue().terms();
		terms.extend((0..below(5)).map(|_| all[below(all.len())].0));
		terms
	}
}

fn rng(seed: u64) -> ChaCha20Rng {
	ChaCha20Rng::seed_from_u64(seed)
}
