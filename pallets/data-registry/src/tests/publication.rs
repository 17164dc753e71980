use super::*;

#[test]
fn puts_an_identity_on_offer_and_takes_it_off() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		assert_ok!(DataRegistry::publish(data, 3));
		assert_eq!(status(data), DataStatus::Published { agreement: 3 });
		assert!(DataRegistry::get(data).is_some_and(|identity| identity.status.is_usable()));
		System::assert_last_event(Event::Published { data, agreement: 3 }.into());

		assert_ok!(DataRegistry::unpublish(data, 3));
		assert_eq!(status(data), DataStatus::Registered);
		System::assert_last_event(Event::Unpublished { data, agreement: 3 }.into());
		assert_ok!(DataRegistry::publish(data, 4));
	});
}

#[test]
fn takes_only_identities_that_are_registered() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		assert_noop!(DataRegistry::publish(data + 1, 3), Error::<Test>::NotFound);
		published(data, 3);
		for agreement in [3, 4] {
			assert_noop!(DataRegistry::publish(data, agreement), Error::<Test>::AlreadyPublished);
		}
		suspended(data);
		assert_noop!(DataRegistry::publish(data, 4), Error::<Test>::Suspended);
		withdrawn(data);
		assert_noop!(DataRegistry::publish(data, 4), Error::<Test>::Withdrawn);
		assert_eq!(DataRegistry::get(data + 1), None);
	});
}

#[test]
fn ends_only_for_the_agreement_that_made_it() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		assert_noop!(DataRegistry::unpublish(data + 1, 3), Error::<Test>::NotFound);
		assert_noop!(DataRegistry::unpublish(data, 3), Error::<Test>::NotPublished);
		published(data, 3);
		assert_noop!(DataRegistry::unpublish(data, 4), Error::<Test>::OtherPublication);
		suspended(data);
		assert_noop!(DataRegistry::unpublish(data, 4), Error::<Test>::OtherPublication);
	});
}

#[test]
fn is_forgotten_when_it_ends_during_a_suspension() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		published(data, 3);
		suspended(data);
		assert_ok!(DataRegistry::unpublish(data, 3));
		assert_eq!(
			status(data),
			DataStatus::Suspended {
				by: OPERATOR,
				role: Role::Operator,
				reason: 7,
				publication: None
			}
		);
		assert_noop!(DataRegistry::unpublish(data, 3), Error::<Test>::NotPublished);
		assert_ok!(DataRegistry::resume(RuntimeOrigin::signed(OPERATOR), data, 9));
		assert_eq!(status(data), DataStatus::Registered);
	});
}

#[test]
fn ends_silently_for_a_withdrawn_identity() {
	build_and_execute(|| {
		let data = register(HOLDER, 1);
		published(data, 3);
		withdrawn(data);
		System::reset_events();
		assert_ok!(DataRegistry::unpublish(data, 3));
		assert_eq!(status(data), DataStatus::Withdrawn { at: 1, suspended: false });
		assert!(System::events().is_empty());
	});
}
