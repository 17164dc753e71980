//! Joint jobs: programs of `panshi-mpc`, and overlaps of `panshi-psi`, among the compute nodes of a job.
//!
//! A run reads this holder's input and checks its fingerprint, joins the session that the job's
//! digest names, runs the program under the strength that all parties signed, seals this party's
//! packet for the consumer, and exchanges the sealed packets, so that all parties hold the same
//! bytes. What stops it is told to the chain: see `blame`.

mod blame;
mod exchange;
mod overlap;
mod prepared;
mod program;

use super::rng::SeedRng;
use crate::{
	engine::{Progress, Request, Task, TaskError},
	keystore::NodeKeys,
};
use blame::Stop;
use panshi_mpc::{
	transport::noise::{Limits, Listener, NoiseTransport, Peer, Session},
	Link, Parties, PartyId,
};
use panshi_primitives::{
	job::{AbortReason, AggregationMode, RefusalReason, Strength},
	offchain::TaskStep,
};
use prepared::Circle;
use program::HolderInput;
use rand_core::OsRng;
use std::{
	io,
	net::{SocketAddr, TcpListener},
	path::{Path, PathBuf},
	sync::{atomic::AtomicBool, Arc},
	time::Duration,
};
use x25519_dalek::{PublicKey, StaticSecret};

pub use prepared::{Held, Meeting, MeetingError, Prepared};
pub(super) use program::runs;

/// How long other nodes are waited for. The engine ends a run anyway when the stage's deadline is
/// near.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
	/// Until all have read their data and joined.
	pub joining: Duration,
	/// For the next message, while another party computes.
	pub message: Duration,
}

impl Default for Patience {
	fn default() -> Self {
		let hour = Duration::from_secs(3_600);
		Patience { joining: hour, message: hour / 2 }
	}
}

/// This node's end of joint computations.
pub struct Joint {
	listener: Listener,
	secret: StaticSecret,
	patience: Patience,
	/// Pooled numbers of fewer people are not told.
	minimum_cell: u32,
	/// Material made ahead of time, if this node keeps any.
	prepared: Option<Prepared>,
	/// Where this holder finds the people that overlaps told it of.
	overlaps: Option<PathBuf>,
}

impl Joint {
	/// Listens at `address` for the other nodes of any job.
	pub fn listen(address: SocketAddr, keys: &NodeKeys, patience: Patience) -> io::Result<Self> {
		let listener = Listener::new(TcpListener::bind(address)?)?;
		let secret = keys.channel().clone();
		Ok(Joint { listener, secret, patience, minimum_cell: 0, prepared: None, overlaps: None })
	}

	/// Uses the material in `prepared`, and keeps there what it makes ahead of time.
	#[must_use]
	pub fn with_prepared(self, prepared: Prepared) -> Self {
		Joint { prepared: Some(prepared), ..self }
	}

	/// Writes into `folder` who of this holder's people are in an overlap whose question names it.
	#[must_use]
	pub fn with_overlaps(self, folder: &Path) -> Self {
		Joint { overlaps: Some(folder.to_owned()), ..self }
	}

	/// Meets other nodes to have material for joint jobs of exactly these nodes. Blocks; ends soon
	/// after `stop` is set. Calls `progress` while something is made.
	///
	/// Meetings of one name may follow each other, after a crash or where somebody was not there: what
	/// is made at one is bound to a name that its nodes toss.
	pub fn meet(
		&self,
		mut meeting: Meeting,
		stop: Arc<AtomicBool>,
		progress: impl FnMut(panshi_mpc::Progress),
	) -> Result<Held, MeetingError> {
		let prepared = self.prepared.as_ref().ok_or(MeetingError::NotOurs)?;
		meeting.sort();
		let own = PublicKey::from(&self.secret).to_bytes();
		let me = meeting.peers.iter().position(|peer| peer.key == own);
		let me = me.and_then(|me| u8::try_from(me).ok()).map(PartyId);
		let parties = me.and_then(|me| Parties::new(me, meeting.peers.len()));
		let session = Session {
			parties: parties.ok_or(MeetingError::NotOurs)?,
			secret: self.secret.clone(),
			peers: meeting.peers.clone(),
			protocol: "panshi/joint/meeting",
			id: meeting.session(),
			limits: Limits {
				establish: self.patience.joining.min(meeting.patience),
				message: self.patience.message,
				..Limits::default()
			},
		};
		let channels = NoiseTransport::establish_until(&session, &self.listener, stop)?;
		let mut link = Link::new(channels, session.id, &mut OsRng);
		// It is a roll call, too: others may have waited longer for all to come, or less.
		link.rename().map_err(MeetingError::before_it_began)?;
		prepared.replenish(&meeting, link, progress)
	}

	/// Takes part in no job that tells pooled numbers of fewer than `least` people.
	#[must_use]
	pub fn with_minimum_cell(self, least: u32) -> Self {
		Joint { minimum_cell: least, ..self }
	}

