//! What the pallet offers to others.

use crate::{Algorithms, Config, Pallet};
use panshi_primitives::{job::AlgorithmStatus, traits, Hash};

impl<T: Config> traits::Algorithms for Pallet<T> {
	fn is_approved(digest: &Hash) -> bool {
		Algorithms::<T>::get(digest).is_some_and(|a| a.status == AlgorithmStatus::Approved)
	}
}
