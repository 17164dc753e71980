//! The same selection in the clear, by ranking floating-point chi-squares: what tests compare with.

use super::{super::rounding::nearest, GenotypeCounts, Parameters, Selection, Statistics};

/// The sums over holders.
pub fn pool(holders: &[Vec<GenotypeCounts>]) -> Vec<GenotypeCounts> {
	let variants = holders.iter().map(Vec::len).max().unwrap_or_default();
	let mut pooled = vec![GenotypeCounts::default(); variants];
	for holder in holders {
		for (sum, counts) in pooled.iter_mut().zip(holder) {
			(0..3).for_each(|copies| {
				sum.cases[copies] += counts.cases[copies];
				sum.controls[copies] += counts.controls[copies];
			});
		}
	}
	pooled
}

/// The counts as they come out.
pub fn rounded(parameters: &Parameters, pooled: &GenotypeCounts) -> GenotypeCounts {
	let round = |count| {
		let rounded = nearest(i128::from(count), parameters.rounding);
		u32::try_from(rounded).unwrap_or(u32::MAX)
	};
	GenotypeCounts { cases: pooled.cases.map(round), controls: pooled.controls.map(round) }
}

/// Indices of the variants that a run delivers, ascending.
pub fn select(parameters: &Parameters, pooled: &[GenotypeCounts]) -> Vec<usize> {
	let small = |cell: &u32| *cell > 0 && *cell < parameters.minimum_cell;
	let chi = |counts: &GenotypeCounts| {
		let hidden = counts.cells().iter().any(small);
		Statistics::of(counts).chi1.filter(|_| !hidden).unwrap_or_default()
	};
	let chi: Vec<_> = pooled.iter().map(chi).collect();
	match parameters.selection {
		Selection::Above { threshold, limit } => {
			let least = f64::from(threshold.numerator) / f64::from(threshold.denominator);
			let above = (0..chi.len()).filter(|variant| chi[*variant] > least);
			above.take(limit as usize).collect()
		},
		Selection::Top { count } => {
			let mut order: Vec<_> = (0..chi.len()).filter(|variant| chi[*variant] > 0.0).collect();
			order.sort_by(|a, b| chi[*b].total_cmp(&chi[*a]).then(a.cmp(b)));
			order.truncate(count as usize);
			order.sort_unstable();
			order
		},
	}
}
