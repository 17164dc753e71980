//! Waiting for what programs do in their own time, with a bound.

use anyhow::{Context, Result};
use std::{future::Future, time::Duration};
use tokio::time::{interval, timeout};

/// Between two looks.
const LOOK: Duration = Duration::from_millis(50);

/// Fails unless `work` ends within `seconds`.
pub async fn within<T>(seconds: u64, work: impl Future<Output = Result<T>>) -> Result<T> {
	timeout(Duration::from_secs(seconds), work)
		.await
		.with_context(|| format!("not done after {seconds} s"))?
}

/// Looks until something is found, and fails when a look does. Whoever waits bounds it by [`within`].
pub async fn until<T>(mut look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
	let mut looks = interval(LOOK);
	loop {
		looks.tick().await;
		if let Some(found) = look().await? {
			return Ok(found);
		}
	}
}

/// As [`until`], for what is so or is not yet.
pub async fn until_so(mut look: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
	until(async || Ok(look().await?.then_some(()))).await
}
