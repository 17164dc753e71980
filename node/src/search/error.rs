// SPDX-License-Identifier: GPL-3.0-only

//! Why the index or the beacon does not go on.

use panshi_search::{IndexError, OntologyError};
use polkadot_sdk::*;
use std::path::PathBuf;

/// Why the index or the beacon does not start, or the index does not follow the chain.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SearchTaskError {
	/// The folder for the index cannot be made.
	#[error("cannot make the folder {folder} for the search index: {error}")]
	Folder {
		/// The folder.
		folder: PathBuf,
		/// Why.
		error: std::io::Error,
	},
	/// The index refused.
	#[error(transparent)]
	Index(#[from] IndexError),
	/// A file given by `--search-ontology` is no ontology.
	#[error("--search-ontology: {0}")]
	Ontology(#[from] OntologyError),
	/// The beacon has no port.
	#[error("--beacon-listen: {0}")]
	Beacon(std::io::Error),
	/// The runtime does not answer.
	#[error("the runtime does not answer the search index: {0}")]
	Runtime(#[from] sp_api::ApiError),
	/// The database does not answer.
	#[error("the chain's database does not answer the search index: {0}")]
	Chain(#[from] sp_blockchain::Error),
}
