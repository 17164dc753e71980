//! Nodes meet, compare what they have, and make more.

use super::{items, Circle, Leased, Prepared};
use panshi_mpc::{
	agree,
	transport::noise::{EstablishError, Peer},
	Error, Lattice, Link, Need, Progress, Store, Transport, TransportError, MOST_OFFERS,
};
use panshi_primitives::{BlockNumber, Hash};
use std::{
	fs::{DirBuilder, File},
	io,
	os::unix::fs::DirBuilderExt,
	path::Path,
	time::Duration,
};
use thiserror::Error as ThisError;

/// A meeting of all nodes of a circle. They agree on it beforehand: whoever has other peers, or wants
/// another amount, is at another one.
#[derive(Clone, Debug)]
pub struct Meeting {
	/// Genesis of the chain that names the peers.
	pub genesis: Hash,
	/// The block at which they meet.
	pub at: BlockNumber,
	/// All nodes, this one among them, by key and address as the chain has them.
	pub peers: Vec<Peer>,
	/// How much they make. They make it when less than half of it is left.
	pub wanted: Need,
	/// How long this node waits for the others to come.
	pub patience: Duration,
}

/// What there is after a meeting.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Held {
	/// Name of the circle.
	pub circle: String,
	/// What the store that has most has.
	pub left: Need,
	/// Whether it was made now.
	pub made: bool,
}

/// Why a meeting came to nothing.
#[derive(Debug, ThisError)]
pub enum MeetingError {
	/// This node is not among the peers, or too many are.
	#[error("this node is not among the nodes of the meeting, or they are too many")]
	NotOurs,
	/// The others were not there.
	#[error(transparent)]
	Join(#[from] EstablishError),
	/// Making it stopped.
	#[error(transparent)]
	Stopped(#[from] Error),
	/// The folder cannot be used.
	#[error("cannot keep material made ahead of time")]
	Folder(#[from] io::Error),
}

impl MeetingError {
	/// Of a meeting at which nothing was done but to see who is there.
	pub(in crate::protocols::joint) fn before_it_began(error: Error) -> Self {
		match error {
			Error::Transport(error) => EstablishError::from(error).into(),
			error => error.into(),
		}
	}

	/// Whether somebody was not there, and nothing else is wrong.
	pub fn is_absence(&self) -> bool {
		let silent = |error: &EstablishError| {
			matches!(error, EstablishError::Channel(TransportError::Silent(_)))
		};
		matches!(self, MeetingError::Join(error) if silent(error))
	}
}

impl Meeting {
	/// All peers in the order of their keys: that of the session.
	pub(in crate::protocols::joint) fn sort(&mut self) {
		self.peers.sort_by_key(|peer| peer.key);
	}

	/// The session: no job has the same.
	pub(in crate::protocols::joint) fn session(&self) -> [u8; 32] {
		let mut hasher = blake3::Hasher::new_derive_key("panshi joint 2026 meeting");
		hasher.update(self.genesis.as_bytes()).update(&self.at.to_le_bytes());
		for amount in [self.wanted.triples, self.wanted.bits, self.wanted.masks] {
			hasher.update(&amount.to_le_bytes());
		}
		Circle::of(&self.peers).keys().iter().for_each(|key| {
			hasher.update(key);
		});
		*hasher.finalize().as_bytes()
	}
}

impl Prepared {
	/// Compares with the others of `meeting` what all have, gives up what one of them has not, and
	/// makes more if that is too little.
	pub(in crate::protocols::joint) fn replenish<T: Transport>(
		&self,
		meeting: &Meeting,
		mut link: Link<T>,
		mut progress: impl FnMut(Progress),
	) -> Result<Held, MeetingError> {
		let circle = Circle::of(&meeting.peers);
		let mut common = self.common(&circle, &mut link)?;
		let half = |amount: u64| amount.div_ceil(2);
		let Need { triples, bits, masks } = meeting.wanted;
		let least = Need { triples: half(triples), bits: half(bits), masks: half(masks) };
		let enough = |leased: &&Leased<'_>| leased.store.left().covers(&least);
		let offers: Vec<_> = common.iter().filter(enough).map(|l| l.store.id()).collect();
		let name = circle.name();
		if let Some(best) = agree(&mut link, &offers)?.first() {
			let best = common.iter().find(|leased| leased.store.id() == *best);
			let left = best.map(|leased| leased.store.left()).unwrap_or_default();
			return Ok(Held { circle: name, left, made: false });
		}
		while common.len() >= MOST_OFFERS {
			common.remove(0).lease.remove();
		}
		// Jobs may use them while more is made.
		drop(common);
		let path = self.root.join(&name).join(format!("{:010}", meeting.at));
		make_folder(&self.root.join(&name))?;
		let Some(_lease) = self.take(&path) else {
			return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
		};
		let wanted = meeting.wanted;
		let store =
			Store::fill(&path, &self.key, &mut link, Lattice::new(), wanted, &mut progress)?;
		sync(&self.root.join(&name))?;
		Ok(Held { circle: name, left: store.left(), made: true })
	}

	/// The free stores that all have, those with least in them first. The others are removed, unless
	/// somebody works with them.
	fn common<T: Transport>(
		&self,
		circle: &Circle,
		link: &mut Link<T>,
	) -> Result<Vec<Leased<'_>>, Error> {
		let free = self.free(circle);
		let names = self.names(circle, &free);
		let known = agree(link, &names)?;
		let mut common = Vec::with_capacity(free.len());
		for leased in free {
			// Beyond the most that can be named nothing was said of it.
			let unnamed = !names.iter().take(MOST_OFFERS).any(|name| *name == leased.store.id());
			if unnamed || known.contains(&leased.store.id()) {
				common.push(leased);
			} else {
				tracing::info!("other nodes have given up material made ahead of time");
				let Leased { lease, .. } = leased;
				lease.remove();
			}
		}
		common.sort_by_key(|leased| items(&leased.store.left()));
		Ok(common)
	}
}

/// Makes a folder for the owner's eyes only, and those that it is in.
fn make_folder(path: &Path) -> io::Result<()> {
	DirBuilder::new().recursive(true).mode(0o700).create(path)?;
	path.parent().map_or(Ok(()), sync)
}

fn sync(path: &Path) -> io::Result<()> {
	File::open(path)?.sync_all()
}
