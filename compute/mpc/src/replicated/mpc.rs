//! The steps of the trait.

use super::convert::Plane;
use super::open::signed;
use super::packet;
use super::ring::Share;
use super::{Replicated, CAPACITY};
use crate::protocol::one_list_a_party;
use crate::{Error, Input, Mpc, PartyId, Traffic, Transport};

/// Numbers that go through a circuit together.
const BATCH: usize = 1 << 14;

impl<T: Transport> Replicated<T> {
	/// Runs a circuit that makes bits over all values and turns the bits into numbers, in batches;
	/// one list a bit.
	fn circuit(
		&mut self,
		values: &[Share],
		width: u32,
		planes: impl Fn(&mut Self, &[Share], usize) -> Result<Vec<Plane>, Error>,
	) -> Result<Vec<Vec<Share>>, Error> {
		let mut bits = Vec::new();
		for batch in values.chunks(BATCH) {
			let planes = planes(self, batch, width as usize)?;
			let numbers = self.numbers_of(&planes, batch.len())?;
			bits.resize_with(numbers.len(), Vec::new);
			bits.iter_mut().zip(numbers).for_each(|(bits, more)| bits.extend(more));
		}
		Ok(bits)
	}

	/// As [`circuit`](Self::circuit), for circuits that make one bit.
	fn test(
		&mut self,
		values: &[Share],
		width: u32,
		plane: impl Fn(&mut Self, &[Share], usize) -> Result<Plane, Error>,
	) -> Result<Vec<Share>, Error> {
		if width == 0 {
			return Err(Error::Capacity { what: "a signed number", needed: 1, capacity: 0 });
		}
		let bits = self.circuit(values, width, |party, values, width| {
			Ok(vec![plane(party, values, width)?])
		})?;
		Ok(bits.into_iter().next().unwrap_or_default())
	}

	/// The owner and the previous party draw the part that they both hold; the rest of the value is
	/// the part that the owner shares with the next party, which it sends there. The third part is
	/// zero. Whatever the owner sends is the input of somebody: it cannot make parts disagree.
	fn share_input(&mut self, owner: PartyId, input: Input<'_>) -> Result<Vec<Share>, Error> {
		let channel = &mut self.channel;
		match input {
			Input::Mine(values) => {
				let masks = self.streams.inputs.own().numbers(values.len());
				let share = |(value, own): (&i128, u128)| Share {
					own,
					next: value.cast_unsigned().wrapping_sub(own),
				};
				let shares: Vec<_> = values.iter().zip(masks).map(share).collect();
				channel.send_numbers(channel.next(), shares.iter().map(|share| share.next))?;
				Ok(shares)
			},
			Input::Theirs(count) if owner == channel.next() => {
				let masks = self.streams.inputs.next().numbers(count);
				Ok(masks.into_iter().map(|next| Share { own: 0, next }).collect())
			},
			Input::Theirs(count) => {
				let parts = channel.numbers(owner, count)?;
				Ok(parts.into_iter().map(|own| Share { own, next: 0 }).collect())
			},
		}
	}
}

fn within_capacity(what: &'static str, needed: u32) -> Result<(), Error> {
	if needed <= CAPACITY {
		Ok(())
	} else {
		Err(Error::Capacity { what, needed, capacity: CAPACITY })
	}
}

impl<T: Transport> Mpc for Replicated<T> {
	type Share = Share;

	fn me(&self) -> PartyId {
		self.channel.me()
	}

	fn parties(&self) -> usize {
		3
	}

	fn capacity(&self) -> u32 {
		CAPACITY
	}

	fn traffic(&self) -> Traffic {
		self.channel.transport.traffic()
	}

	fn public(&self, value: i128) -> Share {
		// It is the part zero, which the first and the last party hold.
		let value = value.cast_unsigned();
		match self.me() {
			PartyId(0) => Share { own: value, next: 0 },
			PartyId(2) => Share { own: 0, next: value },
			_ => Share::default(),
		}
	}

	fn add(&self, a: &Share, b: &Share) -> Share {
		a.plus(*b)
	}

