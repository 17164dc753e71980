//! The Armitage trend test and the disclosure rule on shares.

use super::{super::common::sum, parameters::Plan};
use crate::{Error, Mpc};

/// Pooled counts of a run of variants: six for each.
pub(super) type Pooled<S> = Vec<[S; 6]>;

/// The chi-square of the trend test as a fraction, for a run of variants.
pub(super) struct Fractions<S> {
	/// (N - 1) D^2.
	pub(super) numerators: Vec<S>,
	/// R S V; zero only where the numerator is.
	pub(super) denominators: Vec<S>,
}

/// What is linear in the counts of one variant.
struct Linear<S> {
	people: S,
	cases: S,
	controls: S,
	case_copies: S,
	control_copies: S,
	copies: S,
	square: S,
}

/// The fractions whose quotients are the chi-squares.
///
/// P. Armitage, *Tests for Linear Trends in Proportions and Frequencies*, Biometrics 11 (1955) 375,
/// with scores 0, 1, 2; and with N - 1 for N, which is the score test with the variance of the
/// sampling without replacement that R's snpStats computes. With x and w the copies among R cases and
/// S controls, y = x + w and z the sum of the squares of the copies:
///
/// D = S x - R w, V = N z - y^2, chi-square = (N - 1) D^2 / (R S V).
///
/// In three steps: {D, V, R S}, {D^2, R S V}, {(N - 1) D^2}.
pub(super) fn fractions<M: Mpc>(
	mpc: &mut M,
	pooled: &Pooled<M::Share>,
) -> Result<Fractions<M::Share>, Error> {
	let linear: Vec<_> = pooled.iter().map(|cells| linear(mpc, cells)).collect();
	let minus = |share: &M::Share| mpc.scale(share, -1);
	let pairs: Vec<_> = linear
		.iter()
		.flat_map(|l| {
			let trend = [l.controls.clone(), minus(&l.cases)];
			let copies = [l.case_copies.clone(), l.control_copies.clone()];
			let variance = [l.people.clone(), minus(&l.copies)];
			[(trend, copies), (variance, [l.square.clone(), l.copies.clone()])]
		})
		.collect();
	let pairs: Vec<_> = pairs.iter().map(|(a, b)| (&a[..], &b[..])).collect();
	let products = mpc.inner_products(&pairs)?;
	let (trends, variances): (Vec<_>, Vec<_>) =
		products.as_chunks::<2>().0.iter().cloned().map(|[d, v]| (d, v)).unzip();
	let (cases, controls): (Vec<_>, Vec<_>) =
		linear.iter().map(|l| (l.cases.clone(), l.controls.clone())).unzip();
	let groups = mpc.multiply(&cases, &controls)?;
	let mut products =
		mpc.multiply(&[trends.clone(), groups].concat(), &[trends, variances].concat())?;
	let denominators = products.split_off(pooled.len());
	let one = mpc.public(1);
	let rest: Vec<_> = linear.iter().map(|l| mpc.subtract(&l.people, &one)).collect();
	let numerators = mpc.multiply(&rest, &products)?;
	Ok(Fractions { numerators, denominators })
}

fn linear<M: Mpc>(mpc: &M, cells: &[M::Share; 6]) -> Linear<M::Share> {
	let [r0, r1, r2, s0, s1, s2] = cells;
	let cases = sum(mpc, [r0, r1, r2]);
	let controls = sum(mpc, [s0, s1, s2]);
	let case_copies = sum(mpc, [r1, r2, r2]);
	let control_copies = sum(mpc, [s1, s2, s2]);
	let copies = mpc.add(&case_copies, &control_copies);
	let homozygotes = mpc.add(r2, s2);
	Linear {
		people: mpc.add(&cases, &controls),
		square: mpc.add(&copies, &mpc.scale(&homozygotes, 2)),
		cases,
		controls,
		case_copies,
		control_copies,
		copies,
	}
}

/// For each variant how many of its six counts c are small: 0 < c < k, which is c (c - k) < 0.
pub(super) fn small_cells<M: Mpc>(
	mpc: &mut M,
	plan: &Plan,
	minimum: u32,
	pooled: &Pooled<M::Share>,
) -> Result<Vec<M::Share>, Error> {
	let least = mpc.public(minimum.into());
	let cells: Vec<_> = pooled.iter().flatten().cloned().collect();
	let beyond: Vec<_> = cells.iter().map(|cell| mpc.subtract(cell, &least)).collect();
	let products = mpc.multiply(&cells, &beyond)?;
	let small = mpc.negative(&products, plan.cell)?;
	Ok(small.as_chunks::<6>().0.iter().map(|bits| sum(mpc, bits)).collect())
}
