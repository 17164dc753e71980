//! What a fuzz target sends over an established connection.

use super::cipher::Resolver;
use super::frames::{FrameReader, ReadError, Timed};
use super::handshake::PATTERN;
use snow::{Builder, StatelessTransportState};
use socket2::SockRef;
use std::cell::OnceCell;
use std::io::Write;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};
use x25519_dalek::{PublicKey, StaticSecret};

/// Bytes of a Noise tag and of a frame's length.
const TAG: usize = 16;
/// Most bytes of one input: they fit into the buffers of a socket.
const MOST: usize = 1 << 14;
/// Bytes of the longest message that is waited for.
const LONGEST: usize = 1 << 16;

/// One end that listens, and the keys of both after a handshake.
struct Ends {
	listener: TcpListener,
	sender: StatelessTransportState,
	receiver: Arc<StatelessTransportState>,
}

thread_local! {
	static ENDS: OnceCell<Option<Ends>> = const { OnceCell::new() };
}

impl Ends {
	fn new() -> Option<Self> {
		let secrets = [1u8, 2].map(|byte| StaticSecret::from([byte; 32]));
		let keys = [0, 1].map(|end| PublicKey::from(&secrets[end]).to_bytes());
		let builder = |end: usize| {
			let resolver = Box::new(Resolver::default());
			let pattern = PATTERN.parse().ok()?;
			let builder = Builder::with_resolver(pattern, resolver);
			Some((builder, secrets[end].as_bytes(), &keys[1 - end]))
		};
		let (first, secret, key) = builder(0)?;
		let first = first.local_private_key(secret).remote_public_key(key);
		let mut initiator = first.build_initiator().ok()?;
		let (second, secret, key) = builder(1)?;
		let second = second.local_private_key(secret).remote_public_key(key);
		let mut responder = second.build_responder().ok()?;
		let mut message = [0; 96];
		let length = initiator.write_message(&[], &mut message).ok()?;
		responder.read_message(&message[..length], &mut []).ok()?;
		let length = responder.write_message(&[], &mut message).ok()?;
		initiator.read_message(&message[..length], &mut []).ok()?;
		Some(Self {
			listener: TcpListener::bind("127.0.0.1:0").ok()?,
			sender: initiator.into_stateless_transport_mode().ok()?,
			receiver: Arc::new(responder.into_stateless_transport_mode().ok()?),
		})
	}

	/// A connection with both ends here. Its ends leave no trace in the system's tables.
	fn pair(&self) -> Option<(TcpStream, TcpStream)> {
		let sender = TcpStream::connect(self.listener.local_addr().ok()?).ok()?;
		let (receiver, _) = self.listener.accept().ok()?;
		for end in [&sender, &receiver] {
			SockRef::from(end).set_linger(Some(Duration::ZERO)).ok()?;
		}
		Some((sender, receiver))
	}

	fn run(&self, input: &[u8]) -> Option<()> {
		let (expected, mut rest) = input.split_first_chunk::<2>()?;
		let expected = usize::from(u16::from_le_bytes(*expected));
		let (mut sender, receiver) = self.pair()?;
		// What an honest reader may give out: the content of authentic frames before the first other.
		let (mut authentic, mut all_so_far, mut nonce) = (Vec::new(), true, 0);
		while let Some((head, after)) = rest.split_first_chunk::<3>() {
			let length = usize::from(u16::from_le_bytes([head[1], head[2]])).min(after.len());
			let (content, after) = after.split_at(length);
			rest = after;
			if head[0] & 1 == 0 {
				let mut frame = vec![0; content.len() + TAG];
				let length = self.sender.write_message(nonce, content, &mut frame).ok()?;
				sender.write_all(&u16::try_from(length).ok()?.to_be_bytes()).ok()?;
				sender.write_all(&frame).ok()?;
				nonce += 1;
				if all_so_far {
					authentic.extend_from_slice(content);
				}
			} else {
				sender.write_all(content).ok()?;
				all_so_far &= content.is_empty();
			}
		}
		sender.shutdown(Shutdown::Write).ok()?;
		let deadline = Instant::now() + Duration::from_secs(5);
		let stream = Timed::new(receiver, deadline);
		let mut reader = FrameReader::new(stream, Arc::clone(&self.receiver), 0);
		let mut place = 0;
		loop {
			match reader.receive(expected, LONGEST, deadline) {
				Ok(message) => {
					assert_eq!(message.len(), expected);
					let told = authentic.get(place + 8..place + 8 + expected);
					assert_eq!(told, Some(&message[..]), "nothing but what the peer said");
					place += 8 + expected;
				},
				Err(ReadError::Length(got)) => {
					assert!(got != expected);
					return Some(());
				},
				Err(ReadError::Silent | ReadError::Forged) => return Some(()),
			}
		}
	}
}

/// Reads messages of a length that the input says, from a peer that is past its handshake and sends
/// frames: authentic ones with any content, or any bytes.
pub fn frames(input: &[u8]) {
	let input = input.get(..MOST).unwrap_or(input);
	// Without a loopback interface nothing is learned.
	let _ = ENDS.with(|ends| ends.get_or_init(Ends::new).as_ref()?.run(input));
}
