use super::{super::common::tests::dealer, *};
use crate::{Error, Ideal};
use panshi_primitives::acmg::{Class, FrequencyThresholds};
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
	let alone = plain::verdict(&Thresholds::GENERAL, 0, &variant);
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

/// Under a minimum cell of ten.
fn ten() -> Parameters {
	let thresholds = Thresholds {
		healthy_carriers: 10,
		meioses: [10, 12, 14],
		chi_square: Ratio { numerator: 4, denominator: 1 },
		..Thresholds::GENERAL
	};
	Parameters { thresholds, minimum_cell: 10, ..parameters(1, 50_000) }
}

#[test]
fn does_not_tell_one_carrier_from_none() {
	// Cases and controls, then alleles: few enough that absence cannot be told, and so many that it
	// can.
	for (alleles, absent) in [(5_000, None), (90_000, Some(FrequencyEvidence::Pm2))] {
		let verdict = |carriers: u32| {
			let [controls, copies] = [300, alleles].map(|all| all - carriers);
			let numbers = [20, 40, carriers, controls, carriers, copies, carriers, carriers];
			let variant = counts(numbers);
			let other = counts([0, 0, 0, 0, 0, alleles, 0, 0]);
			let holders = [vec![variant], vec![other]];
			on_ideal(&ten(), &holders).expect("it runs").verdicts[0]
		};
		let ps4 = Some(Strength::Strong);
		assert_eq!(verdict(0), Verdict { frequency: absent, ps4, ..Verdict::default() });
		for carriers in 1..10 {
			assert_eq!(verdict(carriers), verdict(0), "{carriers} of {alleles}");
		}
	}
}

/// Of each of these numbers of alleles, that no copy is the variant, one is, and so on up to thirty.
fn with_few_copies(alleles: std::ops::Range<u32>) -> Vec<VariantCounts> {
	let of = |all: u32| {
		(0..=all.min(30)).map(move |copies| counts([0, 0, 0, 0, copies, all - copies, 0, 0]))
	};
	alleles.flat_map(of).collect()
}

#[test]
fn few_alleles_count_as_absent_where_any_number_of_copies_does() {
	let unit = FrequencyThresholds::UNIT;
	for minimum_cell in 2..6 {
		for pm2_up_to in [0, 250_000, 500_000, 900_000, unit] {
			let frequency = FrequencyThresholds { ba1_above: unit, bs1_above: unit, pm2_up_to };
			let least_alleles = least_alleles(&frequency, minimum_cell);
			let thresholds = Thresholds {
				frequency,
				least_alleles,
				healthy_carriers: minimum_cell,
				meioses: [minimum_cell; 3],
				..Thresholds::GENERAL
			};
			let variants = with_few_copies(least_alleles..least_alleles + 30);
			let asked = Parameters { thresholds, minimum_cell, ..parameters(variants.len(), 100) };
			let nothing = vec![VariantCounts::default(); variants.len()];
			let found = on_ideal(&asked, &[variants.clone(), nothing]).expect("it runs").verdicts;
			assert_eq!(found, twin(&asked, &variants), "{pm2_up_to}, {minimum_cell}");
			let is_absent = |verdict: &Verdict| verdict.frequency == Some(FrequencyEvidence::Pm2);
			assert!(pm2_up_to < unit || found.iter().all(is_absent), "{minimum_cell}");
		}
	}
}

