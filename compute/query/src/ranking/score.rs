//! Scores as exact fractions, and the order they give.

use super::{AnswerError, Catalogue};
use std::cmp::Ordering;

/// A disease with its score.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Ranked {
	/// Place of the disease in the catalogue.
	pub disease: usize,
	/// S: weight of the terms that patient and disease share.
	pub shared: u32,
	/// W_q + W_d - S: weight of the terms that either has. Not zero.
	pub either: u32,
}

impl Ranked {
	/// The score, between zero and one; for display. The order is by the exact fraction.
	pub fn score(&self) -> f64 {
		f64::from(self.shared) / f64::from(self.either)
	}

	/// Higher fractions first, then by the place in the catalogue.
	fn order(&self, other: &Self) -> Ordering {
		let left = u64::from(self.shared) * u64::from(other.either);
		let right = u64::from(other.shared) * u64::from(self.either);
		right.cmp(&left).then(self.disease.cmp(&other.disease))
	}
}

/// All diseases of a catalogue, best first.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ranking {
	ranked: Vec<Ranked>,
}

impl Ranking {
	/// Ranks by the shared weights of all diseases with a patient of weight `total`.
	pub(super) fn new(
		catalogue: &Catalogue,
		total: u32,
		shared: impl IntoIterator<Item = u64>,
	) -> Result<Self, AnswerError> {
		let mut ranked = Vec::with_capacity(catalogue.diseases().len());
		for ((disease, entry), shared) in catalogue.diseases().iter().enumerate().zip(shared) {
			let most = total.min(entry.total);
			let shared = u32::try_from(shared)
				.ok()
				.filter(|shared| *shared <= most)
				.ok_or(AnswerError::Impossible { disease })?;
			ranked.push(Ranked { disease, shared, either: total + (entry.total - shared) });
		}
		ranked.sort_unstable_by(Ranked::order);
		Ok(Self { ranked })
	}

	/// Best first.
	pub fn ranked(&self) -> &[Ranked] {
		&self.ranked
	}
}
