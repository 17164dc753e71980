//! Adders and comparisons over binary shares, 128 numbers beside each other.
//!
//! A number is a sum of three parts modulo `2^width`. A carry-save adder turns three into two,
//! `s + 2c`, at one gate a bit; a prefix adder adds the two in `log2(width)` rounds.

use super::binary::Word;
use super::convert::{planes, Plane};
use super::ring::Share;
use super::Replicated;
use crate::{Error, Transport};

/// Two numbers whose sum is the value, as what an adder needs of them.
struct Summands {
	/// Where exactly one of the two has a bit.
	either: Vec<Plane>,
	/// Where both have a bit; nowhere at place zero.
	both: Vec<Plane>,
}

/// What a run of places does to a carry (Brent and Kung, IEEE ToC 1982).
#[derive(Clone)]
struct Run {
	/// It makes one.
	makes: Plane,
	/// It lets one through.
	lets: Plane,
}

impl<T: Transport> Replicated<T> {
	/// Gates over whole planes in one round.
	fn and_planes(&mut self, pairs: &[(&Plane, &Plane)]) -> Result<Vec<Plane>, Error> {
		let left: Vec<_> = pairs.iter().flat_map(|(left, _)| left.iter().copied()).collect();
		let right: Vec<_> = pairs.iter().flat_map(|(_, right)| right.iter().copied()).collect();
		let results = self.and(&left, &right)?;
		let mut rest = results.as_slice();
		let take = |(left, _): &(&Plane, &Plane)| {
			let (plane, after) = rest.split_at(left.len());
			rest = after;
			plane.to_vec()
		};
		Ok(pairs.iter().map(take).collect())
	}

	/// The carry-save adder on the three parts: `s = a ^ b ^ c` costs nothing, the carry is
	/// `((a ^ c) & (b ^ c)) ^ c`.
	fn summands(&mut self, values: &[Share], width: usize) -> Result<Summands, Error> {
		let sums = planes(values, width);
		let carried = &sums[..width - 1];
		let part = |party: &Self, part, plane: &Plane| -> Plane {
			plane.iter().map(|word| party.only(part, *word)).collect()
		};
		let with_third = |party: &Self, first| {
			let pair = |plane| xor(&part(party, first, plane), &part(party, 2, plane));
			carried.iter().map(pair).collect::<Vec<_>>()
		};
		let (left, right) = (with_third(self, 0), with_third(self, 1));
		let majority = self.and_planes(&left.iter().zip(&right).collect::<Vec<_>>())?;
		let third = carried.iter().map(|plane| part(self, 2, plane));
		let carries: Vec<_> =
			majority.iter().zip(third).map(|(and, third)| xor(and, &third)).collect();

		let mut both = vec![zeros(sums[0].len())];
		both.extend(self.and_planes(&sums[1..].iter().zip(&carries).collect::<Vec<_>>())?);
		let mut either = vec![sums[0].clone()];
		either.extend(sums[1..].iter().zip(&carries).map(|(sum, carry)| xor(sum, carry)));
		Ok(Summands { either, both })
	}

	/// The highest of the `width` bits of each value.
	pub(super) fn sign_plane(&mut self, values: &[Share], width: usize) -> Result<Plane, Error> {
		let summands = self.summands(values, width)?;
		let top = &summands.either[width - 1];
		let mut runs = summands.runs(width);
		while runs.len() > 1 {
			runs = self.halve(runs)?;
		}
		Ok(runs.first().map_or_else(|| top.clone(), |run| xor(top, &run.makes)))
	}

	/// Joins neighbouring runs, the lower of each pair first.
	fn halve(&mut self, runs: Vec<Run>) -> Result<Vec<Run>, Error> {
		let pairs: Vec<_> = runs.chunks_exact(2).map(|pair| (&pair[1], &pair[0])).collect();
		let mut joined = self.join(&pairs)?;
		joined.extend(runs.chunks_exact(2).remainder().iter().cloned());
		Ok(joined)
	}

	/// Joins runs, the upper of each pair first.
	fn join(&mut self, pairs: &[(&Run, &Run)]) -> Result<Vec<Run>, Error> {
		let through = pairs.iter().map(|(upper, lower)| (&upper.lets, &lower.makes));
		let lets = pairs.iter().map(|(upper, lower)| (&upper.lets, &lower.lets));
		let mut gates = self.and_planes(&through.chain(lets).collect::<Vec<_>>())?;
		let lets = gates.split_off(pairs.len());
		let joined = pairs.iter().zip(gates).zip(lets);
		let run = |(((upper, _), through), lets): ((&(&Run, &Run), Plane), Plane)| Run {
			makes: xor(&upper.makes, &through),
			lets,
		};
		Ok(joined.map(run).collect())
	}

	/// The `width` bits of each value, lowest first (Sklansky, IRE Trans. 1960).
	pub(super) fn bit_planes(
		&mut self,
		values: &[Share],
		width: usize,
	) -> Result<Vec<Plane>, Error> {
		let summands = self.summands(values, width)?;
		let mut runs = summands.runs(width);
		let mut span = 1;
		while span < runs.len() {
			let joins: Vec<_> = (0..runs.len()).filter(|place| place & span != 0).collect();
			let below = |place: usize| (place & !(2 * span - 1)) + span - 1;
			let pairs: Vec<_> = joins.iter().map(|at| (&runs[*at], &runs[below(*at)])).collect();
			let joined = self.join(&pairs)?;
			joins.into_iter().zip(joined).for_each(|(place, run)| runs[place] = run);
			span *= 2;
		}
		let mut bits = summands.either;
		// The first run is place one, whose carry goes to place two.
		bits.iter_mut().skip(2).zip(&runs).for_each(|(bit, run)| *bit = xor(bit, &run.makes));
		Ok(bits)
	}

	/// One where all `width` bits of a value are zero.
	///
	/// `a + b = (a ^ b) + 2 (a & b) = 2 (a | b) - (a ^ b)`, so the sum is zero where
	/// `a ^ b = 2 (a | b)`, without an adder.
	pub(super) fn zero_plane(&mut self, values: &[Share], width: usize) -> Result<Plane, Error> {
		let Summands { either, both } = self.summands(values, width)?;
		let any = either.iter().zip(&both).map(|(either, both)| xor(either, both));
		let twice = std::iter::once(zeros(either[0].len())).chain(any);
		let same = either.iter().zip(twice).map(|(either, twice)| self.not(&xor(either, &twice)));
		let mut same: Vec<_> = same.collect();
		while same.len() > 1 {
			let pairs: Vec<_> = same.chunks_exact(2).map(|pair| (&pair[0], &pair[1])).collect();
			let mut joined = self.and_planes(&pairs)?;
			joined.extend(same.chunks_exact(2).remainder().iter().cloned());
			same = joined;
		}
		Ok(same.swap_remove(0))
	}

	fn not(&self, plane: &Plane) -> Plane {
		let ones = self.only(0, Word { own: u128::MAX, next: u128::MAX });
		plane.iter().map(|word| word.xor(ones)).collect()
	}
}

impl Summands {
	/// Each place that a carry can start from or pass and whose carry is still needed.
	fn runs(&self, width: usize) -> Vec<Run> {
		let places = 1..(width - 1).max(1);
		let run = |place: usize| Run {
			makes: self.both[place].clone(),
			lets: self.either[place].clone(),
		};
		places.map(run).collect()
	}
}

fn xor(a: &Plane, b: &Plane) -> Plane {
	a.iter().zip(b).map(|(a, b)| a.xor(*b)).collect()
}

fn zeros(words: usize) -> Plane {
	vec![Word::default(); words]
}