	/// Where it listens.
	pub fn address(&self) -> io::Result<SocketAddr> {
		self.listener.address()
	}

	/// Whether this node takes part in a job.
	pub(super) fn check(&self, request: &Request<'_>) -> Result<(), RefusalReason> {
		let AggregationMode::Agreement { strength } = request.algorithm.aggregation else {
			return Err(RefusalReason::UnknownAlgorithm);
		};
		let parties = u32::try_from(request.parties).unwrap_or(u32::MAX);
		if !strength.admits(parties, parties) {
			return Err(RefusalReason::BadParameters);
		}
		let code = request.algorithm.code.as_slice();
		let program = program::read(code, request.parameters, request.items);
		let program = program.ok_or(RefusalReason::BadParameters)?;
		program::check(program.as_ref(), request, strength, self.minimum_cell)
	}

	/// Computes, and gives the packets of all parties, sealed for the consumer.
	pub(super) fn run(
		&self,
		task: &Task,
		strength: Strength,
		progress: &Progress,
	) -> Result<Vec<u8>, TaskError> {
		let code = task.algorithm.code.as_slice();
		let program = program::read(code, &task.parameters, task.items).ok_or(UNFIT)?;
		progress.show(TaskStep::ReadingData, 0, 0);
		let input = program.input(task, &progress.stop_flag())?;
		let session = self.session(task, strength).ok_or(UNREACHABLE)?;
		self.compare_address(&session);
		self.compute(&session, strength, task, (&input, progress)).map_err(|stop| {
			tracing::warn!(job = task.job, reason = %stop, "the joint computation stopped");
			stop.into_task_error(session.parties.me(), progress)
		})
	}

	fn compute(
		&self,
		session: &Session,
		strength: Strength,
		task: &Task,
		(input, progress): (&HolderInput, &Progress),
	) -> Result<Vec<u8>, Stop> {
		progress.show(TaskStep::Joining, 0, 0);
		let stop = progress.stop_flag();
		let mut channels = NoiseTransport::establish_until(session, &self.listener, stop)?;
		progress.meet();
		let mut rng = SeedRng::new(&task.seed);
		let circle = Circle::of(&session.peers);
		let kept = self.prepared.as_ref().map(|prepared| (prepared, &circle));
		let over = (&mut channels, session.id);
		let packet = input.run((strength, kept), over, &mut rng, progress)?;
		progress.show(TaskStep::ExchangingPackets, 0, 0);
		let sealed = task.seal(&packet, &mut rng)?;
		let length = |party| input.packet_length(party).unwrap_or(packet.len());
		let packets = exchange::packets(&mut channels, &sealed, length)?;
		if let (Some(folder), HolderInput::Overlap(overlap)) = (&self.overlaps, input) {
			overlap.keep(folder, task, &packet);
		}
		Ok(crate::sealed_result::join(&packets))
	}

	/// Says so where the chain names another port than this node listens on: a router may lead from
	/// one to the other, or the member forgot to change one of them.
	fn compare_address(&self, session: &Session) {
		let own = session.peers.get(session.parties.me().index()).map(|own| &own.address);
		if let (Some(on_chain), Ok(listens)) = (own, self.address()) {
			if !on_chain.ends_with(&format!(":{}", listens.port())) {
				tracing::warn!(
					on_chain,
					%listens,
					"other nodes reach this one only if the endpoint on chain leads to where it listens"
				);
			}
		}
	}

	/// The session of a job: its digest names it, and keys and addresses are those on chain. None
	/// if a party's are missing there.
	fn session(&self, task: &Task, strength: Strength) -> Option<Session> {
		let peer = |party: &crate::engine::TaskParty| {
			let peer = party.peer.as_ref()?;
			let address = String::from_utf8(peer.endpoint.to_vec()).ok()?;
			Some(Peer { key: peer.channel_key, address })
		};
		Some(Session {
			parties: Parties::new(PartyId(task.index), task.parties.len())?,
			secret: self.secret.clone(),
			peers: task.parties.iter().map(peer).collect::<Option<_>>()?,
			protocol: match strength {
				_ if program::compares_lists(&task.algorithm.code) => "panshi/joint/overlap",
				Strength::HonestMajority => "panshi/joint/honest-majority",
				Strength::AllButOne => "panshi/joint/all-but-one",
			},
			id: task.job_digest.0,
			limits: Limits {
				establish: self.patience.joining,
				message: self.patience.message,
				..Limits::default()
			},
		})
	}
}

/// The parameters do not fit: what [`Joint::check`] lets through does.
const UNFIT: TaskError = TaskError::Aborted(AbortReason::Unfit);
/// The chain does not say how all parties are reached.
const UNREACHABLE: TaskError = TaskError::Aborted(AbortReason::Interrupted);
