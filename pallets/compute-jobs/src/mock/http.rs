//! Compute nodes as the offchain worker meets them: well, dead, silent or talking nonsense; and a
//! transaction pool that refuses what it has.

use sp_core::offchain::{
	self, HttpError, HttpRequestId, HttpRequestStatus, OpaqueNetworkState, Timestamp,
	TransactionPool,
};
use sp_core::OpaquePeerId;
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex},
};

/// What a compute node answers.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
	/// 200 with this body.
	Body(Vec<u8>),
	/// Another status.
	Status(u16),
	/// Nobody listens.
	Dead,
	/// Nothing comes before the deadline.
	Silent,
	/// 200 with this much of a body, and then nothing before the deadline.
	CutOff(Vec<u8>),
}

/// A request that was made.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Seen {
	pub(crate) method: String,
	pub(crate) url: String,
	pub(crate) body: Vec<u8>,
	/// Names of the headers.
	pub(crate) headers: Vec<String>,
	/// Deadlines for the request and for the body of the reply.
	pub(crate) deadlines: Vec<Timestamp>,
	sent: bool,
	read: usize,
}

#[derive(Default)]
struct Network {
	replies: BTreeMap<String, Reply>,
	seen: Vec<Seen>,
}

/// The network, at whose addresses compute nodes answer.
#[derive(Clone, Default)]
pub(crate) struct Http(Arc<Mutex<Network>>);

impl Http {
	/// Lets `url` answer `reply` from now on.
	pub(crate) fn answer(&self, url: &str, reply: Reply) {
		self.0.lock().expect("no test panics within").replies.insert(url.into(), reply);
	}

	/// The requests so far.
	pub(crate) fn seen(&self) -> Vec<Seen> {
		self.0.lock().expect("no test panics within").seen.clone()
	}

	fn with<R>(&self, id: HttpRequestId, f: impl FnOnce(&mut Seen, Option<&Reply>) -> R) -> R {
		let mut network = self.0.lock().expect("no test panics within");
		let Network { replies, seen } = &mut *network;
		let seen = seen.get_mut(usize::from(id.0)).expect("the request was started");
		let reply = replies.get(&seen.url);
		f(seen, reply)
	}
}

impl offchain::Externalities for Http {
	fn is_validator(&self) -> bool {
		true
	}

	fn network_state(&self) -> Result<OpaqueNetworkState, ()> {
		Err(())
	}

	fn timestamp(&mut self) -> Timestamp {
		Timestamp::from_unix_millis(10_000)
	}

	fn sleep_until(&mut self, _: Timestamp) {}

	fn random_seed(&mut self) -> [u8; 32] {
		[0; 32]
	}

	fn http_request_start(
		&mut self,
		method: &str,
		url: &str,
		_: &[u8],
	) -> Result<HttpRequestId, ()> {
		if !url.starts_with("http://") {
			return Err(());
		}
		let mut network = self.0.lock().expect("no test panics within");
		let id = u16::try_from(network.seen.len()).map_err(drop)?;
		let seen = Seen { method: method.into(), url: url.into(), ..Default::default() };
		network.seen.push(seen);
		Ok(HttpRequestId(id))
	}

	fn http_request_add_header(
		&mut self,
		id: HttpRequestId,
		name: &str,
		_: &str,
	) -> Result<(), ()> {
		self.with(id, |seen, _| seen.headers.push(name.into()));
		Ok(())
	}

	fn http_request_write_body(
		&mut self,
		id: HttpRequestId,
		chunk: &[u8],
		deadline: Option<Timestamp>,
	) -> Result<(), HttpError> {
		self.with(id, |seen, _| {
			seen.body.extend(chunk);
			seen.deadlines.extend(deadline);
			seen.sent = chunk.is_empty();
		});
		Ok(())
	}

	fn http_response_wait(
		&mut self,
		ids: &[HttpRequestId],
		deadline: Option<Timestamp>,
	) -> Vec<HttpRequestStatus> {
		let status = |id: &HttpRequestId| {
			self.with(*id, |seen, reply| {
				assert!(seen.sent, "waits for a request that was not finished");
				seen.deadlines.extend(deadline);
				match reply {
					Some(Reply::Body(_) | Reply::CutOff(_)) => HttpRequestStatus::Finished(200),
					Some(Reply::Status(code)) => HttpRequestStatus::Finished(*code),
					Some(Reply::Silent) => HttpRequestStatus::DeadlineReached,
					Some(Reply::Dead) | None => HttpRequestStatus::IoError,
				}
			})
		};
		ids.iter().map(status).collect()
	}

	fn http_response_headers(&mut self, _: HttpRequestId) -> Vec<(Vec<u8>, Vec<u8>)> {
		Vec::new()
	}

	fn http_response_read_body(
		&mut self,
		id: HttpRequestId,
		buffer: &mut [u8],
		deadline: Option<Timestamp>,
	) -> Result<usize, HttpError> {
		self.with(id, |seen, reply| {
			seen.deadlines.extend(deadline);
			let (body, is_cut_off) = match reply {
				Some(Reply::Body(body)) => (body, false),
				Some(Reply::CutOff(body)) => (body, true),
				_ => return Err(HttpError::IoError),
			};
			let rest = &body[seen.read..];
			if rest.is_empty() && is_cut_off {
				return Err(HttpError::DeadlineReached);
			}
			let read = rest.len().min(buffer.len());
			buffer[..read].copy_from_slice(&rest[..read]);
			seen.read += read;
			Ok(read)
		})
	}

	fn set_authorized_nodes(&mut self, _: Vec<OpaquePeerId>, _: bool) {}
}

/// A pool that takes each transaction once.
#[derive(Clone, Default)]
pub(crate) struct Pool(Arc<Mutex<Vec<Vec<u8>>>>);

impl Pool {
	/// What it took.
	pub(crate) fn transactions(&self) -> Vec<Vec<u8>> {
		self.0.lock().expect("no test panics within").clone()
	}
}

impl TransactionPool for Pool {
	fn submit_transaction(&mut self, transaction: Vec<u8>) -> Result<(), ()> {
		let mut pool = self.0.lock().expect("no test panics within");
		if pool.contains(&transaction) {
			return Err(());
		}
		pool.push(transaction);
		Ok(())
	}
}
