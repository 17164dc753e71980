//! How much material steps and programs spend.

use super::super::dealer::Dealer;
use crate::authenticated::{Link, Need, Preprocessing};
use crate::programs::{
	association, evidence, millionaires, order, regression, spending, ProgramError,
};
use crate::wire::{run, Wire};
use crate::{Authenticated, Error, Mpc, Parties, PartyId, Tally, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// A party whose material is counted.
type Party = Authenticated<Wire, Counting>;

/// What `program` spends at each of two parties, and what is counted beforehand.
fn spent(
	counted: Result<Tally, ProgramError>,
	program: impl Fn(&mut Party) -> Result<(), ProgramError> + Sync,
) -> (Need, Need) {
	let spent = run(2, None, |wire| {
		let dealer = Counting::new(Dealer::new(wire.parties(), 1));
		let mut mpc =
			Authenticated::new(wire, [1; 32], dealer, &mut ChaCha20Rng::seed_from_u64(1)).unwrap();
		program(&mut mpc).expect("it runs");
		mpc.material.need()
	});
	assert_eq!(spent[0], spent[1]);
	(spent[0], counted.expect("it is counted").need())
}

fn two() -> Parties {
	Parties::new(PartyId(0), 2).expect("two")
}

/// Counts of two holders under which some variants pass.
fn counts(me: PartyId) -> Vec<association::GenotypeCounts> {
	many_counts(me, 40)
}

fn many_counts(me: PartyId, variants: u32) -> Vec<association::GenotypeCounts> {
	let of = |i: u32| association::GenotypeCounts {
		cases: [9 - i % 7, i % 7, u32::from(me.0)],
		controls: [9, 1, i % 3],
	};
	(0..variants).map(of).collect()
}

#[test]
fn an_association_spends_at_most_what_was_counted() {
	let ratio = |numerator| association::Ratio { numerator, denominator: 1 };
	let above =
		|numerator, limit| association::Selection::Above { threshold: ratio(numerator), limit };
	let top = |count| association::Selection::Top { count };
	for selection in [above(0, 100), above(3, 2), top(1), top(7), top(50)] {
		for minimum_cell in [0, 3] {
			let parameters = association::Parameters {
				variants: 40,
				people: vec![30; 2],
				selection,
				minimum_cell,
				rounding: 0,
			};
			let (spent, counted) = spent(spending::association(&parameters, two()), |mpc| {
				association::run(mpc, &parameters, &counts(mpc.me()), &mut |_| ()).map(drop)
			});
			assert!(counted.covers(&spent), "{selection:?}: {spent:?} of {counted:?}");
			// Not much more: the search may end sooner.
			assert!(counted.triples <= 20 * spent.triples, "{selection:?}");
		}
	}
}

#[test]
fn an_association_that_reaches_its_limit_early_spends_at_most_what_was_counted() {
	// A block of 2,048 and a short one, at which nobody looks any more.
	let variants = 2_060;
	let threshold = association::Ratio { numerator: 3, denominator: 1 };
	let parameters = association::Parameters {
		variants,
		people: vec![30; 2],
		selection: association::Selection::Above { threshold, limit: 2 },
		minimum_cell: 0,
		rounding: 0,
	};
	let (spent, counted) = spent(spending::association(&parameters, two()), |mpc| {
		let counts = many_counts(mpc.me(), variants);
		association::run(mpc, &parameters, &counts, &mut |_| ()).map(drop)
	});
	assert!(counted.covers(&spent), "{spent:?} of {counted:?}");
	assert!(counted.triples <= 2 * spent.triples, "{spent:?} of {counted:?}");
}

#[test]
fn evidence_spends_what_was_counted() {
	let thresholds = evidence::Thresholds { healthy_carriers: 3, ..evidence::Thresholds::GENERAL };
	for minimum_cell in [0, 3] {
		let parameters =
			evidence::Parameters { variants: 3, people: vec![40; 2], thresholds, minimum_cell };
		let counts = [evidence::VariantCounts::default(); 3];
		let (spent, counted) = spent(spending::evidence(&parameters, two()), |mpc| {
			evidence::run(mpc, &parameters, &counts, &mut |_| ()).map(drop)
		});
		assert_eq!(spent, counted);
	}
}

#[test]
fn order_statistics_spend_what_was_counted() {
	let edges = order::Question::Histogram { edges: vec![20, 40] };
	for (question, minimum_cell) in [(edges, 2), (order::Question::Minimum, 0)] {
		let values = vec![5; 2];
		let parameters = order::Parameters { bits: 6, values, question, minimum_cell, rounding: 0 };
		let values = [3, 25, 41, 60, 22];
		let (spent, counted) = spent(spending::order(&parameters, two()), |mpc| {
			order::run(mpc, &parameters, &values, &mut |_| ()).map(drop)
		});
		assert_eq!(spent, counted);
	}
}

#[test]
fn a_histogram_with_noise_spends_what_was_counted() {
	let question = order::Question::Histogram { edges: vec![20, 40] };
	let values = vec![5; 2];
	let parameters = order::Parameters { bits: 6, values, question, minimum_cell: 2, rounding: 3 };
	let (bits, mine) = (7, [3, -9, 60]);
	let counted = spending::noised_histogram(&parameters, bits, two());
	let (spent, counted) = spent(counted, |mpc| {
		let noise = order::Noise { bits, mine: &mine };
		order::run_noised(mpc, &parameters, &[3, 25, 41], noise, &mut |_| ()).map(drop)
	});
	assert_eq!(spent, counted);
}

#[test]
fn a_regression_spends_what_was_counted() {
	let row = |i: usize| {
		regression::Row::of(i.is_multiple_of(2), &[i as f64 * 0.3 - 1.0])
			.expect("it is within the bounds")
	};
	let rows: Vec<_> = (0..6).map(row).collect();
	for minimum_cell in [0, 2] {
		let (covariates, iterations) = (1, 2);
		let parameters =
			regression::Parameters { covariates, rows: vec![6; 2], iterations, minimum_cell };
		let (spent, counted) = spent(spending::regression(&parameters, two()), |mpc| {
			regression::run(mpc, &parameters, &rows, &mut |_| ()).map(drop)
		});
		assert_eq!(spent, counted);
	}
}

#[test]
fn a_comparison_of_wealth_spends_what_was_counted() {
	let parameters = millionaires::Parameters { bits: 20 };
	let (spent, counted) = spent(spending::millionaires(&parameters, two()), |mpc| {
		millionaires::run(mpc, &parameters, 7, &mut |_| ()).map(drop)
	});
	assert_eq!(spent, counted);
}

#[test]
fn needs_are_what_steps_spend() {
	for width in [1, 2, 3, 5, 8, 33, 64, 80, 86] {
		let need = Need::new().comparisons(3, width).products(2).inputs(4).delivery(1);
		let need = need.equalities(2, width).decompositions(4, width).random_bits(5);
		let spent = run(2, None, |wire| {
			let dealer = Counting::new(Dealer::new(wire.parties(), 1));
			let mut rng = ChaCha20Rng::seed_from_u64(1);
			let mut mpc = Authenticated::new(wire, [1; 32], dealer, &mut rng).unwrap();
			let value = mpc.public(-1);
			mpc.negative(&[value; 3], width).unwrap();
			mpc.zero(&[value; 2], width).unwrap();
			mpc.bits(&[mpc.public(1); 4], width).unwrap();
			mpc.random_bits(5).unwrap();
			mpc.multiply(&[value; 2], &[value; 2]).unwrap();
			mpc.deliver(&[value]).unwrap();
			mpc.material.need()
		});
		assert_eq!(spent[0], Need { masks: 0, ..need }, "{width}");
	}
}

#[test]
fn needs_are_what_proofs_of_ranges_spend() {
	for (count, width) in [(1, 1), (5, 9), (700, 10), (3_000, 86), (12_000, 9)] {
		let need = Need::new().ranges(count, width);
		let spent = run(2, None, |wire| {
			let dealer = Counting::new(Dealer::new(wire.parties(), 1));
			let mut rng = ChaCha20Rng::seed_from_u64(1);
			let mut mpc = Authenticated::new(wire, [1; 32], dealer, &mut rng).unwrap();
			let mine = vec![1; count as usize];
			let lists = vec![vec![mpc.public(1); count as usize]; 2];
			assert_eq!(mpc.out_of_range(&lists, &mine, width), Ok(None));
			mpc.material.need()
		});
		assert_eq!(spent[0], need, "{count} of {width}");
	}
}

/// A dealer that counts.
struct Counting {
	dealer: Dealer,
	spent: Need,
	/// By owner.
	masks: Vec<u64>,
}

impl Counting {
	fn new(dealer: Dealer) -> Self {
		Self { dealer, spent: Need::new(), masks: vec![0; crate::MAX_PARTIES] }
	}

	fn need(&self) -> Need {
		self.spent.inputs(self.masks.iter().copied().max().unwrap_or(0))
	}
}

impl Preprocessing for Counting {
	fn start<T: Transport>(&mut self, link: &mut Link<T>) -> Result<(), Error> {
		self.dealer.start(link)
	}

	fn key(&self) -> Result<crate::MacKey, Error> {
		self.dealer.key()
	}

	fn triples<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		count: usize,
	) -> Result<Vec<crate::Triple>, Error> {
		self.spent.triples += count as u64;
		self.dealer.triples(link, count)
	}

	fn bits<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		count: usize,
	) -> Result<Vec<crate::Share>, Error> {
		self.spent.bits += count as u64;
		self.dealer.bits(link, count)
	}

	fn masks<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		owner: PartyId,
		count: usize,
	) -> Result<Vec<crate::Mask>, Error> {
		self.masks[owner.index()] += count as u64;
		self.dealer.masks(link, owner, count)
	}
}
