//! Fixed-point numbers on shares.

use crate::{Error, Mpc};

/// `values` divided by two to the power of `shift`, rounded down; for values of `width` bits, sign
/// included. The result is exact, and so the same under every strength.
pub(super) fn shift_down<M: Mpc>(
	mpc: &mut M,
	values: &[M::Share],
	width: u32,
	shift: u32,
) -> Result<Vec<M::Share>, Error> {
	// Enough to lift every value to zero or above.
	let lift = 1i128 << (width - 1);
	let offset = mpc.public(lift);
	let lifted: Vec<_> = values.iter().map(|value| mpc.add(value, &offset)).collect();
	let bits = mpc.bits(&lifted, width)?;
	let unlift = mpc.public(lift >> shift);
	let upper = |bits: &Vec<M::Share>| {
		let upper = bits.iter().skip(usize::try_from(shift).unwrap_or(usize::MAX));
		mpc.subtract(&weighted(mpc, upper), &unlift)
	};
	Ok(bits.iter().map(upper).collect())
}

/// The number that `bits` make, lowest first.
pub(super) fn weighted<'a, M: Mpc>(
	mpc: &M,
	bits: impl IntoIterator<Item = &'a M::Share>,
) -> M::Share
where
	M::Share: 'a,
{
	bits.into_iter()
		.zip(0..)
		.fold(mpc.public(0), |sum, (bit, place)| mpc.add(&sum, &mpc.scale(bit, 1 << place)))
}

/// `values` brought within minus and plus `side`; for values of `width` bits, sign included.
pub(super) fn clamp<M: Mpc>(
	mpc: &mut M,
	values: &[M::Share],
	width: u32,
	side: i128,
) -> Result<Vec<M::Share>, Error> {
	let (top, bottom) = (mpc.public(side), mpc.public(-side));
	let room: Vec<_> = values
		.iter()
		.flat_map(|value| [mpc.subtract(&top, value), mpc.subtract(value, &bottom)])
		.collect();
	let beyond = mpc.negative(&room, width + 1)?;
	// To the top lacks the room above, to the bottom the negated room below.
	let steps: Vec<_> = room
		.as_chunks::<2>()
		.0
		.iter()
		.map(|[above, below]| [above.clone(), mpc.scale(below, -1)])
		.collect();
	let pairs: Vec<_> = steps
		.iter()
		.zip(beyond.as_chunks::<2>().0)
		.map(|(steps, beyond)| (&steps[..], &beyond[..]))
		.collect();
	let steps = mpc.inner_products(&pairs)?;
	Ok(values.iter().zip(&steps).map(|(value, step)| mpc.add(value, step)).collect())
}

#[cfg(test)]
mod tests {
	use super::{super::super::common::tests::dealer, *};

	#[test]
	fn rounds_down() {
		let mut mpc = dealer(vec![vec![]; 2]);
		let found = shift_down(&mut mpc, &[0, 7, 8, -1, -8, -9, 127, -128], 8, 3);
		assert_eq!(found, Ok(vec![0, 0, 1, -1, -1, -2, 15, -16]));
	}

	#[test]
	fn clamps_both_ends() {
		let mut mpc = dealer(vec![vec![]; 2]);
		let found = clamp(&mut mpc, &[0, 5, 6, -5, -6, 127, -128], 8, 5);
		assert_eq!(found, Ok(vec![0, 5, 5, -5, -5, 5, -5]));
	}
}
