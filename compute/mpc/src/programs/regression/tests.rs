use super::{super::common::tests::dealer, *};
use crate::Ideal;

/// A generator of numbers from zero to one: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
struct Dice(u64);

impl Dice {
	fn roll(&mut self) -> f64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
	}
}

fn rows(dice: &mut Dice, count: usize, beta: &[f64]) -> Vec<Row> {
	let row = |dice: &mut Dice| {
		let x: Vec<_> = beta[1..]
			.iter()
			.map(|_| (0..4).map(|_| dice.roll()).sum::<f64>() * 1.7 - 3.4)
			.collect();
		let argument = beta[0] + x.iter().zip(&beta[1..]).map(|(x, b)| x * b).sum::<f64>();
		Row::of(dice.roll() < 1.0 / (1.0 + (-argument).exp()), &x).expect("inside")
	};
	(0..count).map(|_| row(dice)).collect()
}

fn input(rows: &[Row]) -> Vec<i128> {
	filled(rows, rows.len())
}

/// As a holder inputs `rows` that fills up to `announced`.
fn filled(rows: &[Row], announced: usize) -> Vec<i128> {
	let bits = rows.iter().flat_map(|row| [i128::from(row.outcome), 1]);
	let none = (rows.len()..announced).flat_map(|_| [0, 0]);
	let covariates =
		rows.iter().flat_map(|row| &row.covariates).map(|x| i128::from(*x) + (1 << 13));
	let width = rows.first().map_or(1, |row| row.covariates.len());
	let zeros = (rows.len()..announced).flat_map(|_| vec![1 << 13; width]);
	bits.chain(none).chain(covariates).chain(zeros).collect()
}

fn parameters(holders: &[Vec<Row>]) -> Parameters {
	Parameters {
		covariates: holders[0][0].covariates.len() as u8,
		rows: holders.iter().map(|rows| rows.len() as u32).collect(),
		iterations: 8,
		minimum_cell: 5,
	}
}

fn on_ideal(parameters: &Parameters, holders: &[Vec<Row>]) -> Result<Output, ProgramError> {
	let others = holders[1..].iter().map(|rows| input(rows));
	let mut mpc = dealer([vec![]].into_iter().chain(others).collect());
	let packet = run(&mut mpc, parameters, &holders[0], &mut |_| ())?;
	read::<Ideal>(parameters, &vec![packet; holders.len()])
}

fn model(output: Result<Output, ProgramError>) -> Model {
	match output {
		Ok(Output::Model(model)) => model,
		other => panic!("no model: {other:?}"),
	}
}

#[test]
fn equals_the_plain_twin() {
	for (seed, beta) in [
		(1, &[0.0, 1.0][..]),
		(2, &[-2.5, 0.4, -0.3]),
		(3, &[0.5, 2.0, -1.0, 0.0, 0.7]),
		(4, &[-1.0, 0.1, 0.2, 0.3, -0.1, -0.2, -0.3, 0.5]),
	] {
		let mut dice = Dice(seed);
		let holders = [300, 200, 100].map(|count| rows(&mut dice, count, beta));
		let model = model(on_ideal(&parameters(&holders), &holders));
		assert!(model.converged, "{seed}");
		let wanted = plain::fit(&holders.concat(), 20);
		for ((b, error), (wanted_b, wanted_error)) in model.estimates().into_iter().zip(wanted) {
			assert!((b - wanted_b).abs() < 1e-3, "{seed}: {b} {wanted_b}");
			assert!((error / wanted_error - 1.0).abs() < 2e-3, "{seed}: {error} {wanted_error}");
		}
	}
}

