//! Signatures that blocks carry: of the parties to an agreement, and of compute nodes.

use crate::{
	bundle::Header,
	events::{Event, Types},
	extrinsic::{Address, Extrinsic, Implicit},
	keys::{entry, twox},
	records::{JobRecord, Records, State},
	Error,
};
use codec::{Decode, DecodeAll, Encode};
use panshi_primitives::{
	agreement::{AgreementId, PartySignature, MAX_PARTIES},
	job::{AbortReport, Acceptance, Commitment, Refusal},
	signing::{
		abort_payload, acceptance_payload, agreement_signature_payload, commitment_payload,
		refusal_payload, wrapped_for_wallet,
	},
	AccountId, BlockNumber, Hash,
};
use sp_core::{ed25519, ConstU32, Pair};
use sp_runtime::{generic::Era, traits::Verify, BoundedVec};

/// Indices of calls, which never change: see the pallets.
mod calls {
	pub(super) const SIGN: u8 = 4;
	pub(super) const SUBMIT_SIGNATURES: u8 = 5;
	pub(super) const ACCEPT: u8 = 6;
	pub(super) const REFUSE: u8 = 7;
	pub(super) const COMMIT_RESULT: u8 = 14;
	pub(super) const REPORT_ABORT: u8 = 16;
	pub(super) const PROXY: u8 = 0;
}

/// How a party's consent is proven.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Carried {
	/// The party signed the transaction, which names the digest; the signature was checked.
	Transaction,
	/// Staff signed the transaction as a proxy of the party; the signature was checked. That it was
	/// its proxy is the chain's word.
	Staff(AccountId),
	/// A signature made off chain, over the digest, which was checked; by the party itself, or by
	/// staff, whose right to sign for it is the chain's word.
	Message(AccountId),
	/// The chain's word alone: the transaction has a form that this program does not take apart.
	Word,
}

/// A party that is bound, and how that is proven.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signed {
	/// The party.
	pub party: AccountId,
	/// Block in which it signed.
	pub block: BlockNumber,
	/// How it is proven.
	pub how: Carried,
}

/// An extrinsic of a block, with what is needed to check the signatures in it.
pub(crate) struct Checker<'a> {
	pub(crate) header: &'a Header,
	pub(crate) state: &'a State<'a>,
	pub(crate) types: &'a Types,
	pub(crate) genesis: &'a Hash,
	pub(crate) records: &'a Records,
}

/// What was found of an extrinsic.
pub(crate) struct Found {
	/// Who signed it, if an account did.
	pub(crate) signer: Option<AccountId>,
	/// Whether a signature was checked: of the account, or of the compute node in the call.
	pub(crate) checked: bool,
}

