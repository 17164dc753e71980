use super::*;
use crate::Templates;

#[test]
fn keeps_a_template_from_being_filled_and_agreements_stand() {
	Builder::with(market).build_and_execute(|| {
		let agreement = active();
		assert_ok!(Market::retire_template(Actor::Operator.origin(), AUTHORIZATION));
		let stored = Templates::<Test>::get(AUTHORIZATION).expect("it exists");
		assert_eq!(stored.status, TemplateStatus::Retired);
		let operator = Actor::Operator.account();
		assert_eq!(last_event(), Event::TemplateRetired { template: AUTHORIZATION, operator });
		assert_noop!(
			Market::propose(Actor::Clinic.origin(), authorization()),
			Error::<Test>::TemplateNotApproved
		);
		assert!(Market::is_in_force(agreement));
	});
}

#[test]
fn refuses_a_proposal_for_good() {
	Builder::bare().build_and_execute(|| {
		let content = template(AgreementKind::Publication, 0);
		assert_ok!(Market::propose_template(Actor::Seller.origin(), content));
		assert_ok!(Market::retire_template(Actor::Operator.origin(), 0));
	});
}

#[test]
fn fails_when_not_operator() {
	Builder::with(templates).build_and_execute(|| {
		assert_noop!(
			Market::retire_template(Actor::Seller.origin(), PUBLICATION),
			Error::<Test>::NotOperator
		);
	});
}

#[test]
fn fails_when_there_is_nothing_to_retire() {
	Builder::with(templates).build_and_execute(|| {
		let retire = |template| Market::retire_template(Actor::Operator.origin(), template);
		assert_noop!(retire(7), Error::<Test>::TemplateNotFound);
		assert_ok!(retire(PUBLICATION));
		assert_noop!(retire(PUBLICATION), Error::<Test>::TemplateAlreadyRetired);
	});
}
