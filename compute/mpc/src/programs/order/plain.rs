//! The same answers in the clear, by sorting: what tests compare with.

use super::{super::rounding::nearest, Output, Parameters, Question};

/// The answer over the `values` of all holders.
pub fn answer(parameters: &Parameters, values: &[u64]) -> Output {
	let mut sorted = values.to_vec();
	sorted.sort_unstable();
	let needed = usize::try_from(parameters.minimum_cell).unwrap_or(usize::MAX).max(1);
	let value = |rank: usize| {
		let got = rank.min((sorted.len() + 1).saturating_sub(rank));
		(got >= needed).then(|| sorted[rank - 1])
	};
	match &parameters.question {
		Question::Minimum => Output::Values(vec![value(1)]),
		Question::Maximum => Output::Values(vec![value(sorted.len())]),
		Question::Quantiles(fractions) => {
			let least_rank = |q: &super::super::association::Ratio| {
				let reaches = |rank: &usize| {
					*rank as u64 * u64::from(q.denominator)
						>= u64::from(q.numerator) * sorted.len() as u64
				};
				(1..=sorted.len()).find(reaches).unwrap_or(sorted.len())
			};
			Output::Values(fractions.iter().map(|q| value(least_rank(q))).collect())
		},
		Question::Histogram { edges } => Output::Histogram(histogram(parameters, edges, values)),
	}
}

/// The bins of a histogram to which the noise of all parties together is added.
pub fn noised(parameters: &Parameters, values: &[u64], noise: &[i128]) -> Vec<Option<i64>> {
	let Question::Histogram { edges } = &parameters.question else { return Vec::new() };
	let counted = Parameters { minimum_cell: 0, rounding: 0, ..parameters.clone() };
	let bins = histogram(&counted, edges, values);
	let bin = |(bin, noise): (Option<u64>, &i128)| {
		let noised = i128::from(bin?) + noise;
		let shown = parameters.minimum_cell < 2 || noised >= i128::from(parameters.minimum_cell);
		shown.then(|| i64::try_from(nearest(noised, parameters.rounding)).ok()).flatten()
	};
	bins.into_iter().zip(noise).map(bin).collect()
}

fn histogram(parameters: &Parameters, edges: &[u64], values: &[u64]) -> Vec<Option<u64>> {
	let mut bins = vec![0; edges.len() + 1];
	for value in values {
		bins[edges.iter().filter(|edge| *edge <= value).count()] += 1;
	}
	let rounded = |bin: u64| u64::try_from(nearest(i128::from(bin), parameters.rounding)).ok();
	told(&bins, parameters.minimum_cell).into_iter().map(|bin| bin.and_then(rounded)).collect()
}

/// The bins, without those that a minimum cell keeps back.
pub fn told(bins: &[u64], minimum_cell: u32) -> Vec<Option<u64>> {
	let least = u64::from(minimum_cell);
	let small = |place: &usize| bins[*place] < least;
	let all = 0..bins.len();
	let Some(first) = all.clone().find(small).filter(|_| least >= 2) else {
		return bins.iter().copied().map(Some).collect();
	};
	let mut hidden: Vec<_> = all.clone().filter(small).collect();
	let mut others = all.clone().take(first).rev().chain(all.skip(first).filter(|p| !small(p)));
	while hidden.iter().map(|place| bins[*place]).sum::<u64>() < least * hidden.len() as u64 {
		match others.next() {
			Some(other) => hidden.push(other),
			None => break,
		}
	}
	let told = |(place, bin): (usize, &u64)| (!hidden.contains(&place)).then_some(*bin);
	bins.iter().enumerate().map(told).collect()
}
