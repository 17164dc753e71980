//! Following the chain, block by finalized block.

use super::{Chain, ChainError, Config, Snapshot};
use panshi_primitives::{
	job::{Job, JobId},
	BlockNumber,
};
use std::time::Duration;
use subxt::client::Blocks;

/// How long the next finalized block may take before the node counts as stalled.
const PATIENCE: Duration = Duration::from_secs(180);

/// Finalized blocks as they come, starting with the latest.
pub struct FinalizedBlocks {
	blocks: Blocks<Config>,
}

impl FinalizedBlocks {
	/// The state at the next finalized block.
	pub async fn next(&mut self) -> Result<Snapshot, ChainError> {
		let stalled = || ChainError::Stalled { seconds: PATIENCE.as_secs() };
		let next = tokio::time::timeout(PATIENCE, self.blocks.next()).await;
		let block = next.ok().flatten().ok_or_else(stalled)??;
		Ok(Snapshot::new(block.at().await?))
	}
}

impl Chain {
	/// Follows finalized blocks.
	pub async fn finalized(&self) -> Result<FinalizedBlocks, ChainError> {
		Ok(FinalizedBlocks { blocks: self.client.stream_blocks().await? })
	}

	/// Waits until `until` holds for the job, for at most `patience` finalized blocks, and returns
	/// the job as it then is. `until` sees the job once at every block.
	pub async fn wait_for_job(
		&self,
		job: JobId,
		patience: BlockNumber,
		mut until: impl FnMut(&Job) -> bool,
	) -> Result<Job, ChainError> {
		let mut blocks = self.finalized().await?;
		for _ in 0..patience {
			let found = blocks.next().await?.job(job).await?;
			if until(&found) {
				return Ok(found);
			}
		}
		let what = format!("what was waited for in job {job}");
		Err(ChainError::NotInTime { what, blocks: patience })
	}

	/// Waits until block `number` is final.
	pub async fn wait_for_block(&self, number: BlockNumber) -> Result<Snapshot, ChainError> {
		let mut blocks = self.finalized().await?;
		loop {
			let block = blocks.next().await?;
			if block.number() >= number {
				return Ok(block);
			}
		}
	}
}
