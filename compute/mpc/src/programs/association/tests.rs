use super::{super::common::tests::dealer, plain, *};
use crate::{Error, Ideal, PartyId};
use proptest::prelude::*;

fn inputs(counts: &[GenotypeCounts]) -> Vec<i128> {
	counts.iter().flat_map(GenotypeCounts::cells).map(i128::from).collect()
}

fn on_ideal(
	parameters: &Parameters,
	holders: &[Vec<GenotypeCounts>],
) -> Result<Output, ProgramError> {
	let others = holders[1..].iter().map(|counts| inputs(counts));
	let mut mpc = dealer([vec![]].into_iter().chain(others).collect());
	let packet = run(&mut mpc, parameters, &holders[0], &mut |_| ())?;
	read::<Ideal>(parameters, &vec![packet; holders.len()])
}

/// What all parties see of a run, step by step.
fn opened(parameters: &Parameters, holders: &[Vec<GenotypeCounts>]) -> Vec<Vec<i128>> {
	let others = holders[1..].iter().map(|counts| inputs(counts));
	let mut mpc = dealer([vec![]].into_iter().chain(others).collect());
	run(&mut mpc, parameters, &holders[0], &mut |_| ()).expect("it runs");
	mpc.opened().to_vec()
}

fn parameters(holders: &[Vec<GenotypeCounts>], selection: Selection) -> Parameters {
	let most = |counts: &Vec<GenotypeCounts>| {
		counts.iter().map(|counts| counts.people()).max().unwrap_or_default() as u32
	};
	Parameters {
		variants: holders[0].len() as u32,
		people: holders.iter().map(most).collect(),
		selection,
		minimum_cell: 0,
		rounding: 0,
	}
}

fn counts(cases: [u32; 3], controls: [u32; 3]) -> GenotypeCounts {
	GenotypeCounts { cases, controls }
}

fn assert_equals_plain(parameters: &Parameters, holders: &[Vec<GenotypeCounts>]) {
	let pooled = plain::pool(holders);
	let delivered = plain::select(parameters, &pooled);
	let output = on_ideal(parameters, holders).expect("it runs");
	let found: Vec<_> = output.findings.iter().map(|f| (f.variant as usize, f.pooled)).collect();
	let told = |variant: usize| (variant, plain::rounded(parameters, &pooled[variant]));
	let wanted: Vec<_> = delivered.into_iter().map(told).collect();
	assert_eq!(found, wanted);
}

const THRESHOLD: Ratio = Ratio { numerator: 5, denominator: 2 };

#[test]
fn selects_above_a_threshold() {
	let holders = [
		vec![
			counts([9, 1, 0], [10, 0, 0]),
			counts([2, 6, 2], [9, 1, 0]),
			counts([4, 0, 0], [4, 0, 0]),
		],
		vec![
			counts([8, 2, 0], [9, 1, 0]),
			counts([1, 7, 2], [8, 2, 0]),
			counts([4, 0, 0], [3, 0, 0]),
		],
	];
	let selection = Selection::Above { threshold: THRESHOLD, limit: 10 };
	let output = on_ideal(&parameters(&holders, selection), &holders).expect("it runs");
	let wanted = Finding { variant: 1, pooled: counts([3, 13, 4], [17, 3, 0]) };
	assert_eq!(output, Output { findings: vec![wanted] });
}

#[test]
fn keeps_small_cells_back() {
	let holders = [vec![counts([2, 6, 2], [9, 1, 0])], vec![counts([1, 7, 2], [8, 2, 0])]];
	let above = Selection::Above { threshold: THRESHOLD, limit: 10 };
	for selection in [above, Selection::Top { count: 1 }] {
		for (minimum_cell, found) in [(1, 1), (3, 1), (4, 0)] {
			let parameters = Parameters { minimum_cell, ..parameters(&holders, selection) };
			let output = on_ideal(&parameters, &holders).expect("it runs");
			assert_eq!(output.findings.len(), found, "{minimum_cell}");
		}
	}
}