#[test]
fn refuses_frequencies_of_few_people() {
	let few = |frequency, least_alleles| {
		let thresholds = Thresholds { frequency, least_alleles, ..ten().thresholds };
		Parameters { thresholds, ..ten() }.check(2)
	};
	let frequency =
		|pm2_up_to, bs1_above, ba1_above| FrequencyThresholds { ba1_above, bs1_above, pm2_up_to };
	let error = |threshold, least_alleles| {
		Err(ProgramError::FewAlleles { minimum_cell: 10, threshold, least_alleles })
	};
	// Nine people have eighteen copies at the most.
	let general = FrequencyThresholds::GENERAL;
	assert_eq!(few(general, 1_800), Ok(()));
	assert_eq!(few(general, 1_799), error(10_000, 1_799));
	assert_eq!(few(frequency(0, 0, 0), 1), error(0, 1));
	// And so do those who do not have the variant.
	assert_eq!(few(frequency(100, 10_000, 990_001), 1_800), error(990_001, 1_800));
	assert_eq!(few(frequency(100, 10_000, 990_000), 1_801), Ok(()));
	let unit = FrequencyThresholds::UNIT;
	assert_eq!(few(frequency(100, unit, unit), 1), error(100, 1));
	assert_eq!(few(frequency(100, unit, unit), 19), Ok(()));
	let no_rule = Parameters { minimum_cell: 0, ..parameters(1, 10) };
	let thresholds =
		Thresholds { frequency: frequency(0, 0, 0), least_alleles: 1, ..Thresholds::GENERAL };
	assert_eq!(Parameters { thresholds, ..no_rule }.check(2), Ok(()));
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
		let wanted = twin(&parameters, &plain::pool(&holders));
		prop_assert_eq!(on_ideal(&parameters, &holders), Ok(Output { verdicts: wanted }));
	}

	#[test]
	fn verdicts_under_a_minimum_cell_tell_no_small_numbers_apart(
		(cell, groups) in (2u32..7).prop_flat_map(|cell| {
			let (few, alike_few) = (cell - 1, move || few(cell - 1));
			let tables = (alike(few, 60), alike(few, 90), alike(2 * few, 1_400));
			let of = (tables, alike_few(), alike_few());
			(Just(cell), prop::collection::vec(of, 1..20))
		}),
		frequencies in prop_oneof![
			9 => prop::collection::vec(
				prop_oneof![
					Just(0),
					Just(FrequencyThresholds::UNIT),
					0..FrequencyThresholds::UNIT,
					0..30_000u32,
				],
				3,
			),
			1 => Just(vec![FrequencyThresholds::UNIT; 3]),
		],
		(odds, chi) in (1u32..6, 0u32..5_000),
		by_cases in any::<bool>(),
	) {
		let mut sorted = frequencies;
		sorted.sort_unstable();
		let levels = [cell, cell + 1, cell + 4];
		let frequency = FrequencyThresholds {
			pm2_up_to: sorted[0],
			bs1_above: sorted[1].max(20_000),
			ba1_above: sorted[2].max(20_000),
		};
		let thresholds = Thresholds {
			frequency,
			least_alleles: least_alleles(&frequency, cell),
			odds_ratio: Ratio { numerator: odds, denominator: 1 },
			chi_square: Ratio { numerator: chi, denominator: 1_000 },
			probands: by_cases.then_some(levels),
			healthy_carriers: cell,
			meioses: levels,
		};
		prop_assume!(thresholds.least_alleles < 1_200);
		let asked = Parameters { thresholds, minimum_cell: cell, ..parameters(groups.len(), 700) };
		let variant = |side: usize| {
			let of = move |((cases, controls, alleles), healthy, meioses): &Group| {
				let both = |pair: &Pair| [pair.0[side], pair.1 - pair.0[side]];
				let [a, b] = both(cases);
				let [c, d] = both(controls);
				let [alternate, other] = both(alleles);
				counts([a, b, c, d, alternate, other, healthy[side], meioses[side]])
			};
			groups.iter().map(of).collect::<Vec<_>>()
		};
		let nothing = vec![VariantCounts::default(); groups.len()];
		let found = [0, 1].map(|side| on_ideal(&asked, &[variant(side), nothing.clone()]));
		prop_assert_eq!(&found[0], &found[1]);
		for (side, found) in found.into_iter().enumerate() {
			prop_assert_eq!(found, Ok(Output { verdicts: twin(&asked, &variant(side)) }));
		}
	}
}

/// Two numbers that no verdict may tell apart, and of how many both are.
type Pair = ([u32; 2], u32);
/// Those of a variant: carriers among cases and controls, copies among alleles; healthy carriers and
/// meioses.
type Group = ((Pair, Pair, Pair), [u32; 2], [u32; 2]);

/// Two numbers of fewer than `most`: both up to `few`, both short of the total by no more, or one
/// number twice.
fn alike(few: u32, most: u32) -> impl Strategy<Value = Pair> {
	let total = prop_oneof![1 => 0..=2 * few + 2, 3 => 0..most];
	let any = (total, 0..=few, 0..=few, 0..=1_000u32, 0..3);
	any.prop_map(|(total, one, other, part, kind)| {
		let (one, other) = (one.min(total), other.min(total));
		match kind {
			0 => ([one, other], total),
			1 => ([total - one, total - other], total),
			_ => ([total * part / 1_000; 2], total),
		}
	})
}

/// Two numbers up to `few`, or one number twice.
fn few(few: u32) -> impl Strategy<Value = [u32; 2]> {
	prop_oneof![[0..=few, 0..=few], (0..20u32).prop_map(|number| [number; 2])]
}

/// The least that is admitted.
fn least_alleles(frequency: &FrequencyThresholds, cell: u32) -> u32 {
	let FrequencyThresholds { pm2_up_to, bs1_above, ba1_above } = *frequency;
	let unit = u64::from(FrequencyThresholds::UNIT);
	let copies = u64::from(2 * (cell - 1)) * unit;
	let inside = |t: &u64| *t < unit;
	let [pm2, bs1, ba1] = [pm2_up_to, bs1_above, ba1_above].map(u64::from);
	let low = [bs1, ba1].into_iter().filter(inside).map(|t| copies.div_ceil(t));
	let high = [pm2, bs1, ba1].into_iter().filter(inside).map(|t| copies / (unit - t) + 1);
	low.chain(high).max().unwrap_or(1).try_into().unwrap_or(u32::MAX)
}

fn twin(parameters: &Parameters, pooled: &[VariantCounts]) -> Vec<Verdict> {
	let Parameters { thresholds, minimum_cell, .. } = parameters;
	pooled.iter().map(|counts| plain::verdict(thresholds, *minimum_cell, counts)).collect()
}
