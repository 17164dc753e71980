//! A chain whose finality lags behind its best block, and on which messages take their time: what
//! nodes say at the last call is heard all the same.

use crate::{
	chain::{FakeChain, State},
	joint::{joint, suspend, HONEST},
	world::{step, step_all, World},
};
use panshi_compute::engine::Engine;
use panshi_primitives::{
	job::{AbortReason, FailureCause, JobStage, RefusalReason},
	offchain::SignedMessage,
};
use std::{collections::VecDeque, fs};

/// Blocks that the last finalized block is behind the best one.
const FINALITY: usize = 4;
/// Blocks from when something is said until one takes it in: the worker comes by, and sends it.
const INCLUSION: usize = 3;

/// The best block of a chain whose finalized state is that of a [`World`].
struct Best {
	state: State,
	finalized: FakeChain,
	/// States after `finalized`, the oldest first.
	pending: VecDeque<State>,
	/// What was said after each of the last blocks.
	said: VecDeque<Vec<SignedMessage>>,
}

impl Best {
	fn of(world: &World) -> Self {
		let (state, finalized) = (world.chain.state().clone(), world.chain.clone());
		Best { state, finalized, pending: VecDeque::new(), said: VecDeque::new() }
	}

	/// Makes the next block, after which nodes said `said`.
	fn next(&mut self, said: Vec<SignedMessage>) {
		self.said.push_back(said);
		self.state.number += 1;
		if self.said.len() >= INCLUSION {
			for signed in self.said.pop_front().into_iter().flatten() {
				self.state.apply(&signed);
			}
		}
		self.pending.push_back(self.state.clone());
		if self.pending.len() > FINALITY {
			if let Some(state) = self.pending.pop_front() {
				*self.finalized.state() = state;
			}
		}
	}

	/// Makes blocks until the job has failed, and tells why. At most twice as many as it has.
	async fn until_it_fails(&mut self, engines: &mut [Engine<FakeChain>]) -> FailureCause {
		for _ in 0..2 * crate::chain::WINDOW {
			let mut said = Vec::new();
			for engine in engines.iter_mut() {
				said.extend(step(engine).await.messages);
			}
			self.next(said);
			if let JobStage::Failed { cause, at_fault, .. } = &self.state.job.stage {
				assert!(at_fault.is_empty(), "{at_fault:?}");
				return *cause;
			}
		}
		panic!("nobody was heard in time: {:?}", self.state.job.stage)
	}
}

#[tokio::test]
async fn a_refusal_is_heard() {
	let world = World::new();
	fs::remove_file(world.vcf(0)).expect("it is ours");
	let mut engines = [world.start(0)];
	let cause = Best::of(&world).until_it_fails(&mut engines).await;
	assert_eq!(cause, FailureCause::Refused(RefusalReason::DataMissing));
}

#[tokio::test]
async fn a_report_is_heard() {
	let world = joint([HONEST; 3]);
	let mut engines = world.start_all();
	step_all(&world, &mut engines).await;
	assert!(matches!(world.stage(), JobStage::Accepted { .. }), "{:?}", world.stage());
	suspend(&world);
	let mut best = Best::of(&world);
	assert_eq!(best.until_it_fails(&mut engines).await, FailureCause::Aborted);
	// Each by itself: none had seen another's report at a finalized block.
	let reasons: Vec<_> = best.state.aborts.iter().map(|note| note.reason).collect();
	assert_eq!(reasons, [AbortReason::Interrupted; 3]);
}
