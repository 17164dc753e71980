//! Between a chain node and its compute node: passes on what they say, or says something else in
//! the compute node's name, with its keys.

use super::wire::Capture;
use crate::process::free_port;
use anyhow::{ensure, Context, Result};
use codec::Encode;
use panshi_compute::keystore::NodeKeys;
use panshi_primitives::{
	job::{JobId, ShareHeader},
	offchain::{Message, SignedMessage, StepReply, MAX_BODY, MAX_MESSAGES},
	signing, Hash,
};
use rand_chacha::ChaCha8Rng;
use rand_core::RngCore;
use sp_crypto_hashing::blake2_256;
use std::{
	net::SocketAddr,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::{TcpListener, TcpStream},
	task::JoinHandle,
};

/// Most bytes of the head of a request.
const MAX_HEAD: usize = 16 * 1_024;

/// How a compute node behaves towards the chain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Behaviour {
	/// As it is.
	Honest,
	/// Answers are noise.
	Garbage,
	/// Answers end in the middle, or never do.
	Flood,
	/// Says again what it said of another job, in addition, and under this job's number.
	Replay,
	/// Signs, with its own key, shares that are not what it computed.
	WrongShares,
	/// Signs two different shares for the same chunk, the wrong one first.
	Equivocate,
}

/// What a liar needs to speak for a compute node.
pub(super) struct Voice {
	/// Keys of the compute node.
	pub(super) keys: NodeKeys,
	/// Genesis of the chain, for signatures.
	pub(super) genesis: Hash,
	/// The randomness of the run.
	pub(super) rng: ChaCha8Rng,
}

struct Inner {
	behaviour: Behaviour,
	voice: Option<Voice>,
	/// The job that is lied about, and its digest.
	job: Option<(JobId, Hash)>,
	said: Vec<SignedMessage>,
	lies: u32,
}

/// Stands between a chain node and a compute node; it falls when this is dropped.
pub(super) struct Liar {
	port: u16,
	inner: Arc<Mutex<Inner>>,
	task: JoinHandle<()>,
}

impl Liar {
	/// Stands before the compute node at `to`.
	pub(super) async fn stand(to: SocketAddr, capture: Capture) -> Result<Self> {
		let port = free_port()?;
		let listener = TcpListener::bind(("127.0.0.1", port)).await?;
		let inner = Inner {
			behaviour: Behaviour::Honest,
			voice: None,
			job: None,
			said: Vec::new(),
			lies: 0,
		};
		let inner = Arc::new(Mutex::new(inner));
		let shared = inner.clone();
		let task = tokio::spawn(async move {
			loop {
				if let Ok((stream, _)) = listener.accept().await {
					let (shared, capture) = (shared.clone(), capture.clone());
					// Whatever goes wrong, the chain node sees a connection that ends.
					tokio::spawn(async move { drop(exchange(stream, to, shared, capture).await) });
				}
			}
		});
		Ok(Liar { port, inner, task })
	}

	/// Where the chain node finds it.
	pub(super) fn port(&self) -> u16 {
		self.port
	}

	/// Gives it the voice of the compute node.
	pub(super) fn speak_for(&self, voice: Voice) {
		self.lock().voice = Some(voice);
	}

	/// Changes how the compute node behaves, about the job of this digest.
	pub(super) fn behave(&self, behaviour: Behaviour, job: Option<(JobId, Hash)>) {
		let mut inner = self.lock();
		(inner.behaviour, inner.job) = (behaviour, job);
	}

	/// Answers that were not the compute node's own.
	pub(super) fn lies(&self) -> u32 {
		self.lock().lies
	}

	fn lock(&self) -> MutexGuard<'_, Inner> {
		lock(&self.inner)
	}
}

impl Drop for Liar {
	fn drop(&mut self) {
		self.task.abort();
	}
}

fn lock(inner: &Mutex<Inner>) -> MutexGuard<'_, Inner> {
	inner.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One request and its answer.
async fn exchange(
	mut near: TcpStream,
	to: SocketAddr,
	inner: Arc<Mutex<Inner>>,
	capture: Capture,
) -> Result<()> {
	let (head, body) = read_message(&mut near).await?;
	let line = head.lines().next().context("a request has a first line")?.to_string();
	let mut far = TcpStream::connect(to).await?;
	let request = format!(
		"{line}\r\nhost: 127.0.0.1:{}\r\ncontent-type: application/octet-stream\r\n\
		 content-length: {}\r\nconnection: close\r\n\r\n",
		to.port(),
		body.len()
	);
	far.write_all(request.as_bytes()).await?;
	far.write_all(&body).await?;
	let (head, body) = read_message(&mut far).await?;
	let stream = capture.begin();
	capture.add(stream, &body);
	let status = head.lines().next().context("a response has a first line")?.to_string();
	let answer = lock(&inner).answer(&status, body);
	let claimed = match answer {
		// More is promised than comes.
		Answer::Endless(_) => usize::MAX / 2,
		Answer::Whole(ref body) => body.len(),
	};
	let (Answer::Endless(body) | Answer::Whole(body)) = answer;
	let head = format!(
		"{status}\r\ncontent-type: application/octet-stream\r\ncontent-length: {claimed}\r\n\
		 connection: close\r\n\r\n"
	);
	near.write_all(head.as_bytes()).await?;
	near.write_all(&body).await?;
	Ok(near.shutdown().await?)
}

