//! Evidence and order statistics beside R's `chisq.test`, `quantile` and `cut`.
//! `tests/oracles/README.md` says how the expected values were made.

use panshi_mpc::{
	programs::{
		association::Ratio,
		evidence::{self, Thresholds, VariantCounts},
		order::{self, Question},
	},
	Ideal, Parties, PartyId,
};
use panshi_primitives::acmg::Strength;

fn ideal(inputs: Vec<Vec<i128>>) -> Ideal {
	Ideal::new(Parties::new(PartyId(0), inputs.len()).expect("two to seven"), inputs, 1)
}

#[test]
fn odds_ratios_are_significant_where_chisq_test_says() {
	let lines: Vec<Vec<f64>> = include_str!("oracles/evidence.tsv")
		.lines()
		.skip(1)
		.map(|line| line.split('\t').map(|field| field.parse().unwrap_or(f64::NAN)).collect())
		.collect();
	let counts = |line: &Vec<f64>| VariantCounts {
		case_carriers: line[0] as u32,
		case_others: line[1] as u32,
		control_carriers: line[2] as u32,
		control_others: line[3] as u32,
		..VariantCounts::default()
	};
	let mine: Vec<_> = lines.iter().map(counts).collect();
	let parameters = evidence::Parameters {
		variants: mine.len() as u32,
		people: vec![800, 1],
		thresholds: Thresholds::GENERAL,
		minimum_cell: 0,
	};
	let mut mpc = ideal(vec![vec![], vec![0; 8 * mine.len()]]);
	let packet = evidence::run(&mut mpc, &parameters, &mine, &mut |_| ()).expect("it runs");
	let output = evidence::read::<Ideal>(&parameters, &[packet.clone(), packet]).expect("it runs");
	let mut met = 0;
	for (line, verdict) in lines.iter().zip(output.verdicts) {
		let wanted = line[4] > 5.0 && line[5] > 3.841;
		assert_eq!(verdict.ps4, wanted.then_some(Strength::Strong), "{line:?}");
		met += usize::from(wanted);
	}
	assert!((50..250).contains(&met));
}

fn answer(holders: &[Vec<u64>], question: Question) -> order::Output {
	let parameters = order::Parameters {
		bits: 10,
		values: holders.iter().map(|values| values.len() as u32).collect(),
		question,
		minimum_cell: 0,
		rounding: 0,
	};
	let input = |values: &Vec<u64>| values.iter().copied().map(i128::from).collect();
	let mut inputs: Vec<_> = holders.iter().map(input).collect();
	inputs[0] = vec![];
	let packet =
		order::run(&mut ideal(inputs), &parameters, &holders[0], &mut |_| ()).expect("it runs");
	order::read::<Ideal>(&parameters, &vec![packet; holders.len()]).expect("it runs")
}

#[test]
fn order_statistics_equal_those_of_r() {
	let mut holders: Vec<Vec<u64>> = Vec::new();
	let ratio = |(numerator, denominator)| Ratio { numerator, denominator };
	let fractions = [(0, 1), (1, 10), (1, 4), (1, 2), (9, 10), (1, 1)].map(ratio).to_vec();
	let mut compared = 0;
	for line in include_str!("oracles/order.tsv").lines() {
		let fields: Vec<_> = line.split('\t').collect();
		let numbers = |from: usize| -> Vec<u64> {
			fields[from..].iter().map(|field| field.parse().expect("a number")).collect()
		};
		match fields[0] {
			"values" => holders.push(numbers(2)),
			"quantiles" => {
				let found = answer(&holders, Question::Quantiles(fractions.clone()));
				let wanted = numbers(1).into_iter().map(Some).collect();
				assert_eq!(found, order::Output::Values(wanted));
				compared += 1;
			},
			_ => {
				let edges = vec![100, 150, 200, 400];
				let found = answer(&holders, Question::Histogram { edges });
				let wanted = numbers(1).into_iter().map(Some).collect();
				assert_eq!(found, order::Output::Histogram(wanted));
				holders.clear();
			},
		}
	}
	assert_eq!(compared, 3);
}
