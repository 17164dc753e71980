//! The noise of a histogram, as the consumer sees it, has the distribution that was planned.

#[expect(dead_code, reason = "other tests use the rest of it")]
#[path = "../noise/tests/statistics/fit.rs"]
mod fit;

use fit::{fits, histogram, probabilities, sum_of, SIGNIFICANCE};
use panshi_mpc::{
	programs::order::{plain, read_noised, run_noised, Noise, Parameters, Question},
	Ideal, Parties, PartyId,
};
use panshi_noise::{magnitude_bits, private_inputs, NoiseSeed};
use panshi_primitives::{
	job::{AggregationMode, Strength, NOISED_HISTOGRAM},
	privacy::{NoisePlan, Release, Rho, Variance},
};

const RUNS: u32 = 1_500;
const BINS: usize = 33;
const VALUES: [&[u64]; 3] = [&[1, 9, 200], &[], &[64, 65]];

fn parameters() -> Parameters {
	Parameters {
		bits: 8,
		values: vec![3, 2, 4],
		question: Question::Histogram { edges: (1..=32).map(|edge| 8 * edge).collect() },
		minimum_cell: 0,
		rounding: 0,
	}
}

/// Squared sensitivity 1 at rho 1/18: variance 9, of which each of two brings a half.
fn plan() -> NoisePlan {
	let mode = AggregationMode::Agreement { strength: Strength::HonestMajority };
	let rho = Some(Rho::from_micro(55_556));
	let plan = Release::of(NOISED_HISTOGRAM).plan(mode, 1, rho, [0, 1, 2]);
	plan.expect("the sizes fit").expect("it adds noise")
}

/// What run number `run` opens beyond the exact numbers, if the parties `honest` draw noise and the
/// others bring none.
fn noise_of(run: u32, honest: &[u8]) -> Vec<i64> {
	let (plan, parameters) = (plan(), parameters());
	let bits = magnitude_bits(&plan);
	let noise = |party: u8| {
		let mut secret = [party; 32];
		secret[..4].copy_from_slice(&run.to_le_bytes());
		let seed = NoiseSeed::derive(&secret, &[9; 32], b"panshi/noise/test");
		let drawn = private_inputs(&plan, BINS, &seed).expect("the plan fits");
		if honest.contains(&party) {
			drawn.to_vec()
		} else {
			vec![0; BINS]
		}
	};
	let input = |party: u8| {
		let (values, announced) =
			(VALUES[usize::from(party)], parameters.values[usize::from(party)]);
		let mut all: Vec<i128> = values.iter().copied().map(i128::from).collect();
		all.resize(announced as usize, 1 << parameters.bits);
		all.extend(noise(party).iter().map(|noise| noise + (1 << (bits - 1))));
		all
	};
	let parties = Parties::new(PartyId(0), 3).expect("three parties");
	let mut dealer = Ideal::new(parties, vec![vec![], input(1), input(2)], 1);
	let mine = noise(0);
	let mine = Noise { bits, mine: &mine };
	let packet = run_noised(&mut dealer, &parameters, VALUES[0], mine, &mut |_| ());
	let packet = packet.expect("it runs");
	let found = read_noised::<Ideal>(&parameters, &vec![packet; 3]).expect("it runs");
	let exact = plain::noised(&parameters, &VALUES.concat(), &[0; BINS]);
	let pairs = found.into_iter().zip(exact);
	pairs.map(|(found, exact)| found.expect("it is told") - exact.expect("it is told")).collect()
}

#[test]
fn has_the_planned_distribution() {
	let share = probabilities(plan().share_variance());
	let two = sum_of(&share, &share);
	let three = sum_of(&two, &share);
	for (honest, expected) in [(vec![0, 1, 2], &three), (vec![0, 2], &two), (vec![1, 2], &two)] {
		let found = histogram((0..RUNS).flat_map(|run| noise_of(run, &honest)));
		assert_eq!(found.values().sum::<u64>(), u64::from(RUNS) * 33);
		assert!(fits(&found, expected), "{honest:?} at {SIGNIFICANCE}");
		// Those who bring theirs make as much as one of the variance that rho takes, or more.
		let one = probabilities(Variance::new(9, 1).expect("it is not zero"));
		assert_eq!(fits(&found, &one), honest.len() == 2, "{honest:?}");
	}
}
