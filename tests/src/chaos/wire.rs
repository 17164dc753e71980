//! A wire between two programs of a story: it carries bytes, keeps a copy of them, and can be cut.
//!
//! It stands where a network would: programs are told its port instead of each other's.

use crate::process::free_port;
use anyhow::Result;
use std::{
	net::{IpAddr, SocketAddr},
	sync::{Arc, Mutex, PoisonError},
};
use tokio::{
	io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
	net::{TcpListener, TcpStream},
	sync::watch,
	task::JoinHandle,
};

/// Bytes read at a time.
const BUFFER: usize = 16 * 1_024;

/// What a wire does with what comes in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
	/// Carries it.
	Open,
	/// Ends every connection, and every new one at once.
	Cut,
	/// Takes connections and lets nothing through, either way: packets are lost.
	Silent,
}

/// Bytes by direction of a connection.
type Streams = Vec<Vec<u8>>;

/// Everything that went over the wires of a story; or nothing, by default.
#[derive(Clone, Debug, Default)]
pub(super) struct Capture(Option<Arc<Mutex<Streams>>>);

/// A wire; it falls when this is dropped.
#[derive(Debug)]
pub(super) struct Wire {
	port: u16,
	mode: watch::Sender<Mode>,
	task: JoinHandle<()>,
}

impl Wire {
	/// Lays a wire from a free port at `at`.
	pub(super) async fn lay(
		at: impl Into<IpAddr>,
		to: SocketAddr,
		capture: Capture,
	) -> Result<Self> {
		Self::lay_at((at.into(), free_port()?).into(), to, capture).await
	}

	/// Lays a wire.
	pub(super) async fn lay_at(from: SocketAddr, to: SocketAddr, capture: Capture) -> Result<Self> {
		let port = from.port();
		let listener = TcpListener::bind(from).await?;
		let (mode, seen) = watch::channel(Mode::Open);
		let task = tokio::spawn(async move {
			// A connection that breaks before it is taken is the other side's matter.
			loop {
				if let Ok((stream, _)) = listener.accept().await {
					tokio::spawn(carry(stream, to, seen.clone(), capture.clone()));
				}
			}
		});
		Ok(Wire { port, mode, task })
	}

	/// Where programs find it.
	pub(super) fn port(&self) -> u16 {
		self.port
	}

	/// Changes what it does, also with the connections that there are.
	pub(super) fn set(&self, mode: Mode) {
		self.mode.send_replace(mode);
	}
}

impl Drop for Wire {
	fn drop(&mut self) {
		self.task.abort();
		self.mode.send_replace(Mode::Cut);
	}
}

impl Capture {
	/// Keeps what it is given.
	pub(super) fn keeping() -> Self {
		Capture(Some(Arc::default()))
	}

	/// A new stretch of bytes, of one direction of one connection.
	pub(super) fn begin(&self) -> usize {
		self.with(|streams| {
			streams.push(Vec::new());
			streams.len() - 1
		})
	}

	pub(super) fn add(&self, stream: usize, bytes: &[u8]) {
		self.with(|streams| {
			if let Some(stream) = streams.get_mut(stream) {
				stream.extend_from_slice(bytes);
			}
		});
	}

	/// Looks at every stretch.
	pub(super) fn each(&self, mut look: impl FnMut(&[u8])) {
		self.with(|streams| streams.iter().for_each(|stream| look(stream)));
	}

	/// Bytes in all.
	pub(super) fn volume(&self) -> usize {
		self.with(|streams| streams.iter().map(Vec::len).sum())
	}

	fn with<T: Default>(&self, act: impl FnOnce(&mut Streams) -> T) -> T {
		let streams = self.0.as_ref().map(|streams| streams.lock());
		let streams = streams.map(|streams| streams.unwrap_or_else(PoisonError::into_inner));
		streams.map(|mut streams| act(&mut streams)).unwrap_or_default()
	}
}

async fn carry(near: TcpStream, to: SocketAddr, mut mode: watch::Receiver<Mode>, capture: Capture) {
	if *mode.borrow() == Mode::Cut {
		return;
	}
	let Ok(far) = TcpStream::connect(to).await else { return };
	let (near_in, near_out) = near.into_split();
	let (far_in, far_out) = far.into_split();
	let there = copy(near_in, far_out, mode.clone(), (capture.begin(), capture.clone()));
	let back = copy(far_in, near_out, mode.clone(), (capture.begin(), capture.clone()));
	tokio::select! {
		_ = async { tokio::join!(there, back) } => (),
		_ = mode.wait_for(|mode| *mode == Mode::Cut) => (),
	}
}

/// Carries bytes one way, until one side ends.
async fn copy(
	mut from: impl AsyncRead + Unpin,
	mut to: impl AsyncWrite + Unpin,
	mut mode: watch::Receiver<Mode>,
	(stream, capture): (usize, Capture),
) {
	let mut buffer = vec![0; BUFFER];
	while let Ok(count @ 1..) = from.read(&mut buffer).await {
		let bytes = &buffer[..count];
		capture.add(stream, bytes);
		// What was sent into silence is lost; a protocol over it finds out by itself.
		if mode.wait_for(|mode| *mode != Mode::Silent).await.is_err() {
			return;
		}
		if to.write_all(bytes).await.is_err() {
			return;
		}
	}
	drop(to.shutdown().await);
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::time::Duration;
	use tokio::time::timeout;

	async fn echo() -> Result<SocketAddr> {
		let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
		let address = listener.local_addr()?;
		tokio::spawn(async move {
			while let Ok((stream, _)) = listener.accept().await {
				tokio::spawn(async move {
					let (mut from, mut to) = stream.into_split();
					drop(tokio::io::copy(&mut from, &mut to).await);
				});
			}
		});
		Ok(address)
	}

	#[tokio::test]
	async fn a_wire_carries_is_silent_is_cut_and_carries_again() -> Result<()> {
		let capture = Capture::keeping();
		let wire = Wire::lay([127, 0, 0, 1], echo().await?, capture.clone()).await?;
		let mut stream = TcpStream::connect(("127.0.0.1", wire.port())).await?;
		let mut answer = [0; 5];
		stream.write_all(b"hello").await?;
		stream.read_exact(&mut answer).await?;
		assert_eq!(&answer, b"hello");

		wire.set(Mode::Silent);
		stream.write_all(b"again").await?;
		let heard = timeout(Duration::from_millis(200), stream.read_exact(&mut answer)).await;
		assert!(heard.is_err(), "nothing comes through");

		wire.set(Mode::Cut);
		assert!(!matches!(stream.read(&mut answer).await, Ok(1..)), "the connection has ended");
		let mut refused = TcpStream::connect(("127.0.0.1", wire.port())).await?;
		assert!(!matches!(refused.read(&mut answer).await, Ok(1..)), "so does a new one");

		wire.set(Mode::Open);
		let mut stream = TcpStream::connect(("127.0.0.1", wire.port())).await?;
		stream.write_all(b"there").await?;
		stream.read_exact(&mut answer).await?;
		assert_eq!(&answer, b"there");
		let mut seen = Vec::new();
		capture.each(|bytes| seen.extend_from_slice(bytes));
		assert!(seen.windows(5).any(|window| window == b"there"));
		Ok(())
	}
}
