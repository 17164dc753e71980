//! Signing: each party by its own call, or several at once by signatures made off chain.

use crate::{types::count, Config, Error, Event, Pallet, PartySignatures, WeightInfo};
use frame_support::{
	dispatch::{DispatchResult, DispatchResultWithPostInfo},
	ensure,
};
use panshi_primitives::{
	agreement::{AgreementId, AgreementState, PartySignature, Standing},
	signing::{agreement_signature_payload, wrapped_for_wallet},
	traits::StaffKeys,
	AccountId, BlockNumber, Hash,
};
use sp_runtime::traits::Verify;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_sign(
		party: AccountId,
		agreement: AgreementId,
		digest: Hash,
	) -> DispatchResultWithPostInfo {
		let standing = Self::load_with_digest(agreement, digest)?;
		let state = Self::signed_by(&standing, &party, Self::now())?;

		let weight = T::WeightInfo::sign(count(&standing.parties));
		Self::store_signed(agreement, standing, state, [(party.clone(), party)]);
		Ok(Some(weight).into())
	}

	pub(crate) fn do_submit_signatures(
		agreement: AgreementId,
		digest: Hash,
		signatures: PartySignatures,
	) -> DispatchResult {
		ensure!(!signatures.is_empty(), Error::<T>::NoSignatures);
		let mut standing = Self::load_with_digest(agreement, digest)?;
		let (genesis, now) = (Self::genesis(), Self::now());
		for signature in &signatures {
			standing.state = Self::signed_by(&standing, &signature.party, now)?;
			Self::ensure_genuine(&genesis, &digest, signature, now)?;
		}

		let state = standing.state.clone();
		let signed = signatures.into_iter().map(|s| (s.party, s.signer));
		Self::store_signed(agreement, standing, state, signed);
		Ok(())
	}

	/// State of `standing` once `party` has signed.
	fn signed_by(
		standing: &Standing,
		party: &AccountId,
		now: BlockNumber,
	) -> Result<AgreementState, Error<T>> {
		let index = standing.party_index(party).ok_or(Error::NotAParty)?;
		standing.signed_by(index, now).map_err(Error::from)
	}

	/// Ensures that `signature` is what it says, by somebody who may sign for the party, in time.
	fn ensure_genuine(
		genesis: &Hash,
		digest: &Hash,
		signature: &PartySignature,
		now: BlockNumber,
	) -> Result<(), Error<T>> {
		let PartySignature { party, signer, expires_at, wrapped, signature } = signature;
		ensure!(*expires_at >= now, Error::<T>::SignatureExpired);
		ensure!(T::StaffKeys::may_sign_for(signer, party), Error::<T>::SignerNotAuthorized);
		let payload = agreement_signature_payload(genesis, digest, party, *expires_at);
		let genuine = match wrapped {
			true => signature.verify(wrapped_for_wallet(payload.as_bytes()).as_slice(), signer),
			false => signature.verify(payload.as_bytes(), signer),
		};
		ensure!(genuine, Error::<T>::BadSignature);
		Ok(())
	}

	/// Stores the state and tells who signed: each party, with who signed for it.
	fn store_signed(
		agreement: AgreementId,
		standing: Standing,
		state: AgreementState,
		signed: impl IntoIterator<Item = (AccountId, AccountId)>,
	) {
		let complete = state == AgreementState::FullySigned;
		let digest = standing.digest;
		Self::store(agreement, standing, state);
		for (party, signer) in signed {
			Self::deposit_event(Event::Signed { agreement, party, signer });
		}
		if complete {
			Self::deposit_event(Event::FullySigned { agreement, digest });
		}
	}
}
