//! The worker: it ticks the engine when the chain node asks, when work is done, and on a timer.

use super::{
	estimates::{Estimates, Watched},
	stopped, Config, Metrics,
};
use crate::{
	engine::{chain_of, ChainPort, Engine, EngineError, Parts, Protocols, StateDir, StoreError},
	keystore::NodeKeys,
};
use panshi_primitives::{
	offchain::{StepReply, MAX_TASKS},
	Hash,
};
use rand_core::CryptoRngCore;
use std::{
	sync::{Arc, RwLock},
	time::{Duration, Instant},
};
use tokio::sync::{watch, Notify};

/// How long the work in progress may take to stop.
const STOP_TIME: Duration = Duration::from_secs(10);

/// What the worker and the HTTP side share.
#[derive(Debug, Default)]
pub struct Shared {
	current: RwLock<Current>,
	wake: Notify,
	/// The node's metrics.
	pub metrics: Metrics,
}

/// What the HTTP side answers with.
#[derive(Clone, Debug)]
pub(super) struct Current {
	/// Genesis of the chain, once it is known.
	pub(super) genesis: Option<Hash>,
	/// What the chain node is answered.
	pub(super) reply: StepReply,
	/// Whether the last look at the chain succeeded.
	pub(super) reachable: bool,
	/// Whether the state could be written when it last had to be.
	pub(super) state_kept: bool,
	/// Whether the node is registered on the chain.
	pub(super) registered: bool,
	/// Computations in progress.
	pub(super) tasks: Vec<Watched>,
}

impl Default for Current {
	fn default() -> Self {
		Current {
			genesis: None,
			reply: StepReply::default(),
			reachable: false,
			state_kept: true,
			registered: false,
			tasks: Vec::new(),
		}
	}
}

impl Shared {
	/// Has the worker look at the chain soon.
	pub(super) fn wake(&self) {
		self.wake.notify_one();
	}

	pub(super) fn current(&self) -> Current {
		self.current.read().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
	}

	fn update(&self, change: impl FnOnce(&mut Current)) {
		change(&mut self.current.write().unwrap_or_else(|poisoned| poisoned.into_inner()));
	}

	fn failed(&self, error: &EngineError) {
		self.metrics.failures.inc();
		if let EngineError::Store(error) = error {
			// Such as a full disk. What is on disk stays as it was, and what was offered holds.
			tracing::error!(error = %chain_of(error), "cannot keep the state; it is tried again");
			self.metrics.state_kept.set(0);
			self.update(|current| current.state_kept = false);
			return;
		}
		tracing::warn!(error = %chain_of(error), "cannot follow the chain now");
		self.metrics.reachable.set(0);
		self.update(|current| current.reachable = false);
	}
}

/// Everything that the worker needs.
pub struct Worker<C> {
	/// The chain.
	pub chain: C,
	/// The node's keys.
	pub keys: NodeKeys,
	/// Its state folder.
	pub state: StateDir,
	/// Its configuration.
	pub config: Config,
	/// Where the HTTP side finds what is to be said.
	pub shared: Arc<Shared>,
	/// What it computes with others, or answers by itself.
	pub protocols: Arc<dyn Protocols>,
	/// Makes the source of keys and nonces.
	pub rng: fn() -> Box<dyn CryptoRngCore + Send>,
}

impl<C: ChainPort> Worker<C> {
	/// Works until `stop` becomes true. Fails only if the state cannot be opened.
	pub async fn run(self, stop: watch::Receiver<bool>) -> Result<(), StoreError> {
		let shared = self.shared.clone();
		let pause = Duration::from_secs(self.config.node.poll_seconds);
		let Some(mut engine) = self.start(&stop, pause).await? else { return Ok(()) };
		let mut estimates = Estimates::default();
		let mut timer = tokio::time::interval(pause);
		timer.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
		loop {
			tokio::select! {
				() = stopped(stop.clone()) => break,
				_ = timer.tick() => {},
				() = shared.wake.notified() => {},
				done = engine.work_done() => if let Err(error) = done {
					shared.failed(&error.into());
				},
			}
			match engine.tick().await {
				Ok(report) => {
					shared.metrics.show(&report);
					let tasks = estimates.watch(&report.tasks, Instant::now());
					let told =
						report.node.map(|node| tasks.iter().map(move |task| task.public(node)));
					let progress = told.into_iter().flatten().take(MAX_TASKS).collect();
					shared.update(|current| {
						current.reply = StepReply { progress, ..report.reply };
						current.reachable = true;
						current.state_kept = report.stuck == 0;
						current.registered = report.node.is_some();
						current.tasks = tasks;
					});
				},
				Err(error) => shared.failed(&error),
			}
		}
		// A database that hangs must not keep the node up: all that matters is on disk.
		match tokio::time::timeout(STOP_TIME, engine.stop()).await {
			Ok(()) => tracing::info!("stopped"),
			Err(_) => tracing::warn!("stopped; a reading of data did not end in time"),
		}
		Ok(())
	}

	/// Waits for the chain node and opens the state for its chain. `None` if it was stopped.
	async fn start(
		self,
		stop: &watch::Receiver<bool>,
		pause: Duration,
	) -> Result<Option<Engine<C>>, StoreError> {
		let genesis = loop {
			match self.chain.genesis().await {
				Ok(genesis) => break genesis,
				Err(error) => self.shared.failed(&error.into()),
			}
			tokio::select! {
				() = stopped(stop.clone()) => return Ok(None),
				() = tokio::time::sleep(pause) => {},
				() = self.shared.wake.notified() => {},
			}
		};
		let engine = Engine::new(Parts {
			store: self.state.store(genesis, self.keys.storage().clone())?,
			chain: self.chain,
			keys: self.keys,
			genesis,
			data: self.config.data,
			least_holders: usize::from(self.config.policy.least_holders),
			protocols: self.protocols,
			rng: (self.rng)(),
		})?;
		self.shared.update(|current| {
			current.genesis = Some(genesis);
			current.reply = StepReply::default();
		});
		Ok(Some(engine))
	}
}
