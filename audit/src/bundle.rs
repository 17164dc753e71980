//! The file: headers, and a bag of trie nodes. See docs/audit.md.

use crate::{relay::Finality, Error};
use codec::{Decode, DecodeAll, Encode};
use panshi_primitives::{trail::Subject, BlockNumber};
use sp_runtime::{generic, traits::BlakeTwo256};

/// How every bundle begins.
pub(crate) const MAGIC: [u8; 8] = *b"panshi\0a";
/// Number of the format.
pub const FORMAT: u16 = 2;
/// Most bytes of a bundle.
pub const MAX_BYTES: usize = 64 * 1_024 * 1_024;

/// Header of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;

/// What proves a trail: a chain of headers, and the nodes of the tries under their roots.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Bundle {
	/// What it is about: an agreement or a job.
	pub subject: Subject,
	/// The anchor, at whose state the records are read, and the blocks built on it, without a gap:
	/// as many as it takes for a quorum of the authorities to have sealed one of them.
	pub sealed: Vec<Header>,
	/// What shows that a relay chain finalized one of `sealed`, if the bundle has that.
	pub relay: Option<Finality>,
	/// Blocks before the anchor, the latest first. Each is the parent of the one before it, or in
	/// the list of block hashes in its state.
	pub ancestors: Vec<Header>,
	/// Nodes of the tries of states and of extrinsics, in ascending order of their bytes, each once.
	pub nodes: Vec<Vec<u8>>,
}

impl Bundle {
	/// The bundle in `bytes`.
	///
	/// # Errors
	/// If the bytes are not what [`to_bytes`](Bundle::to_bytes) makes of a bundle, to the last bit.
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
		if bytes.len() > MAX_BYTES {
			return Err(Error::TooLong { bytes: bytes.len() });
		}
		let rest = bytes.strip_prefix(&MAGIC).ok_or(Error::NotABundle)?;
		let mut rest = rest.strip_prefix(&FORMAT.to_le_bytes()).ok_or(Error::NotABundle)?;
		let bundle = Bundle::decode_all(&mut rest).map_err(|_| Error::Malformed)?;
		let sorted = bundle.nodes.windows(2).all(|pair| pair[0] < pair[1]);
		match sorted && bundle.to_bytes() == bytes {
			true => Ok(bundle),
			false => Err(Error::Malformed),
		}
	}

	/// The bytes of the file.
	pub fn to_bytes(&self) -> Vec<u8> {
		let mut bytes = MAGIC.to_vec();
		bytes.extend(FORMAT.to_le_bytes());
		self.encode_to(&mut bytes);
		bytes
	}
}
