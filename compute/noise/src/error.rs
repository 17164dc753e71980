//! What can go wrong.

use thiserror::Error;

/// Why noise was not drawn.
#[derive(Clone, Copy, Debug, Eq, Error, PartialEq)]
pub enum NoiseError {
	/// The terms of the variance are too large for the exact arithmetic.
	#[error("the variance {numerator}/{denominator} cannot be drawn exactly: its terms are at most 2^41")]
	Variance {
		/// Its numerator.
		numerator: u64,
		/// Its denominator.
		denominator: u64,
	},
	/// The bound on what is lost by a sum of shares holds for fewer lanes.
	#[error("{lanes} lanes are more than noise is planned for")]
	TooManyLanes {
		/// How many were asked for.
		lanes: usize,
	},
}
