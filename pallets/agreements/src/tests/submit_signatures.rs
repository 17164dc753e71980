use super::*;
use frame_support::dispatch::DispatchResult;
use panshi_primitives::{
	signing::{agreement_signature_payload, wrapped_for_wallet},
	BlockNumber, Hash,
};

/// The auditor carries `signatures`.
fn submit(agreement: AgreementId, signatures: &[PartySignature]) -> DispatchResult {
	let digest = digest(agreement);
	Market::submit_signatures(Actor::Auditor.origin(), agreement, digest, bounded(signatures))
}

/// Signature of `party` over a payload that differs in one point or another.
fn over(payload: Hash, party: Actor, expires_at: BlockNumber) -> PartySignature {
	signature(party, party, expires_at, payload.as_bytes())
}

#[test]
fn takes_the_signatures_of_all_parties_at_once() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		assert_ok!(submit(agreement, &PARTIES.map(|party| own_signature(party, agreement))));
		assert_eq!(state(agreement), AgreementState::FullySigned);
		let digest = digest(agreement);
		assert_eq!(last_event(), Event::FullySigned { agreement, digest });
		for actor in PARTIES {
			let party = actor.account();
			let event = Event::Signed { agreement, party: party.clone(), signer: party };
			System::assert_has_event(event.into());
		}
	});
}

#[test]
fn takes_some_and_calls_complete_the_rest() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		sign(Actor::Clinic, agreement);
		let laboratories = Actor::LABORATORIES.map(|party| own_signature(party, agreement));
		assert_ok!(submit(agreement, &laboratories));
		let signed = set(&[0, 1, 2, 3]);
		assert_eq!(state(agreement), AgreementState::PartlySigned { signed });
		sign(Actor::Seller, agreement);
		assert_eq!(state(agreement), AgreementState::FullySigned);
	});
}

#[test]
fn takes_what_a_browser_wallet_wraps() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let wrapped = |party| {
			let payload = payload(agreement, party, SIGN_BEFORE);
			let message = wrapped_for_wallet(payload.as_bytes());
			signature(party, party, SIGN_BEFORE, &message)
		};
		assert_ok!(submit(agreement, &[wrapped(Actor::North), wrapped(Actor::East)]));
		assert_eq!(state(agreement), AgreementState::PartlySigned { signed: set(&[1, 3]) });
	});
}

#[test]
fn staff_with_a_proxy_binds_the_party() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let message = payload(agreement, Actor::Clinic, SIGN_BEFORE);
		let by_clerk = signature(Actor::Clerk, Actor::Clinic, SIGN_BEFORE, message.as_bytes());
		assert_ok!(submit(agreement, &[by_clerk]));
		let (party, signer) = (Actor::Clinic.account(), Actor::Clerk.account());
		assert_eq!(last_event(), Event::Signed { agreement, party, signer });
	});
}

#[test]
fn fails_when_the_signer_may_not_sign_for_the_party() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		for (signer, party) in [
			(Actor::Stranger, Actor::Clinic),
			(Actor::Clerk, Actor::North),
			(Actor::South, Actor::North),
		] {
			let message = payload(agreement, party, SIGN_BEFORE);
			let outsiders = signature(signer, party, SIGN_BEFORE, message.as_bytes());
			assert_noop!(submit(agreement, &[outsiders]), Error::<Test>::SignerNotAuthorized);
		}
	});
}

#[test]
fn fails_when_the_party_is_an_outsider() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let outsiders = own_signature(Actor::Stranger, agreement);
		assert_noop!(submit(agreement, &[outsiders]), Error::<Test>::NotAParty);
	});
}

#[test]
fn fails_when_a_signature_is_forged() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let message = payload(agreement, Actor::North, SIGN_BEFORE);
		let forged = PartySignature {
			signature: Actor::Stranger.sign(message.as_bytes()),
			..own_signature(Actor::North, agreement)
		};
		assert_noop!(submit(agreement, &[forged]), Error::<Test>::BadSignature);
		let prolonged = PartySignature {
			expires_at: SIGN_BEFORE + 1,
			..own_signature(Actor::North, agreement)
		};
		assert_noop!(submit(agreement, &[prolonged]), Error::<Test>::BadSignature);
	});
}

#[test]
fn fails_when_a_signature_is_replayed_on_the_same_agreement() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let norths = own_signature(Actor::North, agreement);
		assert_ok!(submit(agreement, std::slice::from_ref(&norths)));
		assert_noop!(submit(agreement, &[norths]), Error::<Test>::AlreadySigned);
	});
}

#[test]
fn fails_when_a_signature_is_given_twice_at_once() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let norths = own_signature(Actor::North, agreement);
		assert_noop!(submit(agreement, &[norths.clone(), norths]), Error::<Test>::AlreadySigned);
	});
}

#[test]
fn fails_when_a_signature_is_of_another_agreement_party_or_chain() {
	Builder::with(market).build_and_execute(|| {
		let (agreement, other) = (proposed(), proposed());
		let (north, digest) = (Actor::North.account(), digest(agreement));
		let elsewhere = Hash::repeat_byte(0xee);
		assert_ne!(elsewhere, genesis());
		for payload in [
			payload(other, Actor::North, SIGN_BEFORE),
			payload(agreement, Actor::South, SIGN_BEFORE),
			agreement_signature_payload(&elsewhere, &digest, &north, SIGN_BEFORE),
			// The digest alone is not what a party signs off chain.
			digest,
		] {
			let replayed = over(payload, Actor::North, SIGN_BEFORE);
			assert_noop!(submit(agreement, &[replayed]), Error::<Test>::BadSignature);
		}
	});
}

#[test]
fn fails_when_a_signature_has_expired() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let until_ten = over(payload(agreement, Actor::North, 10), Actor::North, 10);
		run_to(11);
		assert_noop!(
			submit(agreement, std::slice::from_ref(&until_ten)),
			Error::<Test>::SignatureExpired
		);
		run_to(10);
		assert_ok!(submit(agreement, &[until_ten]));
	});
}

#[test]
fn takes_all_or_none() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let bad = PartySignature {
			signature: Actor::Stranger.sign(b"nothing"),
			..own_signature(Actor::South, agreement)
		};
		let signatures = [own_signature(Actor::North, agreement), bad];
		assert_noop!(submit(agreement, &signatures), Error::<Test>::BadSignature);
		assert_eq!(state(agreement), AgreementState::Proposed);
	});
}

#[test]
fn fails_when_the_digest_is_not_the_one_proposed() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let signatures = bounded([own_signature(Actor::North, agreement)]);
		let carrier = Actor::Auditor.origin();
		assert_noop!(
			Market::submit_signatures(carrier, agreement, Hash::zero(), signatures),
			Error::<Test>::DigestMismatch
		);
	});
}

#[test]
fn fails_when_the_carrier_is_not_a_member() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let signatures = bounded([own_signature(Actor::North, agreement)]);
		let (carrier, digest) = (Actor::Clerk.origin(), digest(agreement));
		assert_noop!(
			Market::submit_signatures(carrier, agreement, digest, signatures),
			Error::<Test>::NotAMember
		);
	});
}

#[test]
fn fails_when_there_is_none_or_it_comes_too_late() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		assert_noop!(submit(agreement, &[]), Error::<Test>::NoSignatures);
		let late = SIGN_BEFORE + 1;
		run_to(late);
		let norths = over(payload(agreement, Actor::North, late), Actor::North, late);
		assert_noop!(submit(agreement, &[norths]), Error::<Test>::DeadlinePassed);
	});
}