	fn subtract(&self, a: &Share, b: &Share) -> Share {
		a.minus(*b)
	}

	fn scale(&self, a: &Share, factor: i128) -> Share {
		a.times(factor.cast_unsigned())
	}

	fn input(&mut self, owner: PartyId, values: Input<'_>) -> Result<Vec<Share>, Error> {
		let count = match values {
			Input::Mine(values) => values.len(),
			Input::Theirs(count) => count,
		};
		let mine = matches!(values, Input::Mine(_));
		self.step("input", &[owner.index(), count], |party| {
			if owner.index() >= 3 || mine != (owner == party.channel.me()) {
				return Err(Error::Lengths {
					what: "owner of an input",
					left: owner.index(),
					right: 3,
				});
			}
			party.share_input(owner, values)
		})
	}

	fn multiply(&mut self, a: &[Share], b: &[Share]) -> Result<Vec<Share>, Error> {
		self.step("multiply", &[a.len()], |party| party.products(a, b))
	}

	fn inner_products(&mut self, pairs: &[(&[Share], &[Share])]) -> Result<Vec<Share>, Error> {
		let factors = pairs.iter().map(|(left, _)| left.len()).sum();
		self.step("inner products", &[pairs.len(), factors], |party| party.inner(pairs))
	}

	fn random_bits(&mut self, count: usize) -> Result<Vec<Share>, Error> {
		self.step("random bits", &[count], |party| {
			let mut bits = Vec::with_capacity(count);
			for start in (0..count).step_by(BATCH) {
				let count = (count - start).min(BATCH);
				let words = count.div_ceil(super::binary::LANES);
				let plane = party.streams.numbers.shares(words);
				bits.extend(party.numbers_of(&[plane], count)?.swap_remove(0));
			}
			Ok(bits)
		})
	}

	fn bits(&mut self, values: &[Share], width: u32) -> Result<Vec<Vec<Share>>, Error> {
		self.step("bits", &[values.len(), width as usize], |party| {
			within_capacity("bits", width)?;
			if width == 0 {
				return Ok(vec![Vec::new(); values.len()]);
			}
			let planes = party.circuit(values, width, Self::bit_planes)?;
			let value = |place| planes.iter().map(|plane: &Vec<Share>| plane[place]).collect();
			Ok((0..values.len()).map(value).collect())
		})
	}

	fn negative(&mut self, values: &[Share], width: u32) -> Result<Vec<Share>, Error> {
		self.step("negative", &[values.len(), width as usize], |party| {
			within_capacity("a comparison", width)?;
			party.test(values, width, Self::sign_plane)
		})
	}

	fn zero(&mut self, values: &[Share], width: u32) -> Result<Vec<Share>, Error> {
		self.step("zero", &[values.len(), width as usize], |party| {
			within_capacity("a test for zero", width)?;
			party.test(values, width, Self::zero_plane)
		})
	}

	fn out_of_range(
		&mut self,
		lists: &[Vec<Share>],
		mine: &[i128],
		width: u32,
	) -> Result<Option<PartyId>, Error> {
		let mut counts: Vec<_> = lists.iter().map(Vec::len).collect();
		counts.push(width as usize);
		let found = self.step("ranges", &counts, |party| {
			one_list_a_party(lists, mine, party.channel.me(), 3)?;
			within_capacity("a range", width)?;
			if width == 0 {
				return Err(Error::Capacity { what: "a range", needed: 1, capacity: 0 });
			}
			party.outside(lists, mine, width)
		})?;
		self.stopped = found.is_some();
		Ok(found)
	}

	fn open(&mut self, values: &[Share]) -> Result<Vec<i128>, Error> {
		self.step("open", &[values.len()], |party| {
			Ok(party.open_words(values)?.into_iter().map(signed).collect())
		})
	}

	fn deliver(&mut self, values: &[Share]) -> Result<Vec<u8>, Error> {
		self.step("deliver", &[values.len()], |party| party.packet(values))
	}

	fn receive(packets: &[Vec<u8>]) -> Result<Vec<i128>, Error> {
		packet::read(packets)
	}
}
