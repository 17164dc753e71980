//! Channels between machines: the Noise protocol over TCP.
//!
//! Each pair of parties has one connection, which the party of the higher index dials. The
//! handshake is `Noise_KK_25519_ChaChaPoly_BLAKE2s` (Perrin, *The Noise Protocol Framework*,
//! revision 34, section 7.5): both sides know each other's static key beforehand, from the chain.
//! Its prologue is the session, so neither a handshake nor a message of another session is
//! accepted. The bytes are in docs/protocols/channels.md.

mod cipher;
mod frames;
#[cfg(feature = "fuzzing")]
mod fuzzing;
mod handshake;
mod listener;

#[cfg(test)]
mod tests;

#[cfg(feature = "fuzzing")]
pub use fuzzing::frames;
pub use listener::Listener;

use crate::{Parties, PartyId, Traffic, Transport, TransportError};
use frames::{FrameReader, FrameWriter, GLANCE};
use handshake::{Connected, Handshake};
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{mpsc, Arc};
use std::time::{Duration, Instant};
use x25519_dalek::{PublicKey, StaticSecret};

/// Another party, or this one, as everybody knows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Peer {
	/// Its X25519 key.
	pub key: [u8; 32],
	/// Where it listens, as `host:port`.
	pub address: String,
}

/// How long to wait, and how long a message may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
	/// For all connections to stand.
	pub establish: Duration,
	/// For a message, from when it is waited for until all of it is there; the other party may
	/// compute meanwhile.
	pub message: Duration,
	/// Bytes of the longest message. An honest program knows it; a longer one is refused before it
	/// is read.
	pub longest: usize,
}

impl Default for Limits {
	fn default() -> Self {
		Self {
			establish: Duration::from_secs(60),
			message: Duration::from_secs(120),
			longest: 1 << 30,
		}
	}
}

/// What a party needs to join a session.
#[derive(Clone)]
pub struct Session {
	/// Who takes part, and who this is.
	pub parties: Parties,
	/// The secret of this party's key.
	pub secret: StaticSecret,
	/// All parties in their order.
	pub peers: Vec<Peer>,
	/// Name of the protocol that will run.
	pub protocol: &'static str,
	/// Digest of what is computed, for example of the job. No two sessions have the same, unless they
	/// take names of their own ([`Link::rename`](crate::Link::rename)) before anything else.
	pub id: [u8; 32],
	/// Limits.
	pub limits: Limits,
}

impl fmt::Debug for Session {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Session")
			.field("parties", &self.parties)
			.field("peers", &self.peers)
			.field("protocol", &self.protocol)
			.finish_non_exhaustive()
	}
}

/// Why the channels of a session do not stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum EstablishError {
	/// The other end does not answer or is not who it should be.
	#[error(transparent)]
	Channel(#[from] TransportError),
	/// The list of peers is not as long as there are parties.
	#[error("{0} peers for {1} parties: name each party once, this one included")]
	Peers(usize, usize),
	/// The secret does not belong to the key that the others know.
	#[error("the channel secret of this party does not belong to the key that the others know")]
	Key,
	/// Two parties have one key.
	#[error("{0} and {1} have the same channel key")]
	SharedKey(PartyId, PartyId),
	/// The session is already being joined on this listener.
	#[error("this session is already being joined here")]
	Joined,
}

/// Authenticated and encrypted channels to the other parties of a session.
///
/// # Security
///
/// Who holds a party's channel secret is that party. Every message is encrypted under keys of this
/// connection alone; an altered, replayed, reordered or left out one is found
/// ([`TransportError::Forged`]), since messages are numbered. Lengths and times of messages are
/// visible on the way.
pub struct NoiseTransport {
	parties: Parties,
	limits: Limits,
	/// By party; none for this one.
	links: Vec<Option<Link>>,
	stop: Arc<AtomicBool>,
	sent_since: bool,
	rounds: u64,
}

struct Link {
	writer: FrameWriter,
	reader: FrameReader,
}

impl NoiseTransport {
	/// Joins a session: dials the parties before this one and waits on the listener for those after
	/// it, until the limit.
	pub fn establish(session: &Session, listener: &Listener) -> Result<Self, EstablishError> {
		Self::establish_until(session, listener, Arc::default())
	}

