//! The regression program beside statsmodels, on the rows of three holders.
//! `tests/oracles/README.md` says how the expected values were made.

use panshi_mpc::{
	programs::regression::{read, run, Model, Output, Parameters, Row},
	Ideal, Parties, PartyId,
};

const HOLDERS: usize = 3;

/// Rows of each holder, expected coefficients and standard errors.
#[derive(Default)]
struct Expected {
	holders: [Vec<Row>; HOLDERS],
	estimates: Vec<(f64, f64)>,
}

fn fixture() -> Vec<Expected> {
	let mut models: Vec<Expected> = Vec::new();
	for line in include_str!("oracles/regression.tsv").lines() {
		let fields: Vec<_> = line.split('\t').collect();
		if let ["row", model, holder, outcome, covariates @ ..] = &fields[..] {
			let covariates = covariates.iter().map(|x| x.parse().expect("a number")).collect();
			let row = Row { outcome: *outcome == "1", covariates };
			models[model.parse::<usize>().expect("a number")].holders
				[holder.parse::<usize>().expect("a number")]
			.push(row);
		} else {
			let model: usize = fields[0].parse().expect("a number");
			models.resize_with(models.len().max(model + 1), Expected::default);
			let estimate =
				(fields[1].parse().expect("a number"), fields[2].parse().expect("a number"));
			models[model].estimates.push(estimate);
		}
	}
	models
}

fn on_ideal(expected: &Expected) -> Model {
	let holders = &expected.holders;
	let parameters = Parameters {
		covariates: (expected.estimates.len() - 1) as u8,
		rows: holders.iter().map(|rows| rows.len() as u32).collect(),
		iterations: 8,
		minimum_cell: 5,
	};
	// As the program inputs them: outcomes with weights, then covariates lifted by 8.
	let input = |rows: &Vec<Row>| {
		let outcomes = rows.iter().flat_map(|row| [i128::from(row.outcome), 1]);
		let covariates = rows.iter().flat_map(|row| row.covariates.iter());
		outcomes.chain(covariates.map(|x| i128::from(*x) + 8 * 1024)).collect()
	};
	let inputs = vec![vec![], input(&holders[1]), input(&holders[2])];
	let mut mpc = Ideal::new(Parties::new(PartyId(0), HOLDERS).expect("three"), inputs, 1);
	let packet = run(&mut mpc, &parameters, &holders[0], &mut |_| ()).expect("it runs");
	match read::<Ideal>(&parameters, &vec![packet; HOLDERS]) {
		Ok(Output::Model(model)) => model,
		other => panic!("no model: {other:?}"),
	}
}

#[test]
fn coefficients_equal_statsmodels() {
	let models = fixture();
	assert_eq!(models.len(), 3);
	for (index, expected) in models.iter().enumerate() {
		let model = on_ideal(expected);
		assert!(model.converged, "model {index}");
		assert_eq!(model.estimates().len(), expected.estimates.len());
		for ((b, error), (wanted, wanted_error)) in
			model.estimates().into_iter().zip(&expected.estimates)
		{
			println!("model {index}: {b} ({error}) beside {wanted} ({wanted_error})");
			assert!((b - wanted).abs() < 5e-4, "model {index}: {b} beside {wanted}");
			assert!((error / wanted_error - 1.0).abs() < 1e-3, "model {index}: {error}");
		}
	}
}
