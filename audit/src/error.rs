//! Why a file does not prove what it says.

use panshi_primitives::{trail::Subject, AccountId, BlockNumber, Hash};

/// Why a bundle is refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Error {
	/// It is no bundle, or one of another format.
	#[error("this is no audit bundle of format {}", crate::bundle::FORMAT)]
	NotABundle,
	/// It is longer than any bundle may be.
	#[error("the file has {bytes} bytes; a bundle has at most {}", crate::bundle::MAX_BYTES)]
	TooLong {
		/// Its length.
		bytes: usize,
	},
	/// It does not decode, or not to what it would be encoded from.
	#[error("the file is damaged: it does not decode to a bundle that encodes to it")]
	Malformed,
	/// There are no bundles about such a subject.
	#[error("there are bundles of agreements and of jobs, not of {0:?}")]
	Subject(Subject),
	/// The trust is not usable.
	#[error("the authority set is empty, names a key twice, or is smaller than the quorum")]
	BadTrust,
	/// A header at the end of the chain of headers lacks the seal of the right authority.
	#[error("block {number} is not sealed by the authority whose turn it was")]
	BadSeal {
		/// Its number.
		number: BlockNumber,
	},
	/// The sealed headers do not follow each other.
	#[error("block {number} does not build on the block before it")]
	NotConsecutive {
		/// Its number.
		number: BlockNumber,
	},
	/// Too few authorities have built on the anchor.
	#[error("{found} authorities have sealed the anchor or a block on it; {wanted} are asked for")]
	NoQuorum {
		/// Authorities that did.
		found: usize,
		/// Authorities that are asked for.
		wanted: usize,
	},
	/// A block is not an ancestor of the anchor.
	#[error("block {number} is not the ancestor of the anchor that it is said to be")]
	NotLinked {
		/// Its number.
		number: BlockNumber,
	},
	/// The anchor is of another chain.
	#[error("the blocks are of a chain with the genesis {found:?}, not {wanted:?}")]
	OtherChain {
		/// Genesis of the chain.
		found: Hash,
		/// Genesis that is trusted.
		wanted: Hash,
	},
	/// The chain has another authority set at the anchor.
	#[error("the chain's own record of its authorities at the anchor is not the set given")]
	OtherAuthorities,
	/// A relay chain is trusted, and the file has nothing of one.
	#[error("the file does not show that the relay chain finalized the anchor. Ask for one that was made with --relay")]
	NoFinality,
	/// The file has a proof of a relay chain, and the trust names none.
	#[error("the file has a relay chain's votes, and the trust names no relay chain to check them with. Add it, or ask for a file without them")]
	RelayNotTrusted,
	/// The relay chain's block is of another chain.
	#[error("the relay chain has the genesis {found:?}, not {wanted:?}")]
	OtherRelayChain {
		/// Genesis of the relay chain.
		found: Hash,
		/// Genesis that is trusted.
		wanted: Hash,
	},
	/// The relay chain's block has another head of the parachain.
	#[error("the relay chain has the parachain's block {number} as head, which is neither the anchor nor one on it in the file")]
	OtherHead {
		/// Number of that head.
		number: BlockNumber,
	},
	/// The votes are for another block.
	#[error("the votes are not for block {number} of the relay chain")]
	OtherJustification {
		/// The relay chain block in the file.
		number: BlockNumber,
	},
	/// A vote is not that of a validator, is there twice, is for another block or is not signed.
	#[error(
		"the vote of 0x{} does not count for block {number} of the relay chain",
		hex::encode(validator)
	)]
	BadVote {
		/// The key that it names.
		validator: [u8; 32],
		/// The relay chain block.
		number: BlockNumber,
	},
	/// Too few validators voted.
	#[error("{found} validators of the relay chain voted for its block; {wanted} have to")]
	NoRelayQuorum {
		/// Validators that did.
		found: usize,
		/// Validators that it takes.
		wanted: usize,
	},
	/// A part of the state that the proof needs is not in the file.
	#[error(
		"the file lacks a part of the state of block {block:?}, for key 0x{}",
		hex::encode(key)
	)]
	MissingState {
		/// Hash of the block.
		block: Hash,
		/// Key that was read.
		key: Vec<u8>,
	},
	/// An extrinsic that the proof needs is not in the file.
	#[error("the file lacks extrinsic {index} of block {block:?}")]
	MissingExtrinsic {
		/// Hash of the block.
		block: Hash,
		/// Index of the extrinsic.
		index: u32,
	},
	/// There is something in the file that proves nothing.
	#[error("the file holds {unused} pieces that prove nothing")]
	Superfluous {
		/// How many.
		unused: usize,
	},
	/// A record is not on the chain.
	#[error("the chain has no {what} at block {number}")]
	Absent {
		/// What.
		what: &'static str,
		/// Block at which it was looked for.
		number: BlockNumber,
	},
	/// A proven value is not of the type it should have.
	#[error("the {what} at block {number} does not decode: this program knows other versions")]
	Undecodable {
		/// What.
		what: &'static str,
		/// Block at which it was read.
		number: BlockNumber,
	},
	/// A block was made by a runtime that this program does not know.
	#[error("block {number} was made by version {version} of the runtime, which this program does not know. Use a newer one")]
	UnknownRuntime {
		/// The block.
		number: BlockNumber,
		/// The version.
		version: u32,
	},
	/// Two proven records contradict each other.
	#[error("{0} contradict each other")]
	Contradiction(&'static str),
	/// An event that must have happened is not in the file.
	#[error("the file lacks the block in which {0}")]
	MissingEvent(&'static str),
	/// The chain says that a party signed, and the file lacks the block in which it did.
	#[error("the file lacks the block in which {0} signed")]
	MissingSignature(AccountId),
	/// A signature in a proven transaction is wrong.
	#[error("a signature in extrinsic {index} of block {number} is wrong")]
	BadSignature {
		/// The block.
		number: BlockNumber,
		/// Index of the extrinsic.
		index: u32,
	},
}