	/// As [`establish`](Self::establish); once `stop` is set, whatever waits for a party, now or in
	/// the session, soon fails as if that party were silent.
	pub fn establish_until(
		session: &Session,
		listener: &Listener,
		stop: Arc<AtomicBool>,
	) -> Result<Self, EstablishError> {
		session.check()?;
		let deadline = Instant::now() + session.limits.establish;
		let handshake = Arc::new(Handshake::new(session, Arc::clone(&stop)));
		let (sender, arrivals) = mpsc::channel();
		let _expected = listener.expect(session.id, Arc::clone(&handshake), deadline, sender)?;

		let me = session.parties.me();
		let mut links: Vec<_> = session.parties.all().map(|_| None).collect();
		for peer in session.parties.all().filter(|peer| *peer < me) {
			links[peer.index()] = Some(handshake.dial(peer, deadline)?.into());
		}
		while let Some(peer) = session.parties.others().find(|at| links[at.index()].is_none()) {
			let left = deadline.saturating_duration_since(Instant::now());
			if left.is_zero() || stop.load(Ordering::Relaxed) {
				return Err(TransportError::Silent(peer).into());
			}
			let arrival = arrivals.recv_timeout(left.min(GLANCE));
			let Ok((from, connected)): Result<(PartyId, Connected), _> = arrival else { continue };
			// The first connection that proved to be the party's stays.
			links[from.index()].get_or_insert_with(|| connected.into());
		}
		Ok(Self {
			parties: session.parties,
			limits: session.limits,
			links,
			stop,
			sent_since: false,
			rounds: 0,
		})
	}

	fn link(&mut self, peer: PartyId) -> Result<&mut Link, TransportError> {
		let link = self.links.get_mut(peer.index()).and_then(Option::as_mut);
		link.ok_or(TransportError::Silent(peer))
	}
}

impl Drop for NoiseTransport {
	/// Waits until everything has gone out, unless it was told to stop.
	fn drop(&mut self) {
		if self.stop.load(Ordering::Relaxed) {
			self.links.iter().flatten().for_each(|link| link.reader.close());
		}
	}
}

impl From<Connected> for Link {
	fn from(connected: Connected) -> Self {
		let (writer, reader) = connected.into_frames();
		Self { writer, reader }
	}
}

impl Session {
	fn check(&self) -> Result<(), EstablishError> {
		if self.peers.len() != self.parties.count() {
			return Err(EstablishError::Peers(self.peers.len(), self.parties.count()));
		}
		if self.peers[self.parties.me().index()].key != PublicKey::from(&self.secret).to_bytes() {
			return Err(EstablishError::Key);
		}
		for a in self.parties.all() {
			for b in self.parties.all().filter(|b| *b > a) {
				if self.peers[a.index()].key == self.peers[b.index()].key {
					return Err(EstablishError::SharedKey(a, b));
				}
			}
		}
		Ok(())
	}
}

impl Transport for NoiseTransport {
	fn parties(&self) -> Parties {
		self.parties
	}

	fn send(&mut self, to: PartyId, message: &[u8]) -> Result<(), TransportError> {
		if message.len() > self.limits.longest {
			let (expected, got) = (self.limits.longest, message.len());
			return Err(TransportError::Length { party: self.parties.me(), expected, got });
		}
		self.link(to)?.writer.send(message).map_err(|_| TransportError::Silent(to))?;
		self.sent_since = true;
		Ok(())
	}

	fn receive(&mut self, from: PartyId, length: usize) -> Result<Vec<u8>, TransportError> {
		let deadline = Instant::now() + self.limits.message;
		let longest = self.limits.longest;
		let reader = &mut self.link(from)?.reader;
		let message =
			reader.receive(length, longest, deadline).map_err(|error| error.of(from, length))?;
		self.rounds += u64::from(std::mem::take(&mut self.sent_since));
		Ok(message)
	}

	fn traffic(&self) -> Traffic {
		let links = || self.links.iter().flatten();
		Traffic {
			sent: links().map(|link| link.writer.bytes()).sum(),
			received: links().map(|link| link.reader.bytes()).sum(),
			rounds: self.rounds,
		}
	}
}

/// Reads the first bytes of a connection.
#[cfg(feature = "fuzzing")]
pub fn greeting(mut bytes: &[u8]) {
	handshake::read_greeting(&mut bytes).ok();
}
