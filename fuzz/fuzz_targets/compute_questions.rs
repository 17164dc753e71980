//! What a joint computation is asked, as a consumer uploads it.

#![no_main]

use codec::Encode;
use libfuzzer_sys::fuzz_target;
use panshi_compute::questions::{
	items, AssociationQuestion, EvidenceQuestion, MillionairesQuestion, OrderQuestion,
	OverlapQuestion, QuestionError, RegressionQuestion, Scale,
};
use panshi_primitives::job::{ParametersType, Strength};

/// A question that is read encodes to the same bytes and has items.
fn read<Q: Encode>(
	kind: ParametersType,
	data: &[u8],
	read: fn(&[u8]) -> Result<Q, QuestionError>,
) -> Option<Q> {
	let question = read(data);
	let counted = items(kind, data).map(|items| items.map(drop));
	assert_eq!(counted, Some(question.as_ref().map(drop).map_err(|error| *error)));
	let question = question.ok()?;
	assert_eq!(question.encode(), data);
	Some(question)
}

/// Every number that is told stands for one of the table.
fn tell(scale: &Scale) {
	for whole in [0, 1, 1 << 48, u64::MAX] {
		assert!(scale.number(whole) >= i128::from(scale.origin.0));
	}
}

fuzz_target!(|data: &[u8]| {
	let Some((parties, data)) = data.split_first() else { return };
	let parties = usize::from(*parties);
	if let Some(question) = read(ParametersType::Association, data, AssociationQuestion::read) {
		question.parameters.check(parties).ok();
	}
	if let Some(question) = read(ParametersType::Evidence, data, EvidenceQuestion::read) {
		question.parameters.check(parties).ok();
	}
	if let Some(question) = read(ParametersType::Order, data, OrderQuestion::read) {
		question.parameters.check(parties).ok();
		question.parameters.check_noised(parties).ok();
		tell(&question.scale);
	}
	if let Some(question) = read(ParametersType::Regression, data, RegressionQuestion::read) {
		question.parameters.check(parties).ok();
		question.covariates.iter().for_each(|covariate| tell(&covariate.scale));
	}
	if let Some(question) = read(ParametersType::Millionaires, data, MillionairesQuestion::read) {
		question.parameters.check().ok();
		tell(&question.scale);
	}
	if let Some(question) = read(ParametersType::Overlap, data, OverlapQuestion::read) {
		for strength in [Strength::HonestMajority, Strength::AllButOne] {
			if question.check(parties, strength).is_ok() {
				assert!(
					question.holders().len() + usize::from(question.counter().is_some()) == parties
				);
			}
		}
	}
});
