//! The trusted dealer: one process that sees everything and computes in the clear.

use crate::protocol::one_list_a_party;
use crate::{Error, Input, Mpc, Parties, PartyId, Traffic};
use std::collections::VecDeque;

/// Bits that an ideal secret may have: what both real strengths carry.
const CAPACITY: u32 = 86;

/// A computation by a trusted dealer.
///
/// Programs run on it as on a real strength, without channels: the inputs of the other parties are
/// given beforehand. Unlike a real strength it notices a value that outgrows the capacity, so a
/// program that has run here with its largest inputs does not wrap elsewhere.
///
/// # Security
///
/// None: every value is in the clear.
pub struct Ideal {
	parties: Parties,
	inputs: Vec<VecDeque<i128>>,
	coins: u64,
	opened: Vec<Vec<i128>>,
}

impl Ideal {
	/// A computation of `parties` in which the others input these values, in this order; the list
	/// of this party stays empty. `seed` makes the random bits.
	pub fn new(parties: Parties, inputs: Vec<Vec<i128>>, seed: u64) -> Self {
		let inputs = inputs.into_iter().map(Into::into).collect();
		Self { parties, inputs, coins: seed, opened: Vec::new() }
	}

	/// What was opened to all parties so far, step by step.
	pub fn opened(&self) -> &[Vec<i128>] {
		&self.opened
	}

	fn fits(&self, value: Option<i128>) -> Result<i128, Error> {
		let needed = value.map_or(128, width_of);
		match value {
			Some(value) if needed <= CAPACITY => Ok(value),
			_ => Err(Error::Capacity { what: "a value", needed, capacity: CAPACITY }),
		}
	}
}

/// Bits of a signed number, its sign included.
fn width_of(value: i128) -> u32 {
	129 - if value < 0 { (!value).leading_zeros() } else { value.leading_zeros() }
}

fn same_length(what: &'static str, left: usize, right: usize) -> Result<(), Error> {
	if left == right {
		Ok(())
	} else {
		Err(Error::Lengths { what, left, right })
	}
}

impl Mpc for Ideal {
	type Share = i128;

	fn me(&self) -> PartyId {
		self.parties.me()
	}

	fn parties(&self) -> usize {
		self.parties.count()
	}

	fn capacity(&self) -> u32 {
		CAPACITY
	}

	fn traffic(&self) -> Traffic {
		Traffic::default()
	}

	fn public(&self, value: i128) -> i128 {
		value
	}

	fn add(&self, a: &i128, b: &i128) -> i128 {
		a.wrapping_add(*b)
	}

	fn subtract(&self, a: &i128, b: &i128) -> i128 {
		a.wrapping_sub(*b)
	}

	fn scale(&self, a: &i128, factor: i128) -> i128 {
		a.wrapping_mul(factor)
	}

	fn input(&mut self, owner: PartyId, values: Input<'_>) -> Result<Vec<i128>, Error> {
		match values {
			Input::Mine(values) => Ok(values.to_vec()),
			Input::Theirs(count) => {
				let queue = self.inputs.get_mut(owner.index());
				let queue = queue.ok_or(Error::Stopped)?;
				same_length("input", count, count.min(queue.len()))?;
				Ok(queue.drain(..count).collect())
			},
		}
	}

	fn multiply(&mut self, a: &[i128], b: &[i128]) -> Result<Vec<i128>, Error> {
		same_length("multiply", a.len(), b.len())?;
		a.iter().zip(b).map(|(a, b)| self.fits(a.checked_mul(*b))).collect()
	}

	fn inner_products(&mut self, pairs: &[(&[i128], &[i128])]) -> Result<Vec<i128>, Error> {
		let product = |(a, b): &(&[i128], &[i128])| {
			same_length("inner product", a.len(), b.len())?;
			let sum = a.iter().zip(b.iter()).try_fold(0i128, |sum, (a, b)| {
				a.checked_mul(*b).and_then(|product| sum.checked_add(product))
			});
			self.fits(sum)
		};
		pairs.iter().map(product).collect()
	}

	fn random_bits(&mut self, count: usize) -> Result<Vec<i128>, Error> {
		// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): enough for a dealer in tests.
		let bit = |coins: &mut u64| {
			*coins = coins.wrapping_add(0x9e37_79b9_7f4a_7c15);
			let mut z = *coins;
			z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
			z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
			i128::from((z ^ (z >> 31)) & 1)
		};
		Ok((0..count).map(|_| bit(&mut self.coins)).collect())
	}

