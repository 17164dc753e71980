//! A chain with many data identities and many events, and figures of what a node makes of them.
//!
//! The state is made by transactions: data are registered, and what may be released about them is
//! lowered again and again, in blocks of a development node. docs/benchmarks.md has the figures.

mod ask;
mod fill;
mod import;
mod node;

pub use ask::{ask, Measured, Question};
pub use fill::{fill, Size};
pub use import::{compare_imports, Imports};
pub use node::LoadNode;

use anyhow::{ensure, Context, Result};
use std::{
	path::{Path, PathBuf},
	time::{Duration, Instant},
};

/// Vocabulary of the phenotypes that data are about.
pub fn ontology() -> PathBuf {
	Path::new(env!("PANSHI_ROOT")).join("tests/data/hp.obo.gz")
}

/// Makes a chain of `size` in `folder`, unless there is one; says what it does.
pub async fn make_state(folder: &Path, size: Size) -> Result<()> {
	let mark = folder.join("size.json");
	if std::fs::read(&mark).is_ok_and(|made| made == size.written()) {
		eprintln!("the state in {} is used", folder.display());
		return Ok(());
	}
	if folder.exists() {
		std::fs::remove_dir_all(folder)?;
	}
	std::fs::create_dir_all(folder)?;
	let started = Instant::now();
	let mut node =
		LoadNode::start(folder, &["--dev-block-time=100", "--state-pruning=2048"]).await?;
	fill(&node, size, &mut |said: &str| eprintln!("  {said}")).await?;
	node.wait_for_trail().await?;
	node.stop().await?;
	std::fs::write(&mark, size.written())?;
	eprintln!("the state is made in {:.0} s", started.elapsed().as_secs_f64());
	Ok(())
}

/// How long the index of data identities takes to be built anew over the chain in `folder`: as the
/// node says, and as a client that asks for it sees.
pub async fn rebuild(folder: &Path) -> Result<(LoadNode, Duration)> {
	let ontology = format!("--search-ontology={}", ontology().display());
	let options = ["--search-index=rebuild", &ontology, "--dev-block-time=1000"];
	let mut node = LoadNode::start(folder, &options).await?;
	let started = Instant::now();
	node.wait_for_search().await?;
	Ok((node, started.elapsed()))
}

/// The least of `times` that so many thousandths of them do not exceed. They are sorted.
pub fn quantile(times: &[Duration], thousandths: usize) -> Result<Duration> {
	ensure!(times.is_sorted(), "the times are not sorted");
	let place = (times.len() * thousandths).div_ceil(1_000);
	times.get(place.saturating_sub(1)).copied().context("nothing was measured")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_quantile_is_a_time_that_was_measured() {
		let times: Vec<Duration> = (1..=1_000).map(Duration::from_millis).collect();
		let at = |share| quantile(&times, share).expect("there are times").as_millis();
		assert_eq!((at(500), at(990), at(999), at(1_000)), (500, 990, 999, 1_000));
		assert_eq!(quantile(&times[..3], 990).expect("there are times"), times[2]);
		assert!(quantile(&[], 500).is_err());
		assert!(quantile(&[Duration::from_secs(2), Duration::from_secs(1)], 500).is_err());
	}
}
