// SPDX-License-Identifier: GPL-3.0-only

//! The compute nodes beside this node, and how the offchain worker learns of them.
//!
//! The worker runs inside the runtime and sees no command line. The node therefore writes the
//! addresses, at every start, into the persistent offchain storage that the worker reads.
//!
//! # Security
//!
//! What the worker sends to a compute node is neither encrypted nor authenticated, so an address
//! must lie on the machine itself. `localhost` is trusted to resolve to the loopback interface.

use polkadot_sdk::*;

use codec::Encode;
use panshi_primitives::offchain::{COMPUTE_ENDPOINTS_KEY, PROGRESS_KEY};
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};
use std::str::FromStr;
use url::{Host, Url};

/// Why an address of a compute node is refused.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ComputeUrlError {
	/// The text is no URL.
	#[error("not a URL: {0}")]
	Malformed(#[from] url::ParseError),
	/// The scheme is not `http`.
	#[error("the scheme is `{0}`, but a compute node speaks plain http on the loopback interface")]
	NotHttp(String),
	/// The host is not this machine.
	#[error("the host must be in 127.0.0.0/8, `[::1]` or `localhost`")]
	NotLoopback,
	/// More than scheme, host and port is given.
	#[error("only scheme, host and port may be given, as in http://127.0.0.1:8090")]
	NotBare,
}

/// The address of a compute node on this machine: scheme, host and port, no trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ComputeUrl(String);

impl FromStr for ComputeUrl {
	type Err = ComputeUrlError;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let url = Url::parse(text)?;
		if url.scheme() != "http" {
			return Err(ComputeUrlError::NotHttp(url.scheme().into()));
		}
		if !is_loopback(&url) {
			return Err(ComputeUrlError::NotLoopback);
		}
		if !is_bare(&url) {
			return Err(ComputeUrlError::NotBare);
		}
		Ok(Self(url.origin().ascii_serialization()))
	}
}

fn is_loopback(url: &Url) -> bool {
	match url.host() {
		Some(Host::Ipv4(address)) => address.is_loopback(),
		Some(Host::Ipv6(address)) => address.is_loopback(),
		Some(Host::Domain(name)) => name == "localhost",
		None => false,
	}
}

fn is_bare(url: &Url) -> bool {
	url.path() == "/"
		&& url.query().is_none()
		&& url.fragment().is_none()
		&& url.username().is_empty()
		&& url.password().is_none()
}

/// Replaces the list from which the offchain worker takes its compute nodes, and forgets how far
/// computations were at those of the start before.
///
/// The value is the SCALE encoding of a `Vec<Vec<u8>>`, one address each, in the given order.
pub(crate) fn store(urls: &[ComputeUrl], storage: &mut impl OffchainStorage) {
	let endpoints: Vec<&[u8]> = urls.iter().map(|url| url.0.as_bytes()).collect();
	storage.set(STORAGE_PREFIX, COMPUTE_ENDPOINTS_KEY, &endpoints.encode());
	storage.remove(STORAGE_PREFIX, PROGRESS_KEY);
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::worker_notes::Notes;
	use codec::Decode;
	use panshi_primitives::offchain::ProgressReport;
	use panshi_rpc::types::WorkerNotes;
	use sp_core::offchain::{
		storage::{InMemOffchainStorage, OffchainDb},
		DbExternalities, StorageKind,
	};

	fn url(text: &str) -> ComputeUrl {
		text.parse().expect("the address is valid")
	}

	/// Reads the list as the offchain worker does.
	fn endpoints_seen_by_worker(storage: &InMemOffchainStorage) -> Vec<Vec<u8>> {
		let bytes = OffchainDb::new(storage.clone())
			.local_storage_get(StorageKind::PERSISTENT, COMPUTE_ENDPOINTS_KEY)
			.expect("the key is set");
		Decode::decode(&mut &bytes[..]).expect("the value decodes")
	}

	#[test]
	fn accepts_http_on_the_loopback_interface() {
		for (given, kept) in [
			("http://127.0.0.1:8090", "http://127.0.0.1:8090"),
			("http://127.0.0.1:8090/", "http://127.0.0.1:8090"),
			("http://127.8.9.10:1", "http://127.8.9.10:1"),
			("http://[::1]:8090", "http://[::1]:8090"),
			("http://LOCALHOST:8090", "http://localhost:8090"),
			("http://localhost", "http://localhost"),
		] {
			assert_eq!(url(given).0, kept);
		}
	}

	#[test]
	fn fails_when_not_http() {
		assert_eq!(
			"https://127.0.0.1:8090".parse::<ComputeUrl>(),
			Err(ComputeUrlError::NotHttp("https".into()))
		);
		assert!(matches!(
			"127.0.0.1:8090".parse::<ComputeUrl>(),
			Err(ComputeUrlError::Malformed(_))
		));
	}

	#[test]
	fn fails_when_not_on_this_machine() {
		for text in [
			"http://192.0.2.1:8090",
			"http://0.0.0.0:8090",
			"http://[::]:8090",
			"http://[2001:db8::1]:8090",
			"http://example.com:8090",
			"http://localhost.example.com:8090",
			"http://127.0.0.1.example.com:8090",
			"http://127.0.0.1@192.0.2.1:8090",
		] {
			assert_eq!(text.parse::<ComputeUrl>(), Err(ComputeUrlError::NotLoopback), "{text}");
		}
	}

	#[test]
	fn fails_when_more_than_an_address_is_given() {
		for text in [
			"http://127.0.0.1:8090/jobs",
			"http://127.0.0.1:8090?a=b",
			"http://127.0.0.1:8090#a",
			"http://alice@127.0.0.1:8090",
			"http://alice:secret@127.0.0.1:8090",
		] {
			assert_eq!(text.parse::<ComputeUrl>(), Err(ComputeUrlError::NotBare), "{text}");
		}
	}

	#[test]
	fn shows_the_worker_every_compute_node_in_order() {
		let mut storage = InMemOffchainStorage::default();
		store(&[url("http://127.0.0.1:2"), url("http://[::1]:1")], &mut storage);
		assert_eq!(
			endpoints_seen_by_worker(&storage),
			[b"http://127.0.0.1:2".to_vec(), b"http://[::1]:1".to_vec()]
		);
	}

	#[test]
	fn replaces_the_list_of_the_previous_start() {
		let mut storage = InMemOffchainStorage::default();
		store(&[url("http://127.0.0.1:1")], &mut storage);
		storage.set(STORAGE_PREFIX, PROGRESS_KEY, &ProgressReport::default().encode());
		let notes = |storage: &InMemOffchainStorage| Notes(storage.clone()).progress();
		assert_eq!(notes(&storage), Some(ProgressReport::default()));
		store(&[], &mut storage);
		assert!(endpoints_seen_by_worker(&storage).is_empty());
		assert_eq!(notes(&storage), None);
	}
}
