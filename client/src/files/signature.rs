//! Signatures that parties make off chain, as files that somebody else carries to the chain.

use super::field::{account, hash, named, FieldError, Reason};
use crate::{
	keys::{account_of, sign, Signer},
	words,
};
use codec::{Decode, Encode};
use panshi_primitives::{
	agreement::PartySignature, signing::agreement_signature_payload, AccountId, BlockNumber, Hash,
	Signature,
};
use serde::{Deserialize, Serialize};

/// A signature of a party under an agreement.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SignatureFile {
	/// Genesis hash of the chain that it is for.
	pub genesis: String,
	/// Digest of the agreement.
	pub digest: String,
	/// Party that is bound.
	pub party: String,
	/// Account that signed for it.
	pub signer: String,
	/// Last block at which the signature is taken.
	pub expires_at: BlockNumber,
	/// Whether a wallet signed, which wraps what it signs in `<Bytes>…</Bytes>`.
	#[serde(default)]
	pub wrapped: bool,
	/// The encoded signature: one byte for its kind, and the signature.
	pub signature: String,
}

impl SignatureFile {
	/// Signs the agreement `digest` on the chain `genesis` for `party`, until block `expires_at`.
	pub fn sign(
		signer: &Signer,
		genesis: &Hash,
		digest: &Hash,
		party: &AccountId,
		expires_at: BlockNumber,
	) -> Self {
		let payload = agreement_signature_payload(genesis, digest, party, expires_at);
		SignatureFile {
			genesis: words::hash(genesis),
			digest: words::hash(digest),
			party: party.to_string(),
			signer: account_of(signer).to_string(),
			expires_at,
			wrapped: false,
			signature: words::bytes(&sign(signer, payload.as_bytes()).encode()),
		}
	}

	/// Genesis hash and agreement digest that were signed.
	pub fn signed(&self) -> Result<(Hash, Hash), FieldError> {
		Ok((hash("genesis", &self.genesis)?, hash("digest", &self.digest)?))
	}
}

impl TryFrom<&SignatureFile> for PartySignature {
	type Error = FieldError;

	fn try_from(file: &SignatureFile) -> Result<Self, FieldError> {
		let digits = file.signature.strip_prefix("0x").unwrap_or(&file.signature);
		let bytes = hex::decode(digits).map_err(|_| Reason::Signature);
		let bytes = named("signature", bytes)?;
		let mut input = bytes.as_slice();
		let signature = Signature::decode(&mut input).ok().filter(|_| input.is_empty());
		Ok(PartySignature {
			party: account("party", &file.party)?,
			signer: account("signer", &file.signer)?,
			expires_at: file.expires_at,
			wrapped: file.wrapped,
			signature: named("signature", signature.ok_or(Reason::Signature))?,
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::keys::dev;
	use sp_runtime::traits::Verify;

	fn signed() -> (SignatureFile, Hash) {
		let signer = dev("//Lab1").expect("a development name");
		let (genesis, digest) = (Hash::repeat_byte(1), Hash::repeat_byte(2));
		let party = account_of(&signer);
		let file = SignatureFile::sign(&signer, &genesis, &digest, &party, 500);
		(file, agreement_signature_payload(&genesis, &digest, &party, 500))
	}

	#[test]
	fn what_was_signed_offline_verifies_as_the_chain_does() {
		let (file, payload) = signed();
		let text = serde_json::to_string(&file).expect("a file can be written");
		let read: SignatureFile = serde_json::from_str(&text).expect("and read");
		let signature = PartySignature::try_from(&read).expect("it converts");
		assert_eq!(signature.expires_at, 500);
		assert!(signature.signature.verify(payload.as_bytes(), &signature.signer));
		assert!(!signature.signature.verify(&[0u8; 32][..], &signature.signer));
		assert_eq!(
			read.signed().expect("two hashes"),
			(Hash::repeat_byte(1), Hash::repeat_byte(2))
		);
	}

	#[test]
	fn fails_when_the_file_was_changed() {
		for wrong in ["", "0x", "0x00", "zz"] {
			let (mut file, _) = signed();
			file.signature = wrong.to_owned();
			let error = PartySignature::try_from(&file).expect_err("no signature");
			assert!(error.to_string().starts_with("signature: "), "{error}");
		}
		let (mut file, _) = signed();
		file.signature.push_str("00");
		assert!(PartySignature::try_from(&file).is_err());
		file.party = "nobody".to_owned();
		assert!(PartySignature::try_from(&file).is_err());
	}
}
