//! From a TCP connection to an authenticated one.

use super::cipher::Resolver;
use super::frames::{FrameReader, FrameWriter, Timed};
use super::{Limits, Peer, Session};
use crate::{Parties, PartyId, TransportError};
use snow::{Builder, HandshakeState, StatelessTransportState};
use std::io::{self, BufReader, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use x25519_dalek::StaticSecret;

pub(super) const PATTERN: &str = "Noise_KK_25519_ChaChaPoly_BLAKE2s";

/// First bytes of a connection: what it speaks.
const MAGIC: [u8; 8] = *b"panshi\0\x01";

/// Bytes of a greeting: magic, session, index of the dialling party.
pub(super) const GREETING: usize = 8 + 32 + 1;

/// Bytes of each of the two handshake messages: an ephemeral key and the tag of nothing.
const MESSAGE: usize = 32 + 16;

/// Bytes of the dialling party's empty first message.
const CONFIRMATION: usize = 16;

/// Time for a connection to one of a party's addresses.
const PATIENCE: Duration = Duration::from_secs(10);

/// Pause before a party that does not listen yet is dialled again.
const PAUSE: Duration = Duration::from_millis(100);

/// What the handshakes of one session need.
pub(super) struct Handshake {
	parties: Parties,
	secret: StaticSecret,
	peers: Vec<Peer>,
	protocol: &'static str,
	id: [u8; 32],
	pub(super) limits: Limits,
	stop: Arc<AtomicBool>,
}

/// An authenticated connection.
pub(super) struct Connected {
	stream: BufReader<Timed>,
	writer: TcpStream,
	state: Arc<StatelessTransportState>,
	/// Nonces of this end's first frame and of the other's.
	nonces: (u64, u64),
}

impl Connected {
	pub(super) fn into_frames(self) -> (FrameWriter, FrameReader) {
		let (write, read) = self.nonces;
		let writer = FrameWriter::new(self.writer, Arc::clone(&self.state), write);
		(writer, FrameReader::new(self.stream, self.state, read))
	}
}

/// Why a connection was given up.
pub(super) enum Failure {
	/// It broke or was too slow: another try may help.
	Broken,
	/// The other end is somebody else, or in another session.
	Foreign,
}

impl From<io::Error> for Failure {
	fn from(_: io::Error) -> Self {
		Self::Broken
	}
}

impl From<snow::Error> for Failure {
	fn from(_: snow::Error) -> Self {
		Self::Foreign
	}
}

impl Handshake {
	pub(super) fn new(session: &Session, stop: Arc<AtomicBool>) -> Self {
		Self {
			parties: session.parties,
			secret: session.secret.clone(),
			peers: session.peers.clone(),
			protocol: session.protocol,
			id: session.id,
			limits: session.limits,
			stop,
		}
	}

	/// Dials a party until it answers, as the initiator.
	pub(super) fn dial(&self, to: PartyId, deadline: Instant) -> Result<Connected, TransportError> {
		loop {
			match self.dial_once(to, deadline) {
				Ok(connected) => return Ok(connected),
				Err(Failure::Foreign) => return Err(TransportError::Forged(to)),
				Err(Failure::Broken) => {},
			}
			let left = deadline.saturating_duration_since(Instant::now());
			if left.is_zero() || self.stop.load(Ordering::Relaxed) {
				return Err(TransportError::Silent(to));
			}
			// It starts when it sees the job, which may be later than here.
			std::thread::sleep(PAUSE.min(left));
		}
	}

	fn dial_once(&self, to: PartyId, deadline: Instant) -> Result<Connected, Failure> {
		let left = deadline.saturating_duration_since(Instant::now());
		let patience = left.clamp(Duration::from_millis(1), PATIENCE);
		let mut addresses = self.peers[to.index()].address.to_socket_addrs()?;
		let connect = |address| TcpStream::connect_timeout(&address, patience).ok();
		let stream = addresses.find_map(connect).ok_or(Failure::Broken)?;
		stream.set_nodelay(true)?;
		let mut stream = Timed::new(stream, deadline);
		stream.get_mut().stop_at(self.stop.clone());

		let me = self.parties.me();
		let mut noise = self.builder(me, to, to).build_initiator()?;
		let mut bytes = self.greeting();
		let mut message = [0; MESSAGE];
		noise.write_message(&[], &mut message)?;
		bytes.extend_from_slice(&message);
		stream.get_ref().writer()?.write_all(&bytes)?;
		stream.read_exact(&mut message)?;
		noise.read_message(&message, &mut [])?;

		// The first handshake message could be replayed by anybody; this one could not.
		let state = noise.into_stateless_transport_mode()?;
		let mut confirmation = [0; CONFIRMATION];
		state.write_message(0, &[], &mut confirmation)?;
		stream.get_ref().writer()?.write_all(&confirmation)?;
		self.connected(stream, state, (1, 0))
	}

	/// Answers a party whose greeting was read, as the responder.
	pub(super) fn answer(
		&self,
		from: PartyId,
		mut stream: BufReader<Timed>,
	) -> Result<Connected, Failure> {
		let me = self.parties.me();
		if from <= me || from.index() >= self.parties.count() {
			return Err(Failure::Foreign);
		}
		let mut noise = self.builder(from, me, from).build_responder()?;
		let mut message = [0; MESSAGE];
		stream.read_exact(&mut message)?;
		noise.read_message(&message, &mut [])?;
		noise.write_message(&[], &mut message)?;
		stream.get_ref().writer()?.write_all(&message)?;

		let state = noise.into_stateless_transport_mode()?;
		let mut confirmation = [0; CONFIRMATION];
		stream.read_exact(&mut confirmation)?;
		state.read_message(0, &confirmation, &mut [])?;
		self.connected(stream, state, (0, 1))
	}

	fn connected(
		&self,
		mut stream: BufReader<Timed>,
		state: StatelessTransportState,
		nonces: (u64, u64),
	) -> Result<Connected, Failure> {
		stream.get_mut().stop_at(self.stop.clone());
		let writer = stream.get_ref().try_clone()?;
		writer.set_write_timeout(Some(self.limits.message))?;
		Ok(Connected { stream, writer, state: Arc::new(state), nonces })
	}

	/// Both ends bind the protocol, the session, who dialled whom and how many take part.
	fn builder(&self, initiator: PartyId, responder: PartyId, peer: PartyId) -> Binding<'_> {
		let mut prologue = MAGIC.to_vec();
		prologue.extend_from_slice(&(self.protocol.len() as u64).to_le_bytes());
		prologue.extend_from_slice(self.protocol.as_bytes());
		prologue.extend_from_slice(&self.id);
		let count = self.parties.all().count() as u64;
		prologue.extend_from_slice(&count.to_le_bytes());
		prologue.extend_from_slice(&[initiator.0, responder.0]);
		// All keys in order: whoever sees other parties is in another session.
		self.peers.iter().for_each(|peer| prologue.extend_from_slice(&peer.key));
		Binding { prologue, secret: self.secret.as_bytes(), key: &self.peers[peer.index()].key }
	}

	fn greeting(&self) -> Vec<u8> {
		[MAGIC.as_slice(), &self.id, &[self.parties.me().0]].concat()
	}
}