#[test]
fn tells_rounded_counts_of_what_the_counts_selected() {
	let holders = [vec![counts([2, 6, 2], [9, 1, 0])], vec![counts([1, 7, 2], [8, 2, 0])]];
	for selection in
		[Selection::Above { threshold: THRESHOLD, limit: 10 }, Selection::Top { count: 1 }]
	{
		let parameters = Parameters { rounding: 5, ..parameters(&holders, selection) };
		let output = on_ideal(&parameters, &holders).expect("it runs");
		let wanted = Finding { variant: 0, pooled: counts([5, 15, 5], [15, 5, 0]) };
		assert_eq!(output.findings, [wanted]);
	}
}

#[test]
fn breaks_ties_by_index() {
	let one = counts([2, 6, 2], [9, 1, 0]);
	let less = counts([9, 1, 0], [10, 0, 0]);
	let holders = [vec![less, one, one, less, one], vec![less, one, one, less, one]];
	for count in 1..=6 {
		assert_equals_plain(&parameters(&holders, Selection::Top { count }), &holders);
	}
}

#[test]
fn delivers_the_first_of_too_many() {
	let holders = [vec![counts([2, 6, 2], [9, 1, 0]); 4], vec![counts([2, 6, 2], [9, 1, 0]); 4]];
	let selection = Selection::Above { threshold: THRESHOLD, limit: 3 };
	let parameters = parameters(&holders, selection);
	let output = on_ideal(&parameters, &holders).expect("it runs");
	let found: Vec<_> = output.findings.iter().map(|finding| finding.variant).collect();
	assert_eq!(found, [0, 1, 2]);
	// Three or more; the first three; and nothing else.
	assert_eq!(opened(&parameters, &holders), [vec![0], vec![1, 1, 1, 0]]);
}

#[test]
fn opens_nothing_beyond_the_limit() {
	let (one, less) = (counts([2, 6, 2], [9, 1, 0]), counts([9, 1, 0], [10, 0, 0]));
	let rows = |passing: &[usize]| {
		let row = |variant| if passing.contains(&variant) { one } else { less };
		let rows: Vec<_> = (0..super::run::BLOCK + 3).map(row).collect();
		[rows.clone(), rows]
	};
	let last = super::run::BLOCK + 2;
	for (passing, limit, opened) in [
		// The limit is reached with the first block: nobody looks at the second.
		(&[0, 5, 6, 7, last][..], 3, vec![vec![0], vec![0, 5, 6]]),
		// Or with the second, of which one is too many.
		(&[7, last - 2, last - 1, last], 3, vec![vec![1], vec![7], vec![0], vec![0, 1]]),
		// Or just so, or not at all.
		(&[7, last - 1, last], 3, vec![vec![1], vec![7], vec![0], vec![1, 2]]),
		(&[7, last], 3, vec![vec![1], vec![7], vec![1], vec![2]]),
		(&[7, last], 9, vec![vec![1], vec![7], vec![2]]),
	] {
		let holders = rows(passing);
		let selection = Selection::Above { threshold: THRESHOLD, limit };
		let parameters = parameters(&holders, selection);
		let of = |values: &Vec<i128>| match &values[..] {
			[bit] => vec![*bit as usize],
			bits => (0..bits.len()).filter(|place| bits[*place] == 1).collect(),
		};
		let found: Vec<_> = self::opened(&parameters, &holders).iter().map(of).collect();
		assert_eq!(found, opened, "{passing:?}, {limit}");
		assert_equals_plain(&parameters, &holders);
	}
}

/// The extreme tables of a cohort of `people`: all values of the run are at their bounds somewhere.
fn extremes(people: u32) -> Vec<GenotypeCounts> {
	let half = people / 2;
	let quarter = people / 4;
	vec![
		counts([half, 0, 0], [0, 0, half]),
		counts([0, 0, half], [half, 0, 0]),
		counts([quarter, 0, quarter], [quarter, 0, quarter]),
		counts([1, 0, 0], [0, 0, people - 1]),
		counts([0, 0, people], [0, 0, 0]),
	]
}

#[test]
fn fits_the_largest_cohort() {
	let ratio = Ratio { numerator: 1 << 16, denominator: 1 };
	for (selection, people) in [
		(Selection::Above { threshold: ratio, limit: 10 }, 172_000),
		(Selection::Top { count: 2 }, 172_000),
		(Selection::Top { count: 2 }, 10_000),
	] {
		let holders = [extremes(people / 2), extremes(people / 2)];
		let mut parameters = parameters(&holders, selection);
		assert!(on_ideal(&parameters, &holders).is_ok());
		parameters.minimum_cell = MAX_MINIMUM_CELL;
		assert!(on_ideal(&parameters, &holders).is_ok());
	}
}

