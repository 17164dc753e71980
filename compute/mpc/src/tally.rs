//! Counting what a program will spend, before it runs.

use crate::authenticated::{capacity_for, Need, CAPACITY};
use crate::protocol::one_list_a_party;
use crate::{Distance, Error, Input, Mpc, Parties, PartyId, Traffic};
use std::collections::VecDeque;

/// A computation that computes nothing and counts the material that a real one, in which all parties
/// but one may cheat, would spend.
///
/// A program runs on it as at any party, and fails where a real run would tell more than
/// [`Distance::MOST`]. What it opens is not known beforehand: the caller says which values stand in for
/// it, so that a program that goes on by what it opened spends the most.
pub struct Tally {
	parties: Parties,
	/// Masks by owner; the other kinds for all.
	masks: Vec<u64>,
	spent: Need,
	distance: Distance,
	/// What the next values open as; after the last all are `then`.
	first: VecDeque<i128>,
	then: i128,
}

impl Tally {
	/// A count among `parties` in which every opened value is zero.
	pub fn new(parties: Parties) -> Self {
		Self::opening(parties, [], 0)
	}

	/// A count in which the next values that are opened are `first`, and all further ones `then`.
	pub fn opening(parties: Parties, first: impl IntoIterator<Item = i128>, then: i128) -> Self {
		let (masks, spent, distance) = (vec![0; parties.count()], Need::new(), Distance::default());
		Self { parties, masks, spent, distance, first: first.into_iter().collect(), then }
	}

	/// What was spent so far.
	pub fn need(&self) -> Need {
		self.spent.inputs(self.masks.iter().copied().max().unwrap_or(0))
	}

	/// What masked openings have told so far.
	pub fn distance(&self) -> Distance {
		self.distance
	}

	fn spend(&mut self, count: usize, step: impl FnOnce(Need, u64) -> Need) -> Vec<()> {
		self.spent = step(self.spent, count as u64);
		vec![(); count]
	}
}

impl Mpc for Tally {
	type Share = ();

	fn me(&self) -> PartyId {
		self.parties.me()
	}

	fn parties(&self) -> usize {
		self.parties.count()
	}

	fn capacity(&self) -> u32 {
		CAPACITY
	}

	fn capacity_for(&self, comparisons: u64) -> u32 {
		capacity_for(comparisons)
	}

	fn traffic(&self) -> Traffic {
		Traffic::default()
	}

	fn public(&self, _: i128) {}

	fn add(&self, (): &(), (): &()) {}

	fn subtract(&self, (): &(), (): &()) {}

	fn scale(&self, (): &(), _: i128) {}

	fn input(&mut self, owner: PartyId, values: Input<'_>) -> Result<Vec<()>, Error> {
		let count = match values {
			Input::Mine(values) => values.len(),
			Input::Theirs(count) => count,
		};
		*self.masks.get_mut(owner.index()).ok_or(Error::Stopped)? += count as u64;
		Ok(vec![(); count])
	}

	fn multiply(&mut self, a: &[()], b: &[()]) -> Result<Vec<()>, Error> {
		Ok(self.spend(a.len().min(b.len()), Need::products))
	}

	fn inner_products(&mut self, pairs: &[(&[()], &[()])]) -> Result<Vec<()>, Error> {
		self.spend(pairs.iter().map(|(a, _)| a.len()).sum(), Need::products);
		Ok(vec![(); pairs.len()])
	}

	fn random_bits(&mut self, count: usize) -> Result<Vec<()>, Error> {
		Ok(self.spend(count, Need::random_bits))
	}

	fn bits(&mut self, values: &[()], width: u32) -> Result<Vec<Vec<()>>, Error> {
		self.distance.mask(values.len() as u64, width)?;
		self.spend(values.len(), |need, count| need.decompositions(count, width));
		Ok(vec![vec![(); width as usize]; values.len()])
	}

	fn negative(&mut self, values: &[()], width: u32) -> Result<Vec<()>, Error> {
		self.distance.mask(values.len() as u64, width)?;
		Ok(self.spend(values.len(), |need, count| need.comparisons(count, width)))
	}

	fn zero(&mut self, values: &[()], width: u32) -> Result<Vec<()>, Error> {
		self.distance.mask(values.len() as u64, width)?;
		Ok(self.spend(values.len(), |need, count| need.equalities(count, width)))
	}

	fn out_of_range(
		&mut self,
		lists: &[Vec<()>],
		mine: &[i128],
		width: u32,
	) -> Result<Option<PartyId>, Error> {
		one_list_a_party(lists, mine, self.me(), self.parties())?;
		for (masks, list) in self.masks.iter_mut().zip(lists) {
			*masks += Need::new().ranges(list.len() as u64, width).masks;
		}
		Ok(None)
	}

	fn open(&mut self, values: &[()]) -> Result<Vec<i128>, Error> {
		let value = |()| self.first.pop_front().unwrap_or(self.then);
		Ok(values.iter().copied().map(value).collect())
	}

	fn deliver(&mut self, values: &[()]) -> Result<Vec<u8>, Error> {
		self.spend(values.len(), Need::delivery);
		Ok(Vec::new())
	}

	fn receive(_: &[Vec<u8>]) -> Result<Vec<i128>, Error> {
		Err(Error::Stopped)
	}
}
