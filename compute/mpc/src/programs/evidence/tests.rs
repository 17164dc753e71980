use super::{super::common::tests::dealer, *};
use crate::{Error, Ideal};
use panshi_primitives::acmg::Class;
use proptest::prelude::*;

fn on_ideal(
	parameters: &Parameters,
	holders: &[Vec<VariantCounts>],
) -> Result<Output, ProgramError> {
	let input = |counts: &Vec<VariantCounts>| {
		counts.iter().flat_map(VariantCounts::numbers).map(i128::from).collect()
	};
	let others = holders[1..].iter().map(input);
	let mut mpc = dealer([vec![]].into_iter().chain(others).collect());
	let packet = run(&mut mpc, parameters, &holders[0], &mut |_| ())?;
	read::<Ideal>(parameters, &vec![packet; holders.len()])
}

fn parameters(variants: usize, people: u32) -> Parameters {
	Parameters {
		variants: variants as u32,
		people: vec![people; 2],
		thresholds: Thresholds::GENERAL,
		minimum_cell: 0,
	}
}

fn counts(numbers: [u32; 8]) -> VariantCounts {
	let [case_carriers, case_others, control_carriers, control_others, ..] = numbers;
	let [.., alternate_alleles, other_alleles, healthy_carriers, meioses] = numbers;
	VariantCounts {
		case_carriers,
		case_others,
		control_carriers,
		control_others,
		alternate_alleles,
		other_alleles,
		healthy_carriers,
		meioses,
	}
}

#[test]
fn finds_what_no_holder_sees_alone() {
	// Each holder alone has too few cases for significance and too few alleles for PM2.
	let variant = counts([3, 60, 0, 100, 0, 1_500, 0, 2]);
	let holders = [vec![variant], vec![variant]];
	let alone = plain::verdict(&Thresholds::GENERAL, &variant);
	assert_eq!(alone, Verdict::default());
	let found = on_ideal(&parameters(1, 1_000), &holders).expect("it runs").verdicts[0];
	let wanted = Verdict {
		frequency: Some(FrequencyEvidence::Pm2),
		ps4: Some(Strength::Strong),
		pp1: Some(Strength::Supporting),
		bs2: false,
	};
	assert_eq!(found, wanted);
	let classification = found.classification();
	assert_eq!(classification.points, 6);
	assert_eq!(classification.by_points, Class::LikelyPathogenic);
	assert_eq!(classification.by_rules, Class::LikelyPathogenic);
}

#[test]
fn finds_evidence_against() {
	let variant = counts([1, 60, 3, 100, 100, 1_400, 1, 0]);
	let found = on_ideal(&parameters(1, 1_000), &[vec![variant], vec![variant]]).expect("it runs");
	let wanted =
		Verdict { frequency: Some(FrequencyEvidence::Ba1), ps4: None, pp1: None, bs2: true };
	assert_eq!(found.verdicts, [wanted]);
	assert_eq!(wanted.classification().by_rules, Class::Benign);
	assert_eq!(wanted.classification().points, -12);
}

#[test]
fn refuses_thresholds_below_the_minimum_cell() {
	let holders = [vec![counts([0; 8])], vec![counts([0; 8])]];
	let rule = Parameters { minimum_cell: 3, ..parameters(1, 10) };
	let error = on_ideal(&rule, &holders);
	let what = "healthy_carriers";
	let wanted = ProgramError::Parameter { what, got: 1, least: 3, most: MAX_PEOPLE.into() };
	assert_eq!(error, Err(wanted));
	let thresholds = Thresholds { healthy_carriers: 3, ..Thresholds::GENERAL };
	assert!(on_ideal(&Parameters { thresholds, ..rule }, &holders).is_ok());
}

#[test]
fn fails_when_inputs_are_out_of_bounds() {
	let good = counts([4, 2, 2, 2, 5, 15, 10, 10]);
	let on = |holders: &[_]| on_ideal(&parameters(1, 10), holders);
	assert!(on(&[vec![good], vec![good]]).is_ok());
	for place in 0..8 {
		let mut numbers = good.numbers();
		numbers[place] += 1;
		let bad = counts(numbers);
		let error = ProgramError::InputRange { index: 0 };
		assert_eq!(on(&[vec![bad], vec![good]]), Err(error), "{place}");
		assert!(on(&[vec![good], vec![bad]]).is_err(), "{place}");
	}
}

#[test]
fn fits_the_largest_cohort() {
	let half = 8_000;
	let extremes = [
		[half, 0, 0, half, 2 * half, 2 * half, 2 * half, 2 * half],
		[0, half, half, 0, 4 * half, 0, 0, 0],
		[half / 2, half / 2, half / 2, half / 2, 0, 4 * half, 0, 0],
	]
	.map(counts);
	let holders = [extremes.to_vec(), extremes.to_vec()];
	let mut parameters = parameters(3, 2 * half);
	parameters.thresholds.chi_square = Ratio { numerator: 4, denominator: 1 };
	assert!(on_ideal(&parameters, &holders).is_ok());
	parameters.people = vec![400_000; 2];
	let error = on_ideal(&parameters, &holders);
	assert!(matches!(error, Err(ProgramError::Mpc(Error::Capacity { .. }))), "{error:?}");
}

use super::super::association::Ratio;

fn variant() -> impl Strategy<Value = VariantCounts> {
	let few = prop_oneof![0u32..4, 0u32..40];
	let alleles = (prop_oneof![Just(0u32), 0u32..3, 0u32..300], 0u32..1_700);
	(few.clone(), 0u32..40, few.clone(), 0u32..60, alleles, 0u32..2, 0u32..6).prop_map(
		|(a, b, c, d, (alternate, other), healthy, meioses)| {
			counts([a, b, c, d, alternate, other, healthy, meioses])
		},
	)
}

proptest! {
	#[test]
	fn equals_the_plain_twin(
		holders in (1usize..30).prop_flat_map(|variants| {
			prop::collection::vec(prop::collection::vec(variant(), variants), 2)
		}),
		probands in prop::option::of(Just([2, 6, 15])),
	) {
		let thresholds = Thresholds { probands, ..Thresholds::GENERAL };
		let parameters = Parameters { thresholds, ..parameters(holders[0].len(), 1_000) };
		let pooled = plain::pool(&holders);
		let wanted = pooled.iter().map(|counts| plain::verdict(&thresholds, counts)).collect();
		prop_assert_eq!(on_ideal(&parameters, &holders), Ok(Output { verdicts: wanted }));
	}
}
