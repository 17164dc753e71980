// SPDX-License-Identifier: GPL-3.0-only

//! What the command line says about the index and the beacon.

use std::{net::SocketAddr, path::PathBuf};

/// What happens to an index that is there.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum Mode {
	/// It goes on from where it was.
	Keep,
	/// It is built anew.
	Rebuild,
}

/// The index of data identities beside the database, and the beacon on it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct SearchOptions {
	/// Keep an index of all data identities beside the database, for searches.
	///
	/// `--search-index=rebuild` builds it anew. Without it there are no searches.
	#[arg(
		long,
		value_name = "MODE",
		num_args = 0..=1,
		require_equals = true,
		default_missing_value = "keep",
	)]
	search_index: Option<Mode>,

	/// A vocabulary in OBO, such as `hp.obo` or `mondo.obo`: searches for a term then find data
	/// about narrower terms. May be repeated. Other vocabularies than before build the index anew.
	#[arg(long, value_name = "FILE", requires = "search_index")]
	search_ontology: Vec<PathBuf>,

	/// Answer GA4GH Beacon v2 requests at this address, for example `127.0.0.1:5050`.
	///
	/// What it tells is what every member sees on the chain. It never says anything of a variant or
	/// of a person.
	#[arg(long, value_name = "ADDRESS", requires = "search_index")]
	beacon_listen: Option<SocketAddr>,

	/// The address by which others reach the beacon, where it is not that of `--beacon-listen`.
	#[arg(long, value_name = "URL", requires = "beacon_listen")]
	beacon_url: Option<url::Url>,

	/// The organisation that runs the beacon.
	#[arg(
		long,
		value_name = "NAME",
		requires = "beacon_listen",
		default_value = "Panshi consortium"
	)]
	beacon_organization: String,
}

impl SearchOptions {
	pub(super) fn mode(&self) -> Option<Mode> {
		self.search_index
	}

	pub(super) fn ontologies(&self) -> &[PathBuf] {
		&self.search_ontology
	}

	pub(super) fn beacon_address(&self) -> Option<SocketAddr> {
		self.beacon_listen
	}

	pub(super) fn beacon_url(&self) -> Option<&str> {
		self.beacon_url.as_ref().map(url::Url::as_str)
	}

	pub(super) fn beacon_organization(&self) -> &str {
		&self.beacon_organization
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;

	#[derive(Debug, Parser)]
	struct Line {
		#[command(flatten)]
		search: SearchOptions,
	}

	fn parse(args: &[&str]) -> Result<SearchOptions, clap::Error> {
		let words = std::iter::once("node").chain(args.iter().copied());
		Line::try_parse_from(words).map(|line| line.search)
	}

	#[test]
	fn keeps_an_index_only_when_asked() {
		let mode = |args: &[&str]| parse(args).expect("the arguments are valid").mode();
		assert_eq!(mode(&[]), None);
		assert_eq!(mode(&["--search-index"]), Some(Mode::Keep));
		assert_eq!(mode(&["--search-index=rebuild"]), Some(Mode::Rebuild));
	}

	#[test]
	fn a_beacon_needs_the_index() {
		assert!(parse(&["--beacon-listen", "127.0.0.1:0"]).is_err());
		assert!(parse(&["--search-ontology", "hp.obo"]).is_err());
		let options = parse(&["--search-index", "--beacon-listen", "127.0.0.1:0"]);
		let options = options.expect("the arguments are valid");
		assert_eq!(options.beacon_address(), Some(SocketAddr::from(([127, 0, 0, 1], 0))));
		assert!(options.ontologies().is_empty());
	}
}
