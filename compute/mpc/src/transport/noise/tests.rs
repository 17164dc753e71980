//! Channels over loopback.

use super::*;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Listeners and sessions of `count` parties that know each other.
fn parties(count: usize) -> (Vec<Listener>, Vec<Session>) {
	let socket = |_| TcpListener::bind("127.0.0.1:0").unwrap();
	let listeners: Vec<_> =
		(0..count).map(socket).map(|socket| Listener::new(socket).unwrap()).collect();
	let secrets: Vec<_> = (1..).take(count).map(|byte| StaticSecret::from([byte; 32])).collect();
	let peer = |(secret, listener): (&StaticSecret, &Listener)| Peer {
		key: PublicKey::from(secret).to_bytes(),
		address: listener.address().unwrap().to_string(),
	};
	let peers: Vec<_> = secrets.iter().zip(&listeners).map(peer).collect();
	let limits = Limits {
		establish: Duration::from_secs(30),
		message: Duration::from_secs(30),
		longest: 1 << 27,
	};
	let session = |(me, secret): (u8, StaticSecret)| Session {
		parties: Parties::new(PartyId(me), count).unwrap(),
		secret,
		peers: peers.clone(),
		protocol: "test",
		id: [9; 32],
		limits,
	};
	(listeners, (0..).zip(secrets).map(session).collect())
}

/// Joins a session in a thread for each party.
fn establish(
	listeners: &[Listener],
	sessions: &[Session],
) -> Vec<Result<NoiseTransport, EstablishError>> {
	thread::scope(|scope| {
		let join =
			|(session, listener)| scope.spawn(move || NoiseTransport::establish(session, listener));
		let threads: Vec<_> = sessions.iter().zip(listeners).map(join).collect();
		threads.into_iter().map(|thread| thread.join().unwrap()).collect()
	})
}

/// Waits until a session is being joined on a listener, which lets nobody in before.
fn wait_for(session: &Session, listener: &Listener) {
	let give_up = Instant::now() + session.limits.establish;
	while !listener.expects(&session.id) {
		assert!(Instant::now() < give_up, "nobody joins the session");
		thread::yield_now();
	}
}

/// Channels between two parties.
fn pair() -> [NoiseTransport; 2] {
	let (listeners, sessions) = parties(2);
	let ends: Vec<_> = establish(&listeners, &sessions).into_iter().map(Result::unwrap).collect();
	ends.try_into().ok().unwrap()
}

/// Copies the handshake through a tap: greeting and message, message, confirmation.
fn pass_handshake(dialler: &mut TcpStream, answerer: &mut TcpStream) {
	let pass = |from: &mut TcpStream, to: &mut TcpStream, bytes: usize| {
		let mut buffer = vec![0; bytes];
		from.read_exact(&mut buffer).unwrap();
		to.write_all(&buffer).unwrap();
	};
	pass(dialler, answerer, handshake::GREETING + 48);
	pass(answerer, dialler, 48);
	pass(dialler, answerer, 16);
}

/// Reads one frame with its length.
fn frame(from: &mut TcpStream) -> Vec<u8> {
	let mut bytes = vec![0; 2];
	from.read_exact(&mut bytes).unwrap();
	let length = usize::from(u16::from_be_bytes([bytes[0], bytes[1]]));
	bytes.resize(2 + length, 0);
	from.read_exact(&mut bytes[2..]).unwrap();
	bytes
}

