//! A party that uses other shares than it was dealt, consistently towards everybody: only the MACs can
//! tell.

use crate::authenticated::dealer::Dealer;
use crate::authenticated::field::Fp;
use crate::authenticated::{Link, MacKey, Mask, Preprocessing, Share, Triple};
use crate::wire::run;
use crate::{Authenticated, Blame, Error, Input, Mpc, PartyId, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// A dealer whose share number `crooked` is off by one, in the value or in the MAC.
pub(super) struct Crooked {
	dealer: Dealer,
	crooked: Option<u64>,
	dealt: u64,
}

impl Crooked {
	pub(super) fn new(dealer: Dealer, crooked: Option<u64>) -> Self {
		Self { dealer, crooked, dealt: 0 }
	}

	fn bend(&mut self, share: &mut Share) {
		if self.crooked == Some(self.dealt) {
			share.value += Fp::ONE;
		}
		if self.crooked == Some(self.dealt + 1) {
			share.mac += Fp::ONE;
		}
		self.dealt += 2;
	}
}

impl Preprocessing for Crooked {
	fn start<T: Transport>(&mut self, link: &mut Link<T>) -> Result<(), Error> {
		self.dealer.start(link)
	}

	fn key(&self) -> Result<MacKey, Error> {
		self.dealer.key()
	}

	fn triples<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		count: usize,
	) -> Result<Vec<Triple>, Error> {
		let mut triples = self.dealer.triples(link, count)?;
		for triple in &mut triples {
			[&mut triple.a, &mut triple.b, &mut triple.c].into_iter().for_each(|s| self.bend(s));
		}
		Ok(triples)
	}

	fn bits<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		count: usize,
	) -> Result<Vec<Share>, Error> {
		let mut bits = self.dealer.bits(link, count)?;
		bits.iter_mut().for_each(|bit| self.bend(bit));
		Ok(bits)
	}

	fn masks<T: Transport>(
		&mut self,
		link: &mut Link<T>,
		owner: PartyId,
		count: usize,
	) -> Result<Vec<Mask>, Error> {
		let mut masks = self.dealer.masks(link, owner, count)?;
		masks.iter_mut().for_each(|mask| self.bend(&mut mask.share));
		Ok(masks)
	}
}

/// What the honest parties see, and how many shares were dealt.
fn honest(seed: u64, crooked: Option<u64>) -> (Vec<Result<Vec<i128>, Error>>, u64) {
	let results = run(3, None, |wire| {
		let me = wire.parties().me();
		let mut rng = ChaCha20Rng::seed_from_u64(8 * seed + u64::from(me.0));
		let dealer = Dealer::new(wire.parties(), seed);
		let crooked = crooked.filter(|_| me == PartyId(1));
		let crooked = Crooked::new(dealer, crooked);
		let mut mpc = Authenticated::new(wire, [8; 32], crooked, &mut rng).unwrap();
		let result = program(&mut mpc);
		(result, mpc.material.dealt)
	});
	let dealt = results[0].1;
	let mut results: Vec<_> = results.into_iter().map(|(result, _)| result).collect();
	let _ = results.remove(1);
	(results, dealt)
}

const EXPECTED: [i128; 6] = [36, 4, 0, 1, 1, 0];

fn program(mpc: &mut impl Mpc) -> Result<Vec<i128>, Error> {
	let mine = [6, -2];
	let input = if mpc.me() == PartyId(0) { Input::Mine(&mine) } else { Input::Theirs(2) };
	let values = mpc.input(PartyId(0), input)?;
	let squares = mpc.multiply(&values, &values)?;
	let negative = mpc.negative(&values, 4)?;
	let six = mpc.subtract(&values[0], &mpc.public(6));
	let zero = mpc.zero(&[six, values[1].clone()], 4)?;
	mpc.open(&[squares, negative, zero].concat())
}

#[test]
fn never_bends_a_result() {
	let (results, dealt) = honest(0, None);
	assert!(results.iter().all(|result| result.as_deref() == Ok(&EXPECTED[..])), "{results:?}");
	let mut refused = 0;
	for seed in 0..2_500 {
		let (results, _) = honest(seed, Some(seed % dealt));
		for result in results {
			match result {
				// A share whose MAC is never opened against, such as the highest bit of a mask.
				Ok(values) => assert_eq!(values, EXPECTED, "{seed}"),
				Err(error) => {
					assert_eq!(error.blame(), Blame::Unknown, "{seed}: {error}");
					refused += 1;
				},
			}
		}
	}
	assert!(refused >= 4_000, "{refused}");
}
