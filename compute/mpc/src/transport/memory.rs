//! Channels within one process, for tests, benchmarks and the dealer's company.

use crate::{Parties, PartyId, Traffic, Transport, TransportError};
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// One party's end of channels within one process.
///
/// A party that waits for a message that can never come is told at once that the sender is silent:
/// when every party is gone or waits, or when the sender is gone. So a test in which a message is
/// lost ends without a clock.
///
/// # Security
///
/// None: whoever shares the process sees everything.
pub struct Memory {
	parties: Parties,
	mesh: Arc<Mesh>,
	traffic: Traffic,
	sent_since: bool,
}

struct Mesh {
	state: Mutex<State>,
	changed: Condvar,
}

struct State {
	/// Messages under way, by receiver and sender.
	queues: Vec<Vec<VecDeque<Vec<u8>>>>,
	/// What each party does.
	activities: Vec<Activity>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Activity {
	/// Computes; it may yet send.
	Runs,
	/// Waits for this party.
	Waits(PartyId),
	/// Has dropped its end.
	Gone,
}

impl Memory {
	/// The ends of the channels between `count` parties, in their order; none unless
	/// [`Parties::new`] accepts so many.
	pub fn mesh(count: usize) -> Option<Vec<Self>> {
		let state = State {
			queues: vec![vec![VecDeque::new(); count]; count],
			activities: vec![Activity::Runs; count],
		};
		let mesh = Arc::new(Mesh { state: Mutex::new(state), changed: Condvar::new() });
		let end = |me: u8| {
			let parties = Parties::new(PartyId(me), count)?;
			let mesh = Arc::clone(&mesh);
			Some(Self { parties, mesh, traffic: Traffic::default(), sent_since: false })
		};
		if count == 0 {
			return None;
		}
		(0..u8::try_from(count).ok()?).map(end).collect()
	}

	fn lock(&self) -> MutexGuard<'_, State> {
		// A party that panicked while it held the lock left whole messages behind.
		self.mesh.state.lock().unwrap_or_else(PoisonError::into_inner)
	}

	fn me(&self) -> usize {
		self.parties.me().index()
	}
}

impl State {
	/// Whether nobody can ever send again.
	fn is_stuck(&self) -> bool {
		let idle = |(party, activity): (usize, &Activity)| match activity {
			Activity::Runs => false,
			Activity::Gone => true,
			Activity::Waits(sender) => self.queues[party][sender.index()].is_empty(),
		};
		self.activities.iter().enumerate().all(idle)
	}
}

impl Transport for Memory {
	fn parties(&self) -> Parties {
		self.parties
	}

	fn send(&mut self, to: PartyId, message: &[u8]) -> Result<(), TransportError> {
		let mut state = self.lock();
		if state.activities.get(to.index()).is_none_or(|activity| *activity == Activity::Gone) {
			return Err(TransportError::Silent(to));
		}
		state.queues[to.index()][self.me()].push_back(message.to_vec());
		let wakes = state.activities[to.index()] == Activity::Waits(self.parties.me());
		drop(state);
		if wakes {
			self.mesh.changed.notify_all();
		}
		self.traffic.sent += message.len() as u64;
		self.sent_since = true;
		Ok(())
	}

	fn receive(&mut self, from: PartyId, length: usize) -> Result<Vec<u8>, TransportError> {
		let me = self.me();
		let mut state = self.lock();
		let message = loop {
			let queue = state.queues[me].get_mut(from.index());
			if let Some(message) = queue.and_then(VecDeque::pop_front) {
				break Some(message);
			}
			state.activities[me] = Activity::Waits(from);
			let gone = state.activities.get(from.index()).is_none_or(|at| *at == Activity::Gone);
			if gone || state.is_stuck() {
				self.mesh.changed.notify_all();
				break None;
			}
			state = self.mesh.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
		};
		state.activities[me] = Activity::Runs;
		drop(state);
		let message = message.ok_or(TransportError::Silent(from))?;
		self.traffic.received += message.len() as u64;
		self.traffic.rounds += u64::from(std::mem::take(&mut self.sent_since));
		if message.len() == length {
			Ok(message)
		} else {
			Err(TransportError::Length { party: from, expected: length, got: message.len() })
		}
	}

	fn traffic(&self) -> Traffic {
		self.traffic
	}
}

impl Drop for Memory {
	fn drop(&mut self) {
		let me = self.me();
		self.lock().activities[me] = Activity::Gone;
		self.mesh.changed.notify_all();
	}
}