/// What party 0 receives when party 1 sends two messages and a man in the middle changes the frames.
fn received(
	change: impl FnOnce(Vec<Vec<u8>>) -> Vec<u8> + Send,
) -> [Result<Vec<u8>, TransportError>; 2] {
	let (listeners, mut sessions) = parties(2);
	let tap = TcpListener::bind("127.0.0.1:0").unwrap();
	let real = sessions[0].peers[0].address.clone();
	sessions[1].peers[0].address = tap.local_addr().unwrap().to_string();
	let (sessions, listeners) = (&sessions, &listeners);
	thread::scope(|scope| {
		scope.spawn(move || {
			let (mut dialler, _) = tap.accept().unwrap();
			wait_for(&sessions[0], &listeners[0]);
			let mut answerer = TcpStream::connect(real).unwrap();
			pass_handshake(&mut dialler, &mut answerer);
			let frames = vec![frame(&mut dialler), frame(&mut dialler)];
			answerer.write_all(&change(frames)).unwrap();
		});
		scope.spawn(move || {
			let mut end = NoiseTransport::establish(&sessions[1], &listeners[1]).unwrap();
			end.send(PartyId(0), b"one").unwrap();
			end.send(PartyId(0), b"two").unwrap();
		});
		let mut end = NoiseTransport::establish(&sessions[0], &listeners[0]).unwrap();
		[end.receive(PartyId(1), 3), end.receive(PartyId(1), 3)]
	})
}

const FORGED: Result<Vec<u8>, TransportError> = Err(TransportError::Forged(PartyId(1)));
const SILENT: Result<Vec<u8>, TransportError> = Err(TransportError::Silent(PartyId(1)));

#[test]
fn carries_messages_of_all_lengths_both_ways() {
	let [mut a, mut b] = pair();
	for length in [0, 1, 65_510, 65_511, 65_512, 65_519, 131_030, 131_031, 3_000_000] {
		let message: Vec<u8> = (0..length).map(|place| (place % 251) as u8).collect();
		a.send(PartyId(1), &message).unwrap();
		b.send(PartyId(0), &message).unwrap();
		assert!(a.receive(PartyId(1), length).unwrap() == message, "{length}");
		assert!(b.receive(PartyId(0), length).unwrap() == message, "{length}");
	}
	assert_eq!(a.traffic().sent, b.traffic().received);
	assert_eq!(a.traffic().rounds, 9);
}

#[test]
fn two_who_both_send_much_do_not_wait_for_each_other() {
	let ends = pair();
	let message = vec![5; 32_000_000];
	thread::scope(|scope| {
		for mut end in ends {
			let message = &message;
			scope.spawn(move || {
				let other = PartyId(1 - end.parties().me().0);
				end.send(other, message).unwrap();
				assert!(end.receive(other, message.len()).unwrap() == *message);
			});
		}
	});
}

#[test]
fn joins_every_pair_of_four() {
	let (listeners, sessions) = parties(4);
	let ends = establish(&listeners, &sessions);
	thread::scope(|scope| {
		for end in ends {
			scope.spawn(move || {
				let mut end = end.unwrap();
				let (me, others) = (end.parties().me(), end.parties());
				others.others().for_each(|to| end.send(to, &[me.0, to.0]).unwrap());
				for from in others.others() {
					assert_eq!(end.receive(from, 2), Ok(vec![from.0, me.0]));
				}
			});
		}
	});
}

#[test]
fn two_sessions_share_a_listener() {
	let (listeners, sessions) = parties(2);
	let mut others = sessions.clone();
	others.iter_mut().for_each(|session| session.id = [8; 32]);
	thread::scope(|scope| {
		let first = scope.spawn(|| establish(&listeners, &sessions));
		let second = establish(&listeners, &others);
		assert!(first.join().unwrap().iter().chain(&second).all(Result::is_ok));
	});
}

#[test]
fn what_nobody_changes_arrives() {
	assert_eq!(received(|frames| frames.concat()), [Ok(b"one".to_vec()), Ok(b"two".to_vec())]);
}

#[test]
fn fails_when_any_bit_is_flipped() {
	let length = 2 + 8 + 3 + 16;
	for place in 0..length {
		let [first, _] = received(move |mut frames| {
			frames[0][place] ^= 1 << (place % 8);
			frames.concat()
		});
		// A longer frame never ends.
		assert!(first == FORGED || (place < 2 && first == SILENT), "{place}: {first:?}");
	}
}

#[test]
fn fails_when_replayed() {
	let [first, second] = received(|frames| [&frames[0][..], &frames[0]].concat());
	assert_eq!((first, second), (Ok(b"one".to_vec()), FORGED));
}