/// What goes into a Noise handshake.
struct Binding<'a> {
	prologue: Vec<u8>,
	secret: &'a [u8; 32],
	key: &'a [u8; 32],
}

impl Binding<'_> {
	fn builder(&self) -> Result<Builder<'_>, snow::Error> {
		let builder = Builder::with_resolver(PATTERN.parse()?, Box::new(Resolver::default()));
		Ok(builder
			.prologue(&self.prologue)
			.local_private_key(self.secret)
			.remote_public_key(self.key))
	}

	fn build_initiator(&self) -> Result<HandshakeState, snow::Error> {
		self.builder()?.build_initiator()
	}

	fn build_responder(&self) -> Result<HandshakeState, snow::Error> {
		self.builder()?.build_responder()
	}
}

/// Reads a greeting: the session and the index of the dialling party.
pub(super) fn read_greeting(stream: &mut impl Read) -> Result<([u8; 32], PartyId), Failure> {
	let mut greeting = [0; GREETING];
	stream.read_exact(&mut greeting)?;
	let (magic, rest) = greeting.split_at(MAGIC.len());
	if magic != MAGIC {
		return Err(Failure::Foreign);
	}
	let mut id = [0; 32];
	id.copy_from_slice(&rest[..32]);
	Ok((id, PartyId(rest[32])))
}
