//! Messages on an established connection.
//!
//! A message is its length in eight little-endian bytes and its bytes, cut into Noise messages of at
//! most 65,519 bytes. Each goes as a frame: two big-endian bytes of length and the ciphertext. The
//! place of a frame in its direction is its nonce.

use crate::{PartyId, TransportError};
use snow::StatelessTransportState;
use std::io::{self, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use zeroize::Zeroize;

/// Bytes of an authentication tag.
const TAG: usize = 16;

/// Bytes of a message in one frame.
const CHUNK: usize = 65_535 - TAG;

/// Bytes of a message's length.
const HEADER: usize = 8;

/// Bytes read at once.
const BUFFER: usize = 128 * 1024;

/// Longest time between two looks at whether to stop.
pub(super) const GLANCE: Duration = Duration::from_millis(200);

/// Why a message did not come.
pub(super) enum ReadError {
	/// Closed, or not there in time.
	Silent,
	/// Not authentic.
	Forged,
	/// Of this length instead.
	Length(usize),
}

impl ReadError {
	pub(super) fn of(self, party: PartyId, expected: usize) -> TransportError {
		match self {
			Self::Silent => TransportError::Silent(party),
			Self::Forged => TransportError::Forged(party),
			Self::Length(got) => TransportError::Length { party, expected, got },
		}
	}
}

/// A connection that is read until a point in time, or until it is told to stop.
pub(super) struct Timed {
	stream: TcpStream,
	deadline: Instant,
	stop: Option<Arc<AtomicBool>>,
}

impl Timed {
	pub(super) fn new(stream: TcpStream, deadline: Instant) -> BufReader<Self> {
		BufReader::with_capacity(BUFFER, Self { stream, deadline, stop: None })
	}

	/// For writing, until the same point in time.
	pub(super) fn writer(&self) -> io::Result<&TcpStream> {
		self.stream.set_write_timeout(Some(self.left()?))?;
		Ok(&self.stream)
	}

	/// Reads no longer than until this point in time either.
	pub(super) fn bring_forward(&mut self, deadline: Instant) {
		self.deadline = self.deadline.min(deadline);
	}

	/// Reads no longer than until this is set either.
	pub(super) fn stop_at(&mut self, stop: Arc<AtomicBool>) {
		self.stop = Some(stop);
	}

	pub(super) fn try_clone(&self) -> io::Result<TcpStream> {
		self.stream.try_clone()
	}

	fn left(&self) -> io::Result<Duration> {
		let left = self.deadline.saturating_duration_since(Instant::now());
		let stopped = self.stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed));
		if left.is_zero() || stopped {
			Err(io::ErrorKind::TimedOut.into())
		} else {
			Ok(left)
		}
	}
}

impl Read for Timed {
	fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
		loop {
			self.stream.set_read_timeout(Some(self.left()?.min(GLANCE)))?;
			match self.stream.read(buffer) {
				Err(error) if is_timeout(&error) => {},
				done => return done,
			}
		}
	}
}