#[test]
fn fails_when_reordered_or_dropped() {
	assert_eq!(received(|frames| [&frames[1][..], &frames[0]].concat())[0], FORGED);
	assert_eq!(received(|frames| frames[1].clone())[0], FORGED);
	assert_eq!(received(|_| Vec::new()), [SILENT, SILENT]);
}

#[test]
fn fails_when_truncated() {
	assert_eq!(received(|frames| frames[0][..20].to_vec())[0], SILENT);
}

#[test]
fn fails_when_a_frame_is_short_or_oversized() {
	assert_eq!(received(|_| vec![0, 15])[0], FORGED);
	assert_eq!(received(|_| vec![0xff; 2 + 0xffff])[0], FORGED);
}

#[test]
fn fails_when_a_message_is_of_another_length() {
	let [mut a, mut b] = pair();
	for (sent, expected) in [(4, 3), (2, 3), (0, 3), (70_000, 3)] {
		a.send(PartyId(1), &vec![0; sent]).unwrap();
		let error = TransportError::Length { party: PartyId(0), expected, got: sent };
		assert_eq!(b.receive(PartyId(0), expected), Err(error));
		if sent > 65_000 {
			break;
		}
	}
}

#[test]
fn fails_when_a_message_is_longer_than_the_limit() {
	let [mut a, _b] = pair();
	let longest = a.limits.longest;
	assert!(a.receive(PartyId(1), longest + 1).is_err());
	assert!(a.send(PartyId(1), &vec![0; longest + 1]).is_err());
}

#[test]
fn fails_when_the_other_is_gone_or_silent() {
	let [mut a, b] = pair();
	drop(b);
	assert_eq!(a.receive(PartyId(1), 1), SILENT);
	let (listeners, mut sessions) = parties(2);
	sessions[0].limits.message = Duration::from_millis(50);
	let mut ends = establish(&listeners, &sessions);
	assert_eq!(ends[0].as_mut().unwrap().receive(PartyId(1), 1), SILENT);
}

/// A change to what party 1 believes, with the errors of both parties.
fn refused(change: impl FnOnce(&mut Session)) -> [EstablishError; 2] {
	let (listeners, mut sessions) = parties(2);
	sessions.iter_mut().for_each(|session| {
		session.limits.establish = Duration::from_millis(400);
	});
	change(&mut sessions[1]);
	let ends = establish(&listeners, &sessions).into_iter();
	let errors: Vec<_> = ends.map(|end| end.err().unwrap()).collect();
	errors.try_into().unwrap()
}

#[test]
fn fails_when_the_key_or_the_session_is_another() {
	let silent = |party| EstablishError::Channel(TransportError::Silent(PartyId(party)));
	let other = StaticSecret::from([77; 32]);
	let key = PublicKey::from(&other).to_bytes();
	// Party 1 is not who it says.
	let imposter = refused(|session| {
		session.secret = other.clone();
		session.peers[1].key = key;
	});
	assert_eq!(imposter, [silent(1), silent(0)]);
	// Party 1 expects somebody else.
	assert_eq!(refused(|session| session.peers[0].key = key), [silent(1), silent(0)]);
	assert_eq!(refused(|session| session.id = [1; 32]), [silent(1), silent(0)]);
	assert_eq!(refused(|session| session.protocol = "other"), [silent(1), silent(0)]);
}

