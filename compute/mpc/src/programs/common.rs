//! Steps that several programs take.

use super::ProgramError;
use crate::{Error, Ideal, Input, Mpc, Parties, PartyId};

/// A list of shares.
pub(super) type Shares<M> = Vec<<M as Mpc>::Share>;

/// Bits of a signed number whose magnitude is at most `most`.
pub(super) fn signed_bits(most: u128) -> u32 {
	129 - most.leading_zeros()
}

/// Bits of a number from zero to `most`.
pub(super) fn unsigned_bits(most: u128) -> u32 {
	128 - most.leading_zeros()
}

/// Fails unless a signed value of magnitude `most` fits; gives its bits. `None` stands for a value
/// beyond all bounds.
pub(super) fn fitting<M: Mpc>(
	mpc: &M,
	what: &'static str,
	most: Option<u128>,
) -> Result<u32, ProgramError> {
	let needed = most.map_or(129, signed_bits);
	let capacity = mpc.capacity();
	if needed > capacity {
		return Err(Error::Capacity { what, needed, capacity }.into());
	}
	Ok(needed)
}

/// Fails unless `got` is within `least..=most`.
pub(super) fn within(
	what: &'static str,
	got: u64,
	least: u64,
	most: u64,
) -> Result<(), ProgramError> {
	if (least..=most).contains(&got) {
		Ok(())
	} else {
		Err(ProgramError::Parameter { what, got, least, most })
	}
}

/// Fails unless the parameters describe as many holders as there are parties.
pub(super) fn same_holders<M: Mpc>(mpc: &M, described: usize) -> Result<(), ProgramError> {
	let present = mpc.parties();
	if described == present {
		Ok(())
	} else {
		Err(ProgramError::Holders { described, present })
	}
}

/// What knows the bounds of a computation among so many parties without one.
pub(super) fn dry_run(parties: usize) -> Result<Ideal, ProgramError> {
	let nobody = ProgramError::Holders { described: parties, present: 0 };
	let all = Parties::new(PartyId(0), parties).ok_or(nobody)?;
	Ok(Ideal::new(all, vec![Vec::new(); parties], 0))
}

/// Shares of everybody's input, a list for each party; `lengths` says how long each is and `mine`
/// is this party's.
pub(super) fn share_all<M: Mpc>(
	mpc: &mut M,
	mine: &[i128],
	lengths: &[usize],
) -> Result<Vec<Vec<M::Share>>, ProgramError> {
	let me = mpc.me();
	let mut share = |(owner, length): (PartyId, &usize)| {
		let values = if owner == me { Input::Mine(mine) } else { Input::Theirs(*length) };
		mpc.input(owner, values)
	};
	let owners: Vec<_> = (0..=u8::MAX).map(PartyId).zip(lengths).collect();
	Ok(owners.into_iter().map(&mut share).collect::<Result<_, _>>()?)
}

/// Fails, naming the owner, unless every value is within `0..2^width`. Each list is known to the
/// party of its place; `mine` is what this party knows of its own.
pub(super) fn check_ranges<M: Mpc>(
	mpc: &mut M,
	lists: &[Vec<M::Share>],
	mine: &[i128],
	width: u32,
) -> Result<(), ProgramError> {
	match mpc.out_of_range(lists, mine, width)? {
		Some(owner) => Err(ProgramError::OutOfRange(owner)),
		None => Ok(()),
	}
}

/// The sum of `values`.
pub(super) fn sum<'a, M: Mpc>(mpc: &M, values: impl IntoIterator<Item = &'a M::Share>) -> M::Share
where
	M::Share: 'a,
{
	values.into_iter().fold(mpc.public(0), |sum, value| mpc.add(&sum, value))
}

/// `1 - bit`.
pub(super) fn not<M: Mpc>(mpc: &M, bit: &M::Share) -> M::Share {
	mpc.subtract(&mpc.public(1), bit)
}

/// For each value of a list one if it is the greatest, else zero; of equal ones the first counts.
/// Values lie in `0..2^width`.
///
/// All pairs are compared at once: the greatest wins against every other. That is n(n-1)/2
/// comparisons in the rounds of one.
pub(super) fn one_hot_greatest<M: Mpc>(
	mpc: &mut M,
	values: &[M::Share],
	width: u32,
) -> Result<Vec<M::Share>, ProgramError> {
	let count = values.len();
	let pairs: Vec<_> = (0..count).flat_map(|j| (0..j).map(move |i| (i, j))).collect();
	let differences: Vec<_> =
		pairs.iter().map(|(i, j)| mpc.subtract(&values[*i], &values[*j])).collect();
	let later_wins = mpc.negative(&differences, width + 1)?;
	// Each entry ends as the number of its losses.
	let mut losses = vec![mpc.public(0); count];
	for ((i, j), later) in pairs.iter().zip(&later_wins) {
		losses[*i] = mpc.add(&losses[*i], later);
		losses[*j] = mpc.add(&losses[*j], &not(mpc, later));
	}
	let most = u128::try_from(count).unwrap_or(u128::MAX);
	Ok(mpc.zero(&losses, signed_bits(most))?)
}

#[cfg(test)]
pub(super) mod tests {
	use super::*;
	/// A dealer who plays party 0; the others input `inputs[1..]`.
	pub(in crate::programs) fn dealer(inputs: Vec<Vec<i128>>) -> Ideal {
		let parties = Parties::new(PartyId(0), inputs.len()).expect("two to seven parties");
		Ideal::new(parties, inputs, 7)
	}

	#[test]
	fn counts_bits() {
		for (most, signed) in [(0, 1), (1, 2), (127, 8), (128, 9), (u128::MAX, 129)] {
			assert_eq!(signed_bits(most), signed);
			assert_eq!(unsigned_bits(most), signed - 1);
		}
	}

	#[test]
	fn finds_the_first_of_the_greatest() {
		let mut mpc = dealer(vec![vec![]; 2]);
		let found = one_hot_greatest(&mut mpc, &[3, 9, 0, 9], 4);
		assert_eq!(found, Ok(vec![0, 1, 0, 0]));
	}

	#[test]
	fn fails_when_a_value_is_out_of_range() {
		let mut mpc = dealer(vec![vec![]; 2]);
		assert_eq!(check_ranges(&mut mpc, &[vec![0, 7], vec![3]], &[0, 7], 3), Ok(()));
		let named = |party| Err(ProgramError::OutOfRange(PartyId(party)));
		assert_eq!(check_ranges(&mut mpc, &[vec![0, 7], vec![8]], &[0, 7], 3), named(1));
		assert_eq!(check_ranges(&mut mpc, &[vec![-1], vec![0]], &[-1], 3), named(0));
	}
}
