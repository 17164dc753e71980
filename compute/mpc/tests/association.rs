//! The association program beside R: chi-squares of snpStats, odds ratios of `glm`, on the counts of
//! three holders. `tests/oracles/README.md` says how the expected values were made.

use panshi_mpc::{
	programs::association::{
		plain, read, run, GenotypeCounts, Output, Parameters, Ratio, Selection, Statistics,
	},
	Ideal, Parties, PartyId,
};

const HOLDERS: usize = 3;

/// One line of the fixture.
struct Expected {
	holders: [GenotypeCounts; HOLDERS],
	chi1: Option<f64>,
	chi2: Option<f64>,
	/// Odds ratio, lower and upper bound.
	odds: [Option<f64>; 3],
}

fn fixture() -> Vec<Expected> {
	let line = |line: &str| {
		let fields: Vec<_> = line.split('\t').collect();
		let counts = |holder: usize| {
			let cell = |place: usize| fields[6 * holder + place].parse().expect("a number");
			GenotypeCounts { cases: [0, 1, 2].map(cell), controls: [3, 4, 5].map(cell) }
		};
		let number = |place: usize| fields[place].parse().ok();
		Expected {
			holders: [0, 1, 2].map(counts),
			chi1: number(18),
			chi2: number(19),
			odds: [20, 21, 22].map(number),
		}
	};
	include_str!("oracles/association.tsv").lines().skip(1).map(line).collect()
}

fn assert_close(found: Option<f64>, expected: Option<f64>, relative: f64, what: &str) {
	match (found, expected) {
		(Some(found), Some(expected)) => {
			let most = relative * expected.abs().max(1e-3);
			assert!((found - expected).abs() <= most, "{what}: {found} beside {expected}");
		},
		_ => assert_eq!(found, expected, "{what}"),
	}
}

fn on_ideal(expected: &[Expected], selection: Selection) -> Output {
	let holder = |holder: usize| expected.iter().map(move |line| line.holders[holder]);
	let inputs = |index: usize| {
		holder(index).flat_map(|counts| counts.cells()).map(i128::from).collect::<Vec<_>>()
	};
	let parameters = Parameters {
		variants: expected.len() as u32,
		people: vec![180, 95, 60],
		selection,
		minimum_cell: 0,
		rounding: 0,
	};
	let parties = Parties::new(PartyId(0), HOLDERS).expect("three");
	let mut mpc = Ideal::new(parties, vec![vec![], inputs(1), inputs(2)], 1);
	let mine: Vec<_> = holder(0).collect();
	let packet = run(&mut mpc, &parameters, &mine, &mut |_| ()).expect("it runs");
	read::<Ideal>(&parameters, &vec![packet; HOLDERS]).expect("it runs")
}

#[test]
fn statistics_equal_snpstats_and_glm() {
	let expected = fixture();
	assert_eq!(expected.len(), 200);
	for (index, line) in expected.iter().enumerate() {
		let pooled = plain::pool(&line.holders.map(|counts| vec![counts]))[0];
		let found = Statistics::of(&pooled);
		assert_close(found.chi1, line.chi1, 1e-9, &format!("chi1 of variant {index}"));
		assert_close(found.chi2, line.chi2, 1e-9, &format!("chi2 of variant {index}"));
		let (low, high) = found.interval.unzip();
		for (found, expected) in [found.odds_ratio, low, high].into_iter().zip(line.odds) {
			// The standard error of `glm` is of the last but one of its iterations.
			assert_close(found, expected, 1e-5, &format!("odds ratio of variant {index}"));
		}
	}
}

#[test]
fn selects_what_snpstats_finds_above_a_threshold() {
	let expected = fixture();
	let threshold = Ratio { numerator: 384, denominator: 100 };
	let output = on_ideal(&expected, Selection::Above { threshold, limit: 200 });
	let found: Vec<_> = output.findings.iter().map(|finding| finding.variant as usize).collect();
	let significant = |index: &usize| expected[*index].chi1.is_some_and(|chi| chi > 3.84);
	let wanted: Vec<_> = (0..expected.len()).filter(significant).collect();
	assert_eq!(found, wanted);
	assert!(wanted.len() > 20);
}

#[test]
fn selects_the_top_of_snpstats() {
	let expected = fixture();
	let chi = |index: &usize| expected[*index].chi1.unwrap_or_default();
	let mut order: Vec<_> = (0..expected.len()).collect();
	order.sort_by(|a, b| chi(b).total_cmp(&chi(a)));
	for count in [1, 10, 50, 100] {
		let output = on_ideal(&expected, Selection::Top { count });
		let found: Vec<_> =
			output.findings.iter().map(|finding| finding.variant as usize).collect();
		let mut wanted = order[..count as usize].to_vec();
		wanted.sort_unstable();
		assert_eq!(found, wanted);
	}
}