enum Answer {
	Whole(Vec<u8>),
	Endless(Vec<u8>),
}

impl Inner {
	fn answer(&mut self, status: &str, body: Vec<u8>) -> Answer {
		if !status.contains(" 200 ") {
			return Answer::Whole(body);
		}
		let reply = StepReply::read(&body).unwrap_or_default();
		let lie = self.lie(&reply);
		// What the node has said before the present job is what can be replayed.
		let job = self.job.map(|(job, _)| job);
		for said in reply.messages {
			if job_of(&said.message) != job && !self.said.contains(&said) {
				self.said.push(said);
			}
		}
		if lie.is_some() {
			self.lies += 1;
		}
		lie.unwrap_or(Answer::Whole(body))
	}

	fn lie(&mut self, reply: &StepReply) -> Option<Answer> {
		let (job, digest) = self.job.unzip();
		let said = self.said.clone();
		let Voice { keys, genesis, rng } = self.voice.as_mut()?;
		let sign = |header: &ShareHeader, lanes: Vec<u8>| {
			let payload = signing::share_payload(genesis, &digest.unwrap_or_default(), header);
			let message = Message::Share(header.clone(), lanes);
			SignedMessage { message, signature: keys.sign(&payload) }
		};
		let mut messages = reply.messages.clone();
		match self.behaviour {
			Behaviour::Honest => return None,
			Behaviour::Garbage => {
				let mut noise = vec![0; 1 + rng.next_u32() as usize % 4_096];
				rng.fill_bytes(&mut noise);
				return Some(Answer::Whole(noise));
			},
			Behaviour::Flood => return Some(Answer::Endless(vec![0; MAX_BODY + 1])),
			Behaviour::Replay => {
				let job = job?;
				let again = said.iter().filter_map(|old| renamed(old, job));
				messages = again.chain(said.iter().cloned()).chain(messages).collect();
				messages.truncate(MAX_MESSAGES);
			},
			Behaviour::WrongShares | Behaviour::Equivocate => {
				let is_false = |message: &SignedMessage| match &message.message {
					Message::Share(header, lanes) => {
						let (header, lanes) = falsified(header, lanes, rng.next_u64());
						Some(sign(&header, lanes))
					},
					_ => None,
				};
				let wrong: Vec<SignedMessage> = messages.iter().filter_map(is_false).collect();
				if wrong.is_empty() {
					return None;
				}
				if self.behaviour == Behaviour::WrongShares {
					messages.retain(|said| !matches!(said.message, Message::Share(..)));
				}
				messages.splice(0..0, wrong);
				messages.truncate(MAX_MESSAGES);
			},
		}
		Some(Answer::Whole(StepReply { messages, ..Default::default() }.encode()))
	}
}

/// Another share for the same chunk.
fn falsified(header: &ShareHeader, lanes: &[u8], noise: u64) -> (ShareHeader, Vec<u8>) {
	let mut lanes = lanes.to_vec();
	for (lane, byte) in lanes.iter_mut().zip(noise.to_le_bytes()) {
		*lane ^= byte | 1;
	}
	let lanes_hash = Hash::from(blake2_256(&lanes));
	(ShareHeader { lanes_hash, ..header.clone() }, lanes)
}

/// What was said of another job, under the number of `job`.
fn renamed(old: &SignedMessage, job: JobId) -> Option<SignedMessage> {
	let mut new = old.clone();
	match &mut new.message {
		Message::Accept(acceptance) => acceptance.job = job,
		Message::Share(header, _) => header.job = job,
		_ => return None,
	}
	Some(new)
}

fn job_of(message: &Message) -> Option<JobId> {
	match message {
		Message::Heartbeat { .. } => None,
		Message::Accept(acceptance) => Some(acceptance.job),
		Message::Refuse(refusal) => Some(refusal.job),
		Message::Share(header, _) => Some(header.job),
		Message::Commit(commitment) => Some(commitment.job),
		Message::Result(header, _) => Some(header.job),
		Message::Abort(report) => Some(report.job),
	}
}

/// The head of an HTTP message, and its body.
async fn read_message(stream: &mut TcpStream) -> Result<(String, Vec<u8>)> {
	let mut bytes = Vec::new();
	let head = read_until(stream, &mut bytes, b"\r\n\r\n", MAX_HEAD).await?;
	let head = String::from_utf8(head)?;
	let field = |wanted: &str| {
		head.lines().find_map(|line| {
			let (name, value) = line.split_once(':')?;
			name.eq_ignore_ascii_case(wanted).then(|| value.trim())
		})
	};
	if field("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
		let body = read_chunks(stream, &mut bytes).await?;
		return Ok((head, body));
	}
	let length = field("content-length").map_or(Ok(0), str::parse)?;
	let body = read_exactly(stream, &mut bytes, length).await?;
	Ok((head, body))
}