impl Checker<'_> {
	/// Checks the signatures of and in the extrinsic `bytes`, which is at `index`.
	pub(crate) fn check(&self, bytes: &[u8], index: u32) -> Result<Found, Error> {
		let bad = Error::BadSignature { number: self.header.number, index };
		let Some(extrinsic) = Extrinsic::read(bytes) else {
			return Ok(Found { signer: None, checked: false });
		};
		let Some(signed) = &extrinsic.signed else {
			let genuine = self.of_compute_node(extrinsic.call);
			return match genuine {
				Some(false) => Err(bad),
				checked => Ok(Found { signer: None, checked: checked.is_some() }),
			};
		};
		if signed.binds_metadata {
			return Ok(Found { signer: Some(signed.signer.clone()), checked: false });
		}
		let birth = match signed.era {
			Era::Immortal => *self.genesis,
			mortal => {
				let birth = mortal.birth(self.header.number.into());
				let birth = BlockNumber::try_from(birth).map_err(|_| bad.clone())?;
				self.state.get("hash of a block", entry("System", "BlockHash", &[twox(birth)]))?
			},
		};
		let implicit = Implicit {
			spec_version: self.types.spec_version,
			transaction_version: self.types.transaction_version,
			genesis: *self.genesis,
			birth,
		};
		match signed.is_genuine(extrinsic.call, &implicit) {
			true => Ok(Found { signer: Some(signed.signer.clone()), checked: true }),
			false => Err(bad),
		}
	}

	/// How the consent of the party in `event`, a `Signed`, is proven by the extrinsic `bytes`.
	pub(crate) fn consent(
		&self,
		event: &Event,
		bytes: &[u8],
		found: &Found,
	) -> Result<Signed, Error> {
		let index = event.extrinsic.unwrap_or_default();
		let number = self.header.number;
		let undecodable = Error::Undecodable { what: "event", number };
		let party: AccountId = event.field("party").ok_or(undecodable)?;
		let word = || Signed { party: party.clone(), block: number, how: Carried::Word };
		let (Some(extrinsic), true) = (Extrinsic::read(bytes), found.checked) else {
			return Ok(word());
		};
		let Some(signer) = &found.signer else { return Ok(word()) };
		let (real, call) = self.behind_proxy(extrinsic.call);
		let how = match self.agreement_call(call) {
			Some((calls::SIGN, rest)) if rest == self.named() => match real {
				None if *signer == party => Carried::Transaction,
				Some(real) if real == party => Carried::Staff(signer.clone()),
				_ => Carried::Word,
			},
			Some((calls::SUBMIT_SIGNATURES, rest)) => {
				let bad = Error::BadSignature { number, index };
				Carried::Message(self.message(&party, rest).ok_or(bad)?)
			},
			_ => Carried::Word,
		};
		Ok(Signed { how, ..word() })
	}

	/// Number and digest of the agreement, as calls name it.
	fn named(&self) -> Vec<u8> {
		(self.records.agreement, self.records.standing.digest).encode()
	}

	/// Who made the signature of `party` among the arguments of `submit_signatures`, if it is
	/// genuine.
	fn message(&self, party: &AccountId, mut arguments: &[u8]) -> Option<AccountId> {
		type Arguments = (AgreementId, Hash, BoundedVec<PartySignature, ConstU32<MAX_PARTIES>>);
		let (agreement, digest, signatures) = Arguments::decode_all(&mut arguments).ok()?;
		if (agreement, digest).encode() != self.named() {
			return None;
		}
		let made = signatures.into_iter().find(|made| made.party == *party)?;
		let PartySignature { signer, expires_at, wrapped, signature, .. } = made;
		let payload = agreement_signature_payload(self.genesis, &digest, party, expires_at);
		let genuine = match wrapped {
			true => signature.verify(wrapped_for_wallet(payload.as_bytes()).as_slice(), &signer),
			false => signature.verify(payload.as_bytes(), &signer),
		};
		(genuine && expires_at >= self.header.number).then_some(signer)
	}

	/// The account for which a proxy makes `call`, and the call it makes; or the call itself.
	fn behind_proxy<'c>(&self, call: &'c [u8]) -> (Option<AccountId>, &'c [u8]) {
		let inner = || {
			let [pallet, calls::PROXY, rest @ ..] = call else { return None };
			let mut rest = (Some(*pallet) == self.types.pallet("Proxy")).then_some(rest)?;
			let Address::Id(real) = Address::decode(&mut rest).ok()? else { return None };
			Option::<u8>::decode(&mut rest).ok()?;
			Some((real, rest))
		};
		inner().map_or((None, call), |(real, inner)| (Some(real), inner))
	}

	/// Index and arguments of `call`, if it is one on agreements.
	fn agreement_call<'c>(&self, call: &'c [u8]) -> Option<(u8, &'c [u8])> {
		self.call_of("Agreements", call)
	}

	fn call_of<'c>(&self, name: &str, call: &'c [u8]) -> Option<(u8, &'c [u8])> {
		let [pallet, index, rest @ ..] = call else { return None };
		(Some(*pallet) == self.types.pallet(name)).then_some((*index, rest))
	}

	/// Whether the compute node in `call` signed it; `None` if this is no call of a compute node of
	/// this job, or one whose signature covers bulk that is not checked here.
	fn of_compute_node(&self, call: &[u8]) -> Option<bool> {
		let (index, mut rest) = self.call_of("ComputeJobs", call)?;
		let of = self.records.job.as_ref()?;
		let digest = &of.job.digest;
		let rest = &mut rest;
		let (job, node, payload, signature) = match index {
			calls::ACCEPT => {
				let (said, signature) = <(Acceptance, [u8; 64])>::decode_all(rest).ok()?;
				(said.job, said.node, acceptance_payload(self.genesis, &said), signature)
			},
			calls::REFUSE => {
				let (said, signature) = <(Refusal, [u8; 64])>::decode_all(rest).ok()?;
				(said.job, said.node, refusal_payload(self.genesis, &said), signature)
			},
			calls::COMMIT_RESULT => {
				let (said, signature) = <(Commitment, [u8; 64])>::decode_all(rest).ok()?;
				(said.job, said.node, commitment_payload(self.genesis, digest, &said), signature)
			},
			calls::REPORT_ABORT => {
				let (said, signature) = <(AbortReport, [u8; 64])>::decode_all(rest).ok()?;
				(said.job, said.node, abort_payload(self.genesis, &said), signature)
			},
			_ => return None,
		};
		(job == of.id).then_some(())?;
		Some(is_by_participant(of, node, &payload, signature))
	}
}

/// Whether the participant that answers by `node` signed `payload`.
fn is_by_participant(of: &JobRecord, node: u32, payload: &Hash, signature: [u8; 64]) -> bool {
	let participant = of.job.participants.iter().find(|participant| participant.node == node);
	participant.is_some_and(|participant| {
		let key = ed25519::Public::from_raw(participant.signing_key);
		let signature = ed25519::Signature::from_raw(signature);
		ed25519::Pair::verify(&signature, payload.as_bytes(), &key)
	})
}
