//! Until when this node speaks: what it says later may not be heard.

use super::BlockNumber;
use panshi_primitives::job::JobStage;

/// Blocks before a deadline at which it speaks, wherever that is not most of the time.
///
/// It decides on the last finalized block, and the chain counts the block that takes the message in.
/// Between them lie
/// - what finality lags behind: two to four blocks of a parachain;
/// - the end of a computation that is told to stop, and the offchain worker, which asks for what
///   there is to say and sends it: one block each;
/// - the block that takes it in.
///
/// That is seven on a good day. The rest is for a collator that misses its turn, and for a second
/// attempt where a message was lost.
const LEAST_TIME: BlockNumber = 12;
/// More than this is not needed where there is more time, however busy the machines.
const MOST_TIME: BlockNumber = 24;
/// Blocks in which a computation that is told to stop does.
const TIME_TO_STOP: BlockNumber = 2;

/// Whether the finalized block `now` is the last call in a stage that began with `window` blocks:
/// who has said nothing at the deadline pays. Never before half of them have passed; a window below
/// 14 blocks is too short for a chain whose finality lags.
pub(super) fn is_last_call(stage: &JobStage, window: BlockNumber, now: BlockNumber) -> bool {
	last_call(stage, window).is_some_and(|last_call| now >= last_call)
}

/// Whether what was told to stop at the last call should have stopped.
pub(super) fn is_overdue(stage: &JobStage, window: BlockNumber, now: BlockNumber) -> bool {
	last_call(stage, window).is_some_and(|last_call| now >= last_call.saturating_add(TIME_TO_STOP))
}

fn last_call(stage: &JobStage, window: BlockNumber) -> Option<BlockNumber> {
	let needed = (window / 8).clamp(LEAST_TIME, MOST_TIME).min(window / 2);
	Some(stage.deadline()?.saturating_sub(needed))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn comes_while_there_is_time_to_be_heard() {
		for (window, before) in [(1, 0), (4, 2), (20, 10), (24, 12), (96, 12), (160, 20), (600, 24)]
		{
			let stage = JobStage::Accepted { deadline: 1_000 };
			let is_at = |now| is_last_call(&stage, window, now);
			assert!(!is_at(1_000 - before - 1) && is_at(1_000 - before), "{window}");
			let is_overdue = |now| is_overdue(&stage, window, now);
			assert!(!is_overdue(1_001 - before) && is_overdue(1_002 - before), "{window}");
		}
		assert!(!is_last_call(&JobStage::Released, 10, 1_000));
	}
}