	fn bits(&mut self, values: &[i128], width: u32) -> Result<Vec<Vec<i128>>, Error> {
		let within = |value: &i128| (0..1i128 << width).contains(value);
		let fit = |value: &i128| self.fits(within(value).then_some(*value));
		let bits = |value: i128| (0..width).map(|place| (value >> place) & 1).collect();
		values.iter().map(|value| fit(value).map(bits)).collect()
	}

	fn negative(&mut self, values: &[i128], width: u32) -> Result<Vec<i128>, Error> {
		let fit = |value: &i128| self.fits((width_of(*value) <= width).then_some(*value));
		values.iter().map(|value| fit(value).map(|value| i128::from(value < 0))).collect()
	}

	fn zero(&mut self, values: &[i128], width: u32) -> Result<Vec<i128>, Error> {
		let fit = |value: &i128| self.fits((width_of(*value) <= width).then_some(*value));
		values.iter().map(|value| fit(value).map(|value| i128::from(value == 0))).collect()
	}

	fn out_of_range(
		&mut self,
		lists: &[Vec<i128>],
		mine: &[i128],
		width: u32,
	) -> Result<Option<PartyId>, Error> {
		one_list_a_party(lists, mine, self.me(), self.parties())?;
		let outside = |list: &Vec<i128>| list.iter().any(|x| !(0..1i128 << width).contains(x));
		let owner = (0..).map(PartyId).zip(lists).find(|(_, list)| outside(list));
		Ok(owner.map(|(owner, _)| owner))
	}

	fn open(&mut self, values: &[i128]) -> Result<Vec<i128>, Error> {
		let opened: Vec<_> =
			values.iter().map(|value| self.fits(Some(*value))).collect::<Result<_, _>>()?;
		self.opened.push(opened.clone());
		Ok(opened)
	}

	fn deliver(&mut self, values: &[i128]) -> Result<Vec<u8>, Error> {
		Ok(values.iter().flat_map(|value| value.to_le_bytes()).collect())
	}

	fn receive(packets: &[Vec<u8>]) -> Result<Vec<i128>, Error> {
		let first = packets.first().ok_or(Error::Stopped)?;
		if packets.iter().any(|packet| packet != first) || first.len() % 16 != 0 {
			return Err(Error::CheckFailed("packets"));
		}
		let value = |bytes: &[u8]| bytes.try_into().map(i128::from_le_bytes);
		first.chunks_exact(16).map(|bytes| value(bytes).map_err(|_| Error::Stopped)).collect()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn dealer(inputs: Vec<Vec<i128>>) -> Ideal {
		Ideal::new(Parties::new(PartyId(0), inputs.len()).unwrap(), inputs, 1)
	}

	#[test]
	fn compares_the_richer_of_two() {
		let mut dealer = dealer(vec![vec![], vec![7]]);
		let mine = dealer.input(PartyId(0), Input::Mine(&[5])).unwrap();
		let theirs = dealer.input(PartyId(1), Input::Theirs(1)).unwrap();
		let difference = dealer.subtract(&mine[0], &theirs[0]);
		let poorer = dealer.negative(&[difference], 64).unwrap();
		assert_eq!(dealer.open(&poorer), Ok(vec![1]));
	}

	#[test]
	fn fails_when_a_value_outgrows_the_capacity() {
		let error = dealer(vec![vec![]; 2]).multiply(&[1 << 60], &[1 << 60]);
		assert_eq!(
			error,
			Err(Error::Capacity { what: "a value", needed: 122, capacity: CAPACITY })
		);
	}

	#[test]
	fn counts_the_bits_of_a_number() {
		for (value, width) in [(0, 1), (-1, 1), (1, 2), (-2, 2), (127, 8), (-128, 8), (128, 9)] {
			assert_eq!(width_of(value), width, "{value}");
		}
	}

	#[test]
	fn finds_an_altered_packet() {
		let packet = dealer(vec![vec![]; 2]).deliver(&[1, -2]).unwrap();
		assert_eq!(Ideal::receive(&[packet.clone(), packet.clone()]), Ok(vec![1, -2]));
		let mut altered = packet.clone();
		altered[0] ^= 1;
		assert!(Ideal::receive(&[packet, altered]).is_err());
	}
}