#[test]
fn tells_nothing_of_how_many_rows_fill_up() {
	let mut dice = Dice(7);
	let holders = [60, 40].map(|count| rows(&mut dice, count, &[0.5, 1.0, -0.5]));
	let exact = parameters(&holders);
	let announced = Parameters { rows: vec![64, 64], ..exact.clone() };
	let run = |parameters: &Parameters, theirs: Vec<i128>| {
		let mut mpc = dealer(vec![vec![], theirs]);
		let packet = run(&mut mpc, parameters, &holders[0], &mut |_| ()).expect("it runs");
		read::<Ideal>(parameters, &vec![packet; 2])
	};
	// The same power of two, so the same to the last bit.
	let wanted = run(&exact, input(&holders[1]));
	assert_eq!(run(&announced, filled(&holders[1], 64)), wanted);
	// What a cheat puts into rows without weight is nowhere: not a case, not a covariate.
	let mut cheated = filled(&holders[1], 64);
	for row in 40..64 {
		cheated[2 * row] = 1;
		cheated[2 * 64 + 2 * row] = (1 << 14) - 1;
	}
	assert_eq!(run(&announced, cheated), wanted);
	let mut half = filled(&holders[1], 64);
	half[2 * 50 + 1] = 2;
	let mut mpc = dealer(vec![vec![], half]);
	let error = super::run(&mut mpc, &announced, &holders[0], &mut |_| ());
	assert_eq!(error, Err(ProgramError::OutOfRange(crate::PartyId(1))));
}

#[test]
fn withholds_a_model_of_few_people() {
	let mut dice = Dice(8);
	let holders = [rows(&mut dice, 5, &[0.0, 0.5]), rows(&mut dice, 2, &[0.0, 0.5])];
	let announced = Parameters { rows: vec![5, 20], minimum_cell: 0, ..parameters(&holders) };
	let mut mpc = dealer(vec![vec![], filled(&holders[1], 20)]);
	let packet = run(&mut mpc, &announced, &holders[0], &mut |_| ()).expect("it runs");
	assert_eq!(read::<Ideal>(&announced, &vec![packet; 2]), Ok(Output::Withheld));
}

#[test]
fn says_so_when_it_did_not_converge() {
	let row = |x: f64| Row::of(x > 0.0, &[x]).expect("inside");
	let separable: Vec<_> = (0..40).map(|i| row(f64::from(i) / 10.0 - 1.95)).collect();
	let holders = [separable.clone(), separable];
	assert!(!model(on_ideal(&parameters(&holders), &holders)).converged);
}

#[test]
fn survives_extreme_inputs() {
	let row = |i: u32| Row {
		outcome: i.is_multiple_of(2),
		covariates: vec![-8192, 8191, -8192, 8191, 8191, -8192, 8191],
	};
	let constant: Vec<_> = (0..60).map(row).collect();
	let holders = [constant.clone(), constant];
	let parameters = Parameters { iterations: 20, ..parameters(&holders) };
	assert!(on_ideal(&parameters, &holders).is_ok());
}

/// Whether a model of one covariate is withheld, of people with these outcomes and numbers.
fn is_withheld(people: impl IntoIterator<Item = (bool, f64)>, minimum_cell: u32) -> bool {
	let rows: Vec<_> =
		people.into_iter().map(|(case, x)| Row::of(case, &[x]).expect("inside")).collect();
	let (one, other) = rows.split_at(rows.len() / 3);
	let holders = [one.to_vec(), other.to_vec()];
	let rule = Parameters { minimum_cell, ..parameters(&holders) };
	match on_ideal(&rule, &holders).expect("it runs") {
		Output::Withheld => true,
		Output::Model(_) => false,
	}
}

#[test]
fn withholds_a_model_of_few_cases() {
	let people = |cases: u32| (0..60).map(move |i| (i < cases, f64::from(i % 2)));
	assert!(is_withheld(people(9), 5));
	assert!(!is_withheld(people(10), 5));
	assert!(is_withheld(people(51), 5));
	assert!(!is_withheld(people(50), 5));
	assert!(!is_withheld(people(4), 0));
}

