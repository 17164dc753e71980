//! Who is the richest? The smallest program.
//!
//! A. C. Yao, *Protocols for Secure Computations*, FOCS 1982, asks it for two. Each holder inputs
//! one number; all learn which holder has the greatest, the first of them if several have, and
//! nothing else. Nobody else receives anything.

use super::{
	common::{check_ranges, one_hot_greatest, share_all, within},
	Packet, ProgramError, Progress,
};
use crate::{Mpc, PartyId};
use codec::{Decode, Encode, MaxEncodedLen};

/// Most bits of a number.
pub const MAX_BITS: u8 = 63;

/// What the holders agree on.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq)]
pub struct Parameters {
	/// Every number is below two to this power; at most [`MAX_BITS`].
	pub bits: u8,
}

/// Who is the richest.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq)]
pub struct Output {
	/// Index of the holder.
	pub richest: u8,
}

impl Parameters {
	/// Checks what every party of a run checks before it shares anything.
	pub fn check(&self) -> Result<(), ProgramError> {
		within("bits", self.bits.into(), 1, MAX_BITS.into())
	}
}

/// The output that the `packets` of all parties make, in the order of the parties: all say the
/// same.
pub fn read(packets: &[Packet<Output>]) -> Result<Output, ProgramError> {
	let first = packets.first().ok_or(ProgramError::Packets)?.opened;
	let same = packets.iter().all(|packet| packet.opened == first && packet.shares.is_empty());
	let named = usize::from(first.richest) < packets.len();
	(same && named).then_some(first).ok_or(ProgramError::Packets)
}

/// Compares this holder's `wealth` with the others'.
pub fn run<M: Mpc>(
	mpc: &mut M,
	parameters: &Parameters,
	wealth: u64,
	progress: &mut dyn FnMut(Progress),
) -> Result<Output, ProgramError> {
	parameters.check()?;
	let bits = u32::from(parameters.bits);
	if wealth >> bits != 0 {
		return Err(ProgramError::InputRange { index: 0 });
	}
	let lists = share_all(mpc, &[wealth.into()], &vec![1; mpc.parties()])?;
	check_ranges(mpc, &lists, &[wealth.into()], bits)?;
	progress(Progress { done: 1, total: 2 });
	let values: Vec<_> = lists.into_iter().flatten().collect();
	let greatest = one_hot_greatest(mpc, &values, bits)?;
	let place = greatest
		.iter()
		.zip(0..)
		.fold(mpc.public(0), |sum, (bit, place)| mpc.add(&sum, &mpc.scale(bit, place)));
	let opened = mpc.open(&[place])?;
	progress(Progress { done: 2, total: 2 });
	let richest = opened.first().and_then(|place| u8::try_from(*place).ok());
	let richest = richest.filter(|place| PartyId(*place).index() < mpc.parties());
	richest.map(|richest| Output { richest }).ok_or(ProgramError::Packets)
}

#[cfg(test)]
mod tests {
	use super::{super::common::tests::dealer, *};
	use proptest::prelude::*;

	fn richest(mine: u64, others: &[u64]) -> Result<Output, ProgramError> {
		let others = others.iter().map(|wealth| vec![i128::from(*wealth)]);
		let mut mpc = dealer([vec![]].into_iter().chain(others).collect());
		run(&mut mpc, &Parameters { bits: 40 }, mine, &mut |_| ())
	}

	#[test]
	fn names_the_first_of_the_richest() {
		assert_eq!(richest(5, &[7]), Ok(Output { richest: 1 }));
		assert_eq!(richest(7, &[7]), Ok(Output { richest: 0 }));
		assert_eq!(richest(0, &[(1 << 40) - 1, 3, (1 << 40) - 1]), Ok(Output { richest: 1 }));
	}

	#[test]
	fn packets_have_to_say_the_same() {
		let packet = |richest| Packet { opened: Output { richest }, shares: Vec::new() };
		assert_eq!(read(&[packet(1), packet(1)]), Ok(Output { richest: 1 }));
		let heavy = Packet { shares: vec![1], ..packet(1) };
		for packets in [vec![], vec![packet(0), packet(1)], vec![packet(2); 2], vec![heavy; 2]] {
			assert_eq!(read(&packets), Err(ProgramError::Packets));
		}
	}

	#[test]
	fn fails_when_a_number_is_out_of_range() {
		assert_eq!(richest(1 << 40, &[7]), Err(ProgramError::InputRange { index: 0 }));
		assert!(richest(1, &[1 << 40]).is_err());
	}

	#[test]
	fn fails_when_the_parameters_are_out_of_range() {
		let error = run(&mut dealer(vec![vec![]; 2]), &Parameters { bits: 64 }, 0, &mut |_| ());
		let wanted = ProgramError::Parameter { what: "bits", got: 64, least: 1, most: 63 };
		assert_eq!(error, Err(wanted));
	}

	proptest! {
		#[test]
		fn equals_the_plain_maximum(numbers in prop::collection::vec(0u64..50, 2..=7)) {
			let greatest = numbers.iter().max().copied().unwrap_or_default();
			let first = numbers.iter().position(|number| *number == greatest);
			let output = richest(numbers[0], &numbers[1..]).expect("it runs");
			prop_assert_eq!(Some(usize::from(output.richest)), first);
		}
	}
}