#[test]
fn fails_when_a_replayed_handshake_is_not_confirmed() {
	let (listeners, mut sessions) = parties(2);
	let stop = Arc::new(AtomicBool::new(false));
	let recorder = TcpListener::bind("127.0.0.1:0").unwrap();
	let real = sessions[0].peers[0].address.clone();
	sessions[1].peers[0].address = recorder.local_addr().unwrap().to_string();
	sessions[1].limits.establish = Duration::from_millis(100);
	let error = thread::scope(|scope| {
		scope.spawn(|| {
			let (mut dialler, _) = recorder.accept().unwrap();
			let mut first = vec![0; handshake::GREETING + 48];
			dialler.read_exact(&mut first).unwrap();
			wait_for(&sessions[0], &listeners[0]);
			let mut replayed = TcpStream::connect(real).unwrap();
			replayed.write_all(&first).unwrap();
			// An answer comes, but whoever replays cannot confirm it.
			replayed.read_exact(&mut [0; 48]).unwrap();
			replayed.write_all(&[0; 16]).unwrap();
			assert_eq!(replayed.read(&mut [0]).unwrap_or(0), 0);
			stop.store(true, Ordering::Relaxed);
		});
		scope.spawn(|| NoiseTransport::establish(&sessions[1], &listeners[1]).is_err());
		NoiseTransport::establish_until(&sessions[0], &listeners[0], stop.clone()).err()
	});
	assert_eq!(error, Some(EstablishError::Channel(TransportError::Silent(PartyId(1)))));
}

#[test]
fn fails_when_the_session_is_ill_described() {
	let (listeners, sessions) = parties(3);
	let fails = |change: fn(&mut Session)| {
		let mut session = sessions[1].clone();
		change(&mut session);
		NoiseTransport::establish(&session, &listeners[1]).err().unwrap()
	};
	assert_eq!(fails(|session| session.secret = StaticSecret::from([9; 32])), EstablishError::Key);
	assert_eq!(
		fails(|session| session.peers[2].key = session.peers[0].key),
		EstablishError::SharedKey(PartyId(0), PartyId(2))
	);
	assert_eq!(fails(|session| drop(session.peers.pop())), EstablishError::Peers(2, 3));
}

#[test]
fn fails_when_a_session_is_joined_twice() {
	let (listeners, sessions) = parties(2);
	let (session, listener) = (&sessions[0], &listeners[0]);
	let stop = Arc::new(AtomicBool::new(false));
	let second = thread::scope(|scope| {
		scope.spawn(|| NoiseTransport::establish_until(session, listener, stop.clone()).is_err());
		wait_for(session, listener);
		let second = NoiseTransport::establish(session, listener).err();
		stop.store(true, Ordering::Relaxed);
		second
	});
	assert_eq!(second, Some(EstablishError::Joined));
}

#[test]
fn strangers_do_not_keep_a_party_out() {
	let (listeners, sessions) = parties(2);
	let address = listeners[0].address().unwrap();
	let strangers: Vec<_> = (0..20)
		.map(|place| {
			let mut stream = TcpStream::connect(address).unwrap();
			let silent = place % 2 == 0;
			if !silent {
				stream.write_all(&[0x55; 200]).unwrap();
			}
			stream
		})
		.collect();
	assert!(establish(&listeners, &sessions).iter().all(Result::is_ok));
	drop(strangers);
}

#[test]
fn stops_soon_when_told_to() {
	let (listeners, sessions) = parties(2);
	let stop = Arc::new(AtomicBool::new(false));
	let begun = Instant::now();
	thread::scope(|scope| {
		// The other party joins, and says nothing for as long as the first waits.
		let (done, waits) = mpsc::channel::<()>();
		scope.spawn({
			let (session, listener) = (&sessions[1], &listeners[1]);
			move || {
				let _channels = NoiseTransport::establish(session, listener).unwrap();
				let _ = waits.recv();
			}
		});
		let mut channels =
			NoiseTransport::establish_until(&sessions[0], &listeners[0], stop.clone()).unwrap();
		scope.spawn(|| stop.store(true, Ordering::Relaxed));
		assert_eq!(channels.receive(PartyId(1), 1), Err(TransportError::Silent(PartyId(1))));
		drop(done);
	});
	// Nor is it waited for a party that does not come.
	let joined = NoiseTransport::establish_until(&sessions[0], &listeners[0], stop);
	assert_eq!(joined.err(), Some(TransportError::Silent(PartyId(1)).into()));
	assert!(begun.elapsed() < sessions[0].limits.message);
}