#[test]
fn fails_when_the_cohort_is_too_large() {
	let holders = [extremes(100_000), extremes(100_000)];
	let parameters = parameters(&holders, Selection::Top { count: 2 });
	let error = on_ideal(&parameters, &holders);
	let wanted = Error::Capacity { what: "the trend test", needed: 88, capacity: 86 };
	assert_eq!(error, Err(wanted.into()));
}

#[test]
fn fails_when_the_input_does_not_fit_the_parameters() {
	let holders = [vec![counts([2, 6, 2], [9, 1, 0])], vec![counts([1, 7, 2], [8, 2, 0])]];
	let good = parameters(&holders, Selection::Top { count: 1 });
	let longer = Parameters { variants: 2, ..good.clone() };
	let error = ProgramError::InputLength { got: 1, announced: 2 };
	assert_eq!(on_ideal(&longer, &holders), Err(error));
	let fewer = Parameters { people: vec![19, 20], ..good.clone() };
	assert_eq!(on_ideal(&fewer, &holders), Err(ProgramError::InputRange { index: 0 }));
	let cheated = Parameters { people: vec![20, 15], ..good.clone() };
	assert_eq!(on_ideal(&cheated, &holders), Err(ProgramError::OutOfRange(PartyId(1))));
	let three = Parameters { people: vec![20; 3], ..good };
	let error = ProgramError::Holders { described: 3, present: 2 };
	assert_eq!(on_ideal(&three, &holders), Err(error));
}

#[test]
fn refuses_packets_that_do_not_belong_together() {
	let holders = [vec![counts([2, 6, 2], [9, 1, 0]); 2], vec![counts([1, 7, 2], [8, 2, 0]); 2]];
	let parameters = parameters(&holders, Selection::Top { count: 1 });
	let mut mpc = dealer(vec![vec![], inputs(&holders[1])]);
	let packet = run(&mut mpc, &parameters, &holders[0], &mut |_| ()).expect("it runs");
	let mut other = packet.clone();
	other.opened.delivered[0] ^= 1;
	let error = read::<Ideal>(&parameters, &[packet, other]);
	assert_eq!(error, Err(ProgramError::Packets));
}

#[test]
fn reports_progress_that_never_falls_back() {
	let holders = [vec![counts([2, 6, 2], [9, 1, 0]); 9], vec![counts([1, 7, 2], [8, 2, 0]); 9]];
	let parameters = parameters(&holders, Selection::Top { count: 4 });
	let mut mpc = dealer(vec![vec![], inputs(&holders[1])]);
	let mut seen = Vec::new();
	run(&mut mpc, &parameters, &holders[0], &mut |progress| seen.push(progress)).expect("it runs");
	assert!(seen.windows(2).all(|pair| pair[0].done <= pair[1].done));
	assert!(seen.iter().all(|progress| progress.done <= progress.total));
}

fn cohort(variants: usize, most: u32) -> impl Strategy<Value = Vec<GenotypeCounts>> {
	let three = [0..=most, 0..=most, 0..=most / 3];
	let one =
		(three.clone(), three).prop_map(|(cases, controls)| GenotypeCounts { cases, controls });
	prop::collection::vec(one, variants)
}

proptest! {
	#[test]
	fn equals_the_plain_twin(
		holders in (1usize..40, 1u32..60).prop_flat_map(|(variants, most)| {
			prop::collection::vec(cohort(variants, most), 2..=4)
		}),
		count in 1u32..20,
		minimum_cell in 0u32..8,
		rounding in 0u32..12,
	) {
		let holders = &holders;
		prop_assume!(plain::pool(holders).iter().any(|counts| counts.people() > 0));
		let above = Selection::Above { threshold: THRESHOLD, limit: count };
		for selection in [above, Selection::Top { count }] {
			let parameters = parameters(holders, selection);
			assert_equals_plain(&Parameters { minimum_cell, rounding, ..parameters }, holders);
		}
	}
}
