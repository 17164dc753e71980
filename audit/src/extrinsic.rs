//! Extrinsics: who signed them, over what, and the call they carry.

use codec::{Compact, Decode, Encode};
use panshi_primitives::{AccountId, Hash, Signature};
use sp_runtime::{generic::Era, traits::Verify, MultiAddress};

/// A bare extrinsic, in both versions of the format that are in use.
const BARE: [u8; 2] = [0x04, 0x05];
/// One that an account signed.
const SIGNED: u8 = 0x84;
/// One that is authorized by what its call carries, such as the signature of a compute node.
const GENERAL: u8 = 0x45;
/// The only version of the runtime's transaction extensions.
const EXTENSIONS: u8 = 0;
/// Longest payload that is signed as it is; of a longer one the hash is signed.
const LONGEST_PAYLOAD: usize = 256;

/// How an account names the parties of a call.
pub(crate) type Address = MultiAddress<AccountId, ()>;

/// An extrinsic, taken apart.
pub(crate) struct Extrinsic<'a> {
	/// Who signed it, if an account did.
	pub(crate) signed: Option<SignedBy<'a>>,
	/// The call, encoded.
	pub(crate) call: &'a [u8],
}

/// The signature of an extrinsic.
pub(crate) struct SignedBy<'a> {
	/// The account.
	pub(crate) signer: AccountId,
	/// How long it was to be valid.
	pub(crate) era: Era,
	/// Whether the signer bound itself to a digest of the metadata, which is not on the chain.
	pub(crate) binds_metadata: bool,
	signature: Signature,
	extensions: &'a [u8],
}

/// What is signed with a transaction and not sent along.
pub(crate) struct Implicit {
	/// Version of the runtime.
	pub(crate) spec_version: u32,
	/// Version of its transactions.
	pub(crate) transaction_version: u32,
	/// Hash of the first block.
	pub(crate) genesis: Hash,
	/// Hash of the block from which its validity counts.
	pub(crate) birth: Hash,
}

/// What the runtime's transaction extensions send along: validity, nonce, tip, and whether the
/// metadata is bound.
type Sent = (Era, Compact<u32>, Compact<u128>, bool);

impl<'a> Extrinsic<'a> {
	/// Takes `bytes` apart, as they are in a block.
	pub(crate) fn read(mut bytes: &'a [u8]) -> Option<Self> {
		let Compact(length) = Compact::<u32>::decode(&mut bytes).ok()?;
		if usize::try_from(length) != Ok(bytes.len()) {
			return None;
		}
		let version = u8::decode(&mut bytes).ok()?;
		match version {
			SIGNED => {
				let Address::Id(signer) = Address::decode(&mut bytes).ok()? else { return None };
				let signature = Signature::decode(&mut bytes).ok()?;
				let start = bytes;
				let (era, _, _, binds_metadata) = Sent::decode(&mut bytes).ok()?;
				let extensions = start.get(..start.len() - bytes.len())?;
				let signed = SignedBy { signer, era, binds_metadata, signature, extensions };
				Some(Extrinsic { signed: Some(signed), call: bytes })
			},
			GENERAL => {
				let version = u8::decode(&mut bytes).ok()?;
				Sent::decode(&mut bytes).ok().filter(|_| version == EXTENSIONS)?;
				Some(Extrinsic { signed: None, call: bytes })
			},
			bare if BARE.contains(&bare) => Some(Extrinsic { signed: None, call: bytes }),
			_ => None,
		}
	}
}

impl SignedBy<'_> {
	/// Whether the account signed `call` with `implicit`.
	pub(crate) fn is_genuine(&self, call: &[u8], implicit: &Implicit) -> bool {
		let Implicit { spec_version, transaction_version, genesis, birth } = implicit;
		let no_metadata = None::<[u8; 32]>;
		let implicit = (spec_version, transaction_version, genesis, birth, no_metadata).encode();
		let mut payload = [call, self.extensions, &implicit].concat();
		if payload.len() > LONGEST_PAYLOAD {
			payload = sp_crypto_hashing::blake2_256(&payload).to_vec();
		}
		self.signature.verify(payload.as_slice(), &self.signer)
	}
}