fn is_timeout(error: &io::Error) -> bool {
	matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// Sends messages in a thread of its own, so that two parties who both send before they receive do
/// not wait for each other.
///
/// What has not gone out yet is kept in memory; it is at most what this party sent since it last
/// received from the other.
pub(super) struct FrameWriter {
	queue: Option<Sender<Vec<u8>>>,
	thread: Option<JoinHandle<()>>,
	bytes: u64,
}

impl FrameWriter {
	/// A writer whose first frame has this nonce.
	pub(super) fn new(stream: TcpStream, state: Arc<StatelessTransportState>, nonce: u64) -> Self {
		let (queue, messages) = mpsc::channel();
		let thread = std::thread::spawn(move || {
			// Whoever sends next finds the queue closed.
			let _ = write_all(&stream, &state, &messages, nonce);
			let _ = stream.shutdown(Shutdown::Write);
		});
		Self { queue: Some(queue), thread: Some(thread), bytes: 0 }
	}

	/// Hands a message to the thread; fails when the connection is gone.
	pub(super) fn send(&mut self, message: &[u8]) -> Result<(), mpsc::SendError<Vec<u8>>> {
		let length = HEADER + message.len();
		let mut bytes = Vec::with_capacity(length);
		bytes.extend_from_slice(&(message.len() as u64).to_le_bytes());
		bytes.extend_from_slice(message);
		self.bytes += (length + length.div_ceil(CHUNK) * (2 + TAG)) as u64;
		match &self.queue {
			Some(queue) => queue.send(bytes),
			None => Err(mpsc::SendError(bytes)),
		}
	}

	pub(super) fn bytes(&self) -> u64 {
		self.bytes
	}
}

impl Drop for FrameWriter {
	/// Waits until everything has gone out: the others may need it.
	fn drop(&mut self) {
		self.queue = None;
		if let Some(thread) = self.thread.take() {
			let _ = thread.join();
		}
	}
}

fn write_all(
	mut stream: &TcpStream,
	state: &StatelessTransportState,
	messages: &Receiver<Vec<u8>>,
	mut nonce: u64,
) -> io::Result<()> {
	let mut frame = vec![0; 2 + CHUNK + TAG];
	for mut message in messages {
		for chunk in message.chunks(CHUNK) {
			let length = state
				.write_message(nonce, chunk, &mut frame[2..])
				.map_err(|_| io::ErrorKind::InvalidData)?;
			let prefix = u16::try_from(length).map_err(|_| io::ErrorKind::InvalidData)?;
			frame[..2].copy_from_slice(&prefix.to_be_bytes());
			stream.write_all(&frame[..2 + length])?;
			nonce += 1;
		}
		message.zeroize();
	}
	Ok(())
}

/// Receives messages.
pub(super) struct FrameReader {
	stream: BufReader<Timed>,
	state: Arc<StatelessTransportState>,
	nonce: u64,
	bytes: u64,
	frame: Vec<u8>,
}

impl FrameReader {
	/// A reader whose first frame has this nonce.
	pub(super) fn new(
		stream: BufReader<Timed>,
		state: Arc<StatelessTransportState>,
		nonce: u64,
	) -> Self {
		Self { stream, state, nonce, bytes: 0, frame: vec![0; CHUNK + TAG] }
	}

	pub(super) fn bytes(&self) -> u64 {
		self.bytes
	}

	/// Closes the connection, also for what has not gone out yet.
	pub(super) fn close(&self) {
		// It may be closed already.
		let _ = self.stream.get_ref().stream.shutdown(Shutdown::Both);
	}

	/// The next message, which must have this length.
	pub(super) fn receive(
		&mut self,
		length: usize,
		longest: usize,
		deadline: Instant,
	) -> Result<Vec<u8>, ReadError> {
		self.stream.get_mut().deadline = deadline;
		if length > longest {
			return Err(ReadError::Length(longest));
		}
		let mut message = vec![0; HEADER + length];
		let mut filled = self.first_frame(&mut message)?;
		while filled < message.len() {
			let rest = &mut message[filled..];
			let due = rest.len().min(CHUNK);
			if self.frame()? != due + TAG {
				return Err(ReadError::Forged);
			}
			filled += self.decrypt(due + TAG, rest)?;
		}
		message.drain(..HEADER);
		Ok(message)
	}

	/// Reads the frame that says how long the message is.
	fn first_frame(&mut self, message: &mut [u8]) -> Result<usize, ReadError> {
		let due = message.len().min(CHUNK);
		let frame = self.frame()?;
		let mut other = Vec::new();
		let plain = if frame == due + TAG {
			&mut message[..due]
		} else {
			other.resize(CHUNK, 0);
			&mut other[..]
		};
		let read = self.decrypt(frame, plain)?;
		let header = plain[..read].first_chunk::<HEADER>().ok_or(ReadError::Forged)?;
		let got = usize::try_from(u64::from_le_bytes(*header)).unwrap_or(usize::MAX);
		if got != message.len() - HEADER {
			return Err(ReadError::Length(got));
		}
		// The length fits, so the frame does, too, unless it was cut in another place.
		if read == due {
			Ok(read)
		} else {
			Err(ReadError::Forged)
		}
	}

	/// Reads a frame, still encrypted, and says how long it is.
	fn frame(&mut self) -> Result<usize, ReadError> {
		let mut prefix = [0; 2];
		self.stream.read_exact(&mut prefix).map_err(|_| ReadError::Silent)?;
		let length = usize::from(u16::from_be_bytes(prefix));
		if length < TAG {
			return Err(ReadError::Forged);
		}
		self.stream.read_exact(&mut self.frame[..length]).map_err(|_| ReadError::Silent)?;
		self.bytes += (prefix.len() + length) as u64;
		Ok(length)
	}

	fn decrypt(&mut self, length: usize, plain: &mut [u8]) -> Result<usize, ReadError> {
		let frame = &self.frame[..length];
		let read =
			self.state.read_message(self.nonce, frame, plain).map_err(|_| ReadError::Forged)?;
		self.nonce += 1;
		Ok(read)
	}
}
