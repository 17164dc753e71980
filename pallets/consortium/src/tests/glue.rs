use super::*;
use panshi_primitives::traits::ComputeNodes as Nodes;
use sp_runtime::ArithmeticError;

fn node(id: ComputeNodeId) -> panshi_primitives::consortium::ComputeNode {
	<Consortium as Nodes>::get(id).expect("the node exists")
}

mod jobs {
	use super::*;

	#[test]
	fn are_counted_up_and_down() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(HOLDER, 1);
			assert_ok!(Consortium::open_job(id));
			assert_ok!(Consortium::open_job(id));
			assert_eq!(node(id).open_jobs, 2);
			Consortium::close_job(id);
			Consortium::close_job(id);
			assert_eq!(node(id).open_jobs, 0);
			Consortium::close_job(id);
			assert_eq!(node(id).open_jobs, 0);
		});
	}

	#[test]
	fn need_a_node() {
		ExtBuilder::default().build_and_execute(|| {
			assert_noop!(Consortium::open_job(7), Error::<Test>::NodeNotFound);
			Consortium::close_job(7);
			assert_eq!(<Consortium as Nodes>::get(7), None);
		});
	}

	#[test]
	fn do_not_overflow() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(HOLDER, 1);
			ComputeNodes::<Test>::mutate(id, |slot| {
				slot.as_mut().expect("the node exists").open_jobs = u32::MAX;
			});
			assert_noop!(Consortium::open_job(id), ArithmeticError::Overflow);
		});
	}
}

mod losses {
	use super::*;
	use panshi_primitives::BlockNumber;
	use sp_runtime::DispatchResult;
	use QualificationKind::{EthicsApproval, LegalEntity};

	fn grant(kind: QualificationKind, expires_at: BlockNumber) {
		let qualification = qualification(kind, expires_at);
		assert_ok!(Consortium::grant_qualification(RuntimeOrigin::root(), HOLDER, qualification));
	}

	#[test]
	fn are_of_the_last_block_in_which_a_member_lost_something() {
		ExtBuilder::default().build_and_execute(|| {
			let loses = |block, what: &dyn Fn() -> DispatchResult| {
				System::set_block_number(block);
				assert_ok!(what());
				assert_eq!(Consortium::last_loss(), block);
			};
			let root = RuntimeOrigin::root;
			grant(EthicsApproval, 90);
			grant(LegalEntity, 50);
			grant(LegalEntity, 90);
			assert_ok!(Consortium::grant_role(root(), HOLDER, Role::Consumer));
			assert_eq!(Consortium::last_loss(), 0);
			loses(2, &|| {
				let shorter = qualification(LegalEntity, 80);
				Consortium::grant_qualification(root(), HOLDER, shorter)
			});
			loses(3, &|| Consortium::revoke_qualification(root(), HOLDER, LegalEntity));
			loses(4, &|| Consortium::revoke_role(root(), HOLDER, Role::Consumer));
			System::set_block_number(5);
			assert_ok!(Consortium::grant_role(root(), HOLDER, Role::Consumer));
			assert_eq!(Consortium::last_loss(), 4);
			loses(6, &|| Consortium::remove(root(), HOLDER));
		});
	}
}

mod penalties {
	use super::*;

	#[test]
	fn move_from_the_bond_to_the_beneficiary() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(HOLDER, 1);
			register(HOLDER, 2);
			assert_eq!(Consortium::penalise(id, 300, &CONSUMER), 300);
			assert_eq!(node(id).bond, BOND - 300);
			assert_eq!(on_hold(&HOLDER), 2 * BOND - 300);
			assert_eq!(Balances::balance(&CONSUMER), ENDOWMENT + 300);
			System::assert_last_event(
				Event::NodePenalised { node: id, beneficiary: CONSUMER, amount: 300 }.into(),
			);
		});
	}

	#[test]
	fn do_not_reach_beyond_the_bond_of_the_node() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(HOLDER, 1);
			let untouched = register(HOLDER, 2);
			assert_eq!(Consortium::penalise(id, Balance::MAX, &CONSUMER), BOND);
			assert_eq!(node(id).bond, 0);
			assert_eq!(node(untouched).bond, BOND);
			assert_eq!(Balances::balance(&CONSUMER), ENDOWMENT + BOND);
			assert_eq!(Balances::balance(&HOLDER), ENDOWMENT - 2 * BOND);
			System::reset_events();
			assert_eq!(Consortium::penalise(id, 1, &CONSUMER), 0);
			assert!(System::events().is_empty());
		});
	}

	#[test]
	fn may_go_to_any_account() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(HOLDER, 1);
			let fresh = AccountId::new([77; 32]);
			assert_eq!(Consortium::penalise(id, EXISTENTIAL_DEPOSIT, &fresh), EXISTENTIAL_DEPOSIT);
			assert_eq!(Balances::balance(&fresh), EXISTENTIAL_DEPOSIT);
			assert_eq!(Consortium::penalise(id, 100, &HOLDER), 100);
			assert_eq!(Balances::balance(&HOLDER), ENDOWMENT - BOND + 100);
		});
	}

	#[test]
	fn move_nothing_that_the_beneficiary_cannot_receive() {
		ExtBuilder::default().build_and_execute(|| {
			let id = register(HOLDER, 1);
			let fresh = AccountId::new([77; 32]);
			assert_eq!(Consortium::penalise(id, EXISTENTIAL_DEPOSIT - 1, &fresh), 0);
			assert_eq!(node(id).bond, BOND);
			assert_eq!(Balances::balance(&fresh), 0);
		});
	}

	#[test]
	fn need_a_node() {
		ExtBuilder::default().build_and_execute(|| {
			assert_eq!(Consortium::penalise(7, 100, &CONSUMER), 0);
		});
	}
}

#[test]
fn remembers_when_a_node_was_last_seen() {
	ExtBuilder::default().build_and_execute(|| {
		let id = register(HOLDER, 1);
		Consortium::saw(id, 20);
		assert_eq!(node(id).last_seen, 20);
		Consortium::saw(id, 10);
		assert_eq!(node(id).last_seen, 20);
		Consortium::saw(id + 1, 30);
		assert_eq!(<Consortium as Nodes>::get(id + 1), None);
	});
}

#[test]
fn knows_members_roles_and_qualifications() {
	ExtBuilder::default().build_and_execute(|| {
		assert!(Consortium::is_member(&CONSUMER));
		assert!(!Consortium::is_member(&OUTSIDER));
		assert!(Consortium::has_role(&CONSUMER, Role::Consumer));
		assert!(!Consortium::has_role(&CONSUMER, Role::Holder));
		assert!(!Consortium::has_role(&OUTSIDER, Role::Holder));
		assert!(!Consortium::is_qualified(&OUTSIDER, QualificationKind::LegalEntity, 1));
	});
}
