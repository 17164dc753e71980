//! One listening socket for all sessions of a party.

use super::frames::Timed;
use super::handshake::{read_greeting, Connected, Failure, Handshake};
use super::EstablishError;
use crate::PartyId;
use socket2::SockRef;
use std::collections::HashMap;
use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Connections that may be at their handshake together; further ones are closed.
const HANDSHAKES: usize = 64;

/// Time that a connection has for its handshake.
const PATIENCE: Duration = Duration::from_secs(10);

/// Accepts the connections of all sessions that this party joins and hands each to its own.
///
/// # Security
///
/// Anybody can connect. A connection that does not complete a handshake of a session that is being
/// joined costs a thread for ten seconds at most and delays no other. Who opens connections faster
/// than that can keep honest parties out, so the port belongs behind a firewall that knows the
/// members.
pub struct Listener {
	socket: TcpListener,
	sessions: Arc<Sessions>,
	thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Sessions {
	expected: Mutex<HashMap<[u8; 32], Arrivals>>,
	busy: AtomicUsize,
}

#[derive(Clone)]
struct Arrivals {
	handshake: Arc<Handshake>,
	deadline: Instant,
	sender: Sender<(PartyId, Connected)>,
}

impl Sessions {
	fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 32], Arrivals>> {
		self.expected.lock().unwrap_or_else(PoisonError::into_inner)
	}
}

impl Listener {
	/// Listens on a bound socket.
	pub fn new(socket: TcpListener) -> io::Result<Self> {
		let sessions = Arc::new(Sessions::default());
		let (accepting, known) = (socket.try_clone()?, Arc::clone(&sessions));
		let thread = std::thread::Builder::new()
			.name("mpc-listener".into())
			.spawn(move || accept(&accepting, &known))?;
		Ok(Self { socket, sessions, thread: Some(thread) })
	}

	/// Where it listens.
	pub fn address(&self) -> io::Result<SocketAddr> {
		self.socket.local_addr()
	}

	/// Lets the connections of a session through until the returned value is dropped.
	pub(super) fn expect(
		&self,
		id: [u8; 32],
		handshake: Arc<Handshake>,
		deadline: Instant,
		sender: Sender<(PartyId, Connected)>,
	) -> Result<Expected<'_>, EstablishError> {
		let mut expected = self.sessions.lock();
		if expected.contains_key(&id) {
			return Err(EstablishError::Joined);
		}
		expected.insert(id, Arrivals { handshake, deadline, sender });
		Ok(Expected { sessions: &self.sessions, id })
	}
}

#[cfg(test)]
impl Listener {
	/// Whether connections of a session are let through.
	pub(super) fn expects(&self, id: &[u8; 32]) -> bool {
		self.sessions.lock().contains_key(id)
	}
}

impl Drop for Listener {
	fn drop(&mut self) {
		// This makes the waiting `accept` return.
		let closed = SockRef::from(&self.socket).shutdown(Shutdown::Both);
		if let (Ok(()), Some(thread)) = (closed, self.thread.take()) {
			let _ = thread.join();
		}
	}
}

/// A session whose connections are let through.
pub(super) struct Expected<'a> {
	sessions: &'a Sessions,
	id: [u8; 32],
}

impl Drop for Expected<'_> {
	fn drop(&mut self) {
		self.sessions.lock().remove(&self.id);
	}
}

fn accept(socket: &TcpListener, sessions: &Arc<Sessions>) {
	loop {
		match socket.accept() {
			Ok((stream, _)) => welcome(stream, sessions),
			Err(error) if error.kind() == io::ErrorKind::InvalidInput => return,
			// The connection went away, or there are no descriptors left for now.
			Err(_) => std::thread::sleep(Duration::from_millis(10)),
		}
	}
}

fn welcome(stream: TcpStream, sessions: &Arc<Sessions>) {
	if sessions.busy.fetch_add(1, Ordering::Relaxed) >= HANDSHAKES {
		sessions.busy.fetch_sub(1, Ordering::Relaxed);
		return;
	}
	let known = Arc::clone(sessions);
	let thread = std::thread::Builder::new().name("mpc-handshake".into()).spawn(move || {
		// Whoever failed is not known; the session goes on waiting until its own limit.
		let _ = greet(stream, &known);
		known.busy.fetch_sub(1, Ordering::Relaxed);
	});
	if thread.is_err() {
		sessions.busy.fetch_sub(1, Ordering::Relaxed);
	}
}

fn greet(stream: TcpStream, sessions: &Sessions) -> Result<(), Failure> {
	stream.set_nodelay(true)?;
	let mut stream = Timed::new(stream, Instant::now() + PATIENCE);
	let (id, from) = read_greeting(&mut stream)?;
	let arrivals = sessions.lock().get(&id).cloned().ok_or(Failure::Foreign)?;
	stream.get_mut().bring_forward(arrivals.deadline);
	let connected = arrivals.handshake.answer(from, stream)?;
	arrivals.sender.send((from, connected)).map_err(|_| Failure::Broken)
}
