use super::*;
use crate::Templates;

fn one_proposed() {
	let content = template(AgreementKind::Publication, 0);
	assert_ok!(Market::propose_template(Actor::Seller.origin(), content));
}

#[test]
fn lets_a_template_be_filled() {
	Builder::with(one_proposed).build_and_execute(|| {
		assert_ok!(Market::approve_template(Actor::Operator.origin(), 0));
		let stored = Templates::<Test>::get(0).expect("it was proposed");
		assert_eq!(stored.status, TemplateStatus::Approved);
		let operator = Actor::Operator.account();
		assert_eq!(last_event(), Event::TemplateApproved { template: 0, operator });
	});
}

#[test]
fn fails_when_not_operator() {
	Builder::with(one_proposed).build_and_execute(|| {
		for actor in [Actor::Seller, Actor::Auditor, Actor::Stranger] {
			assert_noop!(Market::approve_template(actor.origin(), 0), Error::<Test>::NotOperator);
		}
	});
}

#[test]
fn fails_when_not_proposed() {
	Builder::with(one_proposed).build_and_execute(|| {
		let approve = |template| Market::approve_template(Actor::Operator.origin(), template);
		assert_noop!(approve(7), Error::<Test>::TemplateNotFound);
		assert_ok!(approve(0));
		assert_noop!(approve(0), Error::<Test>::TemplateNotProposed);
		assert_ok!(Market::retire_template(Actor::Operator.origin(), 0));
		assert_noop!(approve(0), Error::<Test>::TemplateNotProposed);
	});
}