/// A body in chunks (RFC 9112, section 7.1), without trailers.
async fn read_chunks(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Result<Vec<u8>> {
	let mut body = Vec::new();
	loop {
		let size = read_until(stream, bytes, b"\r\n", MAX_HEAD).await?;
		let size = usize::from_str_radix(std::str::from_utf8(&size)?.trim(), 16)?;
		body.extend(read_exactly(stream, bytes, size).await?);
		ensure!(body.len() <= 2 * MAX_BODY, "the body is too long");
		read_until(stream, bytes, b"\r\n", MAX_HEAD).await?;
		if size == 0 {
			return Ok(body);
		}
	}
}

/// What comes before `end`, which is taken as well; what comes after it stays in `bytes`.
async fn read_until(
	stream: &mut TcpStream,
	bytes: &mut Vec<u8>,
	end: &[u8],
	most: usize,
) -> Result<Vec<u8>> {
	loop {
		if let Some(at) = bytes.windows(end.len()).position(|window| window == end) {
			let mut before: Vec<u8> = bytes.drain(..at + end.len()).collect();
			before.truncate(at);
			return Ok(before);
		}
		ensure!(bytes.len() < most, "it is too long");
		ensure!(stream.read_buf(bytes).await? > 0, "it broke off");
	}
}

async fn read_exactly(
	stream: &mut TcpStream,
	bytes: &mut Vec<u8>,
	length: usize,
) -> Result<Vec<u8>> {
	ensure!(length <= 2 * MAX_BODY, "the body is too long");
	while bytes.len() < length {
		ensure!(stream.read_buf(bytes).await? > 0, "the body broke off");
	}
	Ok(bytes.drain(..length).collect())
}

#[cfg(test)]
mod tests {
	use super::*;
	use rand_core::SeedableRng;

	fn share(job: JobId) -> SignedMessage {
		let lanes = vec![1; 16];
		let lanes_hash = Hash::from(blake2_256(&lanes));
		let header = ShareHeader { job, node: 0, chunk: 0, check: 7, lanes_hash };
		SignedMessage { message: Message::Share(header, lanes), signature: [0; 64] }
	}

	fn liar(behaviour: Behaviour) -> Inner {
		let mut rng = ChaCha8Rng::seed_from_u64(1);
		let keys = NodeKeys::generate(&mut rand_core::OsRng);
		let genesis = Hash::repeat_byte(1);
		rng.next_u64();
		Inner {
			behaviour,
			voice: Some(Voice { keys, genesis, rng }),
			job: Some((2, Hash::repeat_byte(2))),
			said: Vec::new(),
			lies: 0,
		}
	}

	fn hears(inner: &mut Inner, messages: Vec<SignedMessage>) -> Vec<SignedMessage> {
		let reply = StepReply { messages, ..Default::default() };
		let Answer::Whole(body) = inner.answer("HTTP/1.1 200 OK", reply.encode()) else {
			panic!("the answer has an end")
		};
		StepReply::read(&body).expect("it decodes").messages
	}

	#[tokio::test]
	async fn bodies_come_with_a_length_or_in_chunks() -> Result<()> {
		for (sent, wanted) in [
			("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", "hello"),
			(
				"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhell\r\n1\r\no\r\n0\r\n\r\n",
				"hello",
			),
			("GET / HTTP/1.1\r\n\r\n", ""),
		] {
			let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
			let mut near = TcpStream::connect(listener.local_addr()?).await?;
			let (mut far, _) = listener.accept().await?;
			near.write_all(sent.as_bytes()).await?;
			assert_eq!(read_message(&mut far).await?.1, wanted.as_bytes());
		}
		Ok(())
	}

	#[test]
	fn an_honest_node_is_heard_as_it_is() {
		let mut inner = liar(Behaviour::Honest);
		assert_eq!(hears(&mut inner, vec![share(2)]), [share(2)]);
		assert_eq!(inner.lies, 0);
	}

	#[test]
	fn an_old_share_comes_again_under_the_new_number() {
		let mut inner = liar(Behaviour::Replay);
		hears(&mut inner, vec![share(1)]);
		let heard = hears(&mut inner, vec![]);
		assert!(heard.contains(&share(1)));
		let jobs: Vec<_> = heard.iter().filter_map(|said| job_of(&said.message)).collect();
		assert!(jobs.contains(&2), "{jobs:?}");
	}

	#[test]
	fn a_wrong_share_replaces_the_true_one_and_an_equivocation_goes_before_it() {
		for (behaviour, count) in [(Behaviour::WrongShares, 1), (Behaviour::Equivocate, 2)] {
			let heard = hears(&mut liar(behaviour), vec![share(2)]);
			assert_eq!(heard.len(), count);
			assert_ne!(heard[0], share(2));
			assert_eq!(job_of(&heard[0].message), Some(2));
		}
	}
}
