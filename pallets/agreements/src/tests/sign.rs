use super::*;
use panshi_primitives::Hash;

#[test]
fn binds_one_party_after_another() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		sign(Actor::South, agreement);
		assert_eq!(state(agreement), AgreementState::PartlySigned { signed: set(&[2]) });
		let south = Actor::South.account();
		assert_eq!(last_event(), Event::Signed { agreement, party: south.clone(), signer: south });
		sign(Actor::Clinic, agreement);
		assert_eq!(state(agreement), AgreementState::PartlySigned { signed: set(&[0, 2]) });
		for actor in [Actor::North, Actor::East, Actor::Seller] {
			sign(actor, agreement);
		}
		assert_eq!(state(agreement), AgreementState::FullySigned);
		let digest = digest(agreement);
		assert_eq!(last_event(), Event::FullySigned { agreement, digest });
	});
}

#[test]
fn works_until_the_last_block_for_signatures() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		run_to(SIGN_BEFORE);
		sign(Actor::North, agreement);
		run_to(SIGN_BEFORE + 1);
		assert_noop!(
			Market::sign(Actor::South.origin(), agreement, digest(agreement)),
			Error::<Test>::DeadlinePassed
		);
	});
}

#[test]
fn fails_when_the_digest_is_not_the_one_proposed() {
	Builder::with(market).build_and_execute(|| {
		let (agreement, other) = (proposed(), proposed());
		for digest in [Hash::zero(), digest(other)] {
			assert_noop!(
				Market::sign(Actor::North.origin(), agreement, digest),
				Error::<Test>::DigestMismatch
			);
		}
	});
}

#[test]
fn fails_when_not_a_party() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		for actor in [Actor::Operator, Actor::Clerk, Actor::Stranger] {
			assert_noop!(
				Market::sign(actor.origin(), agreement, digest(agreement)),
				Error::<Test>::NotAParty
			);
		}
	});
}

#[test]
fn fails_when_signed_already() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let again = || Market::sign(Actor::North.origin(), agreement, digest(agreement));
		sign(Actor::North, agreement);
		assert_noop!(again(), Error::<Test>::AlreadySigned);
		for actor in [Actor::Clinic, Actor::South, Actor::East, Actor::Seller] {
			sign(actor, agreement);
		}
		assert_noop!(again(), Error::<Test>::AlreadySigned);
		attest(agreement);
		assert_noop!(again(), Error::<Test>::AlreadySigned);
	});
}

#[test]
fn fails_when_there_is_nothing_to_sign() {
	Builder::with(market).build_and_execute(|| {
		let agreement = proposed();
		let digest = digest(agreement);
		assert_noop!(Market::sign(Actor::North.origin(), 99, digest), Error::<Test>::NotFound);
		assert_ok!(Market::withdraw(Actor::Clinic.origin(), agreement));
		assert_noop!(Market::sign(Actor::North.origin(), agreement, digest), Error::<Test>::Ended);
	});
}
