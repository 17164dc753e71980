//! Queries, answers and catalogues, and an owner that answers what it is sent.

#![no_main]

use codec::Encode;
use libfuzzer_sys::fuzz_target;
use panshi_primitives::{
	genomics::{NormalisationRule, ReferenceBuild},
	Hash,
};
use panshi_query::{
	exact::{Commitment, EpochKey, ExactOwner, Spelling},
	ranking::Catalogue,
	Answer, Query,
};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};

fuzz_target!(|data: &[u8]| {
	if let Ok(query) = Query::from_bytes(data) {
		assert_eq!(query.encode(), data);
		query.digest();
		query.cost();
		let key = EpochKey::from_bytes(&[1; 32]);
		if let (Query::Exact(query), Some(key)) = (&query, key) {
			let root = Hash::repeat_byte(3);
			let (build, rule) = (ReferenceBuild::Grch38, NormalisationRule::Trimmed);
			let spelling = Spelling { build, rule };
			let public_key = key.public();
			let commitment = Commitment { epoch: 1, public_key, root, rows: 9, spelling };
			let owner = ExactOwner::new(&key, commitment);
			let rng = &mut ChaCha20Rng::seed_from_u64(1);
			let job = query.call.job;
			owner.map(|owner| owner.answer(&job, query, rng).ok());
		}
	}
	if let Ok(answer) = Answer::from_bytes(data) {
		assert_eq!(answer.encode(), data);
		answer.digest();
	}
	if let Ok(catalogue) = Catalogue::from_bytes(data) {
		assert_eq!(catalogue.encode(), data);
	}
});