#[test]
fn withholds_a_model_that_tells_of_one_row() {
	let bulk = |i: u32| (i.is_multiple_of(2), -8.0);
	// One beyond the end of the scale, one near it, and one that is only unusual.
	for extreme in [7.999, 7.0, -7.9] {
		for case in [true, false] {
			let people = || (0..99).map(bulk).chain([(case, extreme)]);
			assert!(is_withheld(people(), 10), "{extreme}");
			assert!(!is_withheld(people(), 0), "{extreme}");
		}
	}
	let varied = |i: u32| (i.is_multiple_of(2), f64::from(i % 7) - 3.0);
	assert!(is_withheld((0..99).map(varied).chain([(true, 7.9)]), 10));
	assert!(!is_withheld((0..99).map(varied), 10));
	// Nobody beyond looks the same.
	assert!(is_withheld((0..100).map(bulk), 10));
}

#[test]
fn every_cell_of_a_fourfold_table_counts() {
	for minimum_cell in [2, 5, 12] {
		for few in 0..4 {
			for short in [0, 1] {
				let cell = |cell: u32| {
					let people = minimum_cell + if cell == few { 0 } else { 7 + 3 * cell };
					let people = people - if cell == few { short } else { 0 };
					(0..people)
						.map(move |_| (cell.is_multiple_of(2), if cell < 2 { -8.0 } else { 7.5 }))
				};
				let told = !is_withheld((0..4).flat_map(cell), minimum_cell);
				assert_eq!(told, short == 0, "{minimum_cell}: cell {few} short of {short}");
			}
		}
	}
}

#[test]
fn withholds_by_leverage_as_the_plain_twin() {
	let (mut dice, mut withheld) = (Dice(8), 0);
	for covariates in 1..=4usize {
		for _ in 0..12 {
			let beta = vec![0.3; covariates + 1];
			let mut all = rows(&mut dice, 70, &beta);
			for row in &mut all {
				// Some are far from the others.
				let far = if dice.roll() < 0.05 { 2 } else { 1 };
				row.covariates.iter_mut().for_each(|x| *x *= far);
			}
			let most = plain::greatest_leverage(&all);
			for minimum_cell in 2..8 {
				let share = most * f64::from(minimum_cell);
				if (0.99..1.01).contains(&share) {
					continue;
				}
				let holders = [all[..30].to_vec(), all[30..].to_vec()];
				let rule = Parameters { minimum_cell, iterations: 1, ..parameters(&holders) };
				let is_withheld = on_ideal(&rule, &holders) == Ok(Output::Withheld);
				assert_eq!(is_withheld, share > 1.0, "{minimum_cell} and {most}");
				withheld += usize::from(is_withheld);
			}
		}
	}
	assert!((40..240).contains(&withheld), "{withheld}");
}

#[test]
fn fails_when_parameters_or_inputs_do_not_fit() {
	let mut dice = Dice(6);
	let holders = [rows(&mut dice, 20, &[0.0, 0.5]), rows(&mut dice, 20, &[0.0, 0.5])];
	let good = parameters(&holders);
	let few = Parameters { rows: vec![3, 4], ..good.clone() };
	assert!(matches!(on_ideal(&few, &holders), Err(ProgramError::Parameter { what: "rows", .. })));
	let fewer = Parameters { rows: vec![19, 20], ..good.clone() };
	let error = ProgramError::InputLength { got: 20, announced: 19 };
	assert_eq!(on_ideal(&fewer, &holders), Err(error));
	let wider = Parameters { covariates: 2, ..good.clone() };
	assert_eq!(on_ideal(&wider, &holders), Err(ProgramError::InputRange { index: 0 }));
	let mut cheated = input(&holders[1]);
	cheated[3] = 2;
	let mut mpc = dealer(vec![vec![], cheated]);
	assert!(run(&mut mpc, &good, &holders[0], &mut |_| ()).is_err());
	assert_eq!(Row::of(true, &[8.0]), None);
}
