//! Which runs a node takes part in.

use super::{ParametersError, Program, Round};
use crate::questions::{AssociationQuestion, OrderQuestion, Scale};
use crate::tables::{Number, UNIT};
use panshi_mpc::{
	programs::{
		association::{self, Ratio, Selection},
		order::{self, Question},
		ProgramError,
	},
	Error,
};
use panshi_primitives::{
	genomics::{NormalisationRule, ReferenceBuild, VariantKey, VariantList},
	job::Strength::{self, AllButOne, HonestMajority},
};

const VARIANTS: u32 = 2_000;

fn association_of(people: u32, selection: Selection) -> AssociationQuestion {
	let key = |position| VariantKey {
		sequence: b"22".to_vec(),
		position,
		reference: b"A".to_vec(),
		alternate: b"C".to_vec(),
	};
	let parameters = association::Parameters {
		variants: VARIANTS,
		people: vec![people / 3; 3],
		selection,
		minimum_cell: 5,
		rounding: 5,
	};
	let list = VariantList {
		build: ReferenceBuild::Grch37,
		rule: NormalisationRule::Trimmed,
		variants: (1..=VARIANTS).map(key).collect(),
	};
	AssociationQuestion { list, parameters }
}

fn check(program: &dyn Program, strength: Strength) -> Result<(), ParametersError> {
	let round = Round { parties: 3, strength };
	program.check(round)?;
	Ok(round.admits(program)?)
}

#[test]
fn refuses_a_run_that_is_longer_than_its_masks_hide() {
	// 172,000 people take 86 bits, of which masks hide 1,024 values.
	let above = Selection::Above { threshold: Ratio { numerator: 30, denominator: 1 }, limit: 100 };
	let question = association_of(172_000, above);
	assert!(check(&question, HonestMajority).is_ok());
	let refused = check(&question, AllButOne);
	let too_long = ParametersError::Program(ProgramError::from(Error::TooManyMasked));
	assert_eq!(refused.map_err(|error| error.to_string()), Err(too_long.to_string()));
	assert!(check(&association_of(100_000, above), AllButOne).is_ok());
	assert!(check(&association_of(1_000, Selection::Top { count: 10 }), AllButOne).is_ok());
}

#[test]
fn admits_the_longest_order_statistic() {
	let half = Ratio { numerator: 1, denominator: 2 };
	let parameters = order::Parameters {
		bits: order::MAX_BITS,
		values: vec![order::MAX_VALUES / 4; 3],
		question: Question::Quantiles(vec![half; order::MAX_QUANTILES]),
		minimum_cell: 5,
		rounding: 0,
	};
	let scale = Scale { origin: Number(0), unit: Number(UNIT) };
	let question = OrderQuestion { column: "age".to_owned(), scale, parameters };
	assert!(check(&question, AllButOne).is_ok());
}
