use super::*;
use crate::{ByFingerprint, IdentitiesOf, NextDataId};
use panshi_primitives::{
	data::{Attribute, Lineage},
	Hash, Text,
};
use sp_runtime::ArithmeticError;

fn not_utf8<const N: u32>() -> Text<N> {
	vec![0xff].try_into().expect("one byte fits")
}

fn declare(holder: AccountId, descriptor: DataDescriptor) -> Result<(), DispatchError> {
	DataRegistry::register(RuntimeOrigin::signed(holder), descriptor)
}

#[test]
fn keeps_what_the_holder_declared() {
	build_and_execute(|| {
		System::set_block_number(9);
		assert_ok!(declare(HOLDER, descriptor(1)));
		assert_eq!(
			Identities::<Test>::get(0),
			Some(DataIdentity {
				holder: HOLDER,
				descriptor: descriptor(1),
				node: None,
				registered_at: 9,
				status: DataStatus::Registered,
			})
		);
		let fingerprint = descriptor(1).fingerprint;
		assert_eq!(ByFingerprint::<Test>::get(fingerprint), Some(0));
		assert!(IdentitiesOf::<Test>::contains_key(HOLDER, 0));
		assert_eq!(NextDataId::<Test>::get(), 1);
		System::assert_last_event(
			Event::Registered { data: 0, holder: HOLDER, fingerprint }.into(),
		);
	});
}

#[test]
fn fails_for_callers_that_are_not_holders() {
	build_and_execute(|| {
		for caller in [CONSUMER, OPERATOR, AUDITOR, AccountId::new([9; 32])] {
			assert_noop!(declare(caller, descriptor(1)), Error::<Test>::NotAuthorized);
		}
		assert_noop!(
			DataRegistry::register(RuntimeOrigin::root(), descriptor(1)),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn fails_for_a_fingerprint_that_is_taken_even_after_a_withdrawal() {
	build_and_execute(|| {
		let first = register(HOLDER, 1);
		for holder in [HOLDER, OTHER_HOLDER] {
			assert_noop!(
				declare(holder, DataDescriptor { record_count: 5, ..descriptor(1) }),
				Error::<Test>::AlreadyRegistered
			);
		}
		withdrawn(first);
		assert_noop!(declare(OTHER_HOLDER, descriptor(1)), Error::<Test>::AlreadyRegistered);
		assert_eq!(
			DataRegistry::identity_by_fingerprint(descriptor(1).fingerprint),
			Some((first, HOLDER))
		);
	});
}

#[test]
fn fails_for_a_malformed_descriptor() {
	build_and_execute(|| {
		let good = descriptor(1);
		assert_noop!(
			declare(HOLDER, DataDescriptor { fingerprint: Hash::zero(), ..good.clone() }),
			Error::<Test>::ZeroFingerprint
		);
		assert_noop!(
			declare(HOLDER, DataDescriptor { record_count: 0, ..good.clone() }),
			Error::<Test>::NoRecords
		);
		assert_noop!(
			declare(HOLDER, DataDescriptor { media_type: text(""), ..good.clone() }),
			Error::<Test>::InvalidMediaType
		);
		assert_noop!(
			declare(HOLDER, DataDescriptor { location_hint: not_utf8(), ..good.clone() }),
			Error::<Test>::InvalidLocationHint
		);
		for attribute in [
			Attribute { term: text("assay"), value: text("WES") },
			Attribute { term: text("panshi:assay"), value: not_utf8() },
		] {
			let attributes = vec![attribute].try_into().expect("one fits");
			assert_noop!(
				declare(HOLDER, DataDescriptor { attributes, ..good.clone() }),
				Error::<Test>::InvalidAttribute
			);
		}
	});
}

#[test]
fn keeps_the_lineage() {
	build_and_execute(|| {
		let old = register(HOLDER, 1);
		let foreign = register(OTHER_HOLDER, 2);
		let lineage = Lineage {
			supersedes: Some(old),
			derived_from: vec![old, foreign].try_into().expect("two fit"),
		};
		assert_ok!(declare(HOLDER, DataDescriptor { lineage: lineage.clone(), ..descriptor(3) }));
		let newest = Identities::<Test>::get(2).expect("it was registered");
		assert_eq!(newest.descriptor.lineage, lineage);
	});
}

#[test]
fn fails_for_a_lineage_that_leads_nowhere_or_to_others() {
	build_and_execute(|| {
		let foreign = register(OTHER_HOLDER, 1);
		let supersedes = |data| {
			let lineage = Lineage { supersedes: Some(data), ..Lineage::default() };
			DataDescriptor { lineage, ..descriptor(2) }
		};
		// Its own number would be the next one.
		assert_noop!(declare(HOLDER, supersedes(foreign + 1)), Error::<Test>::SupersededNotFound);
		assert_noop!(declare(HOLDER, supersedes(foreign)), Error::<Test>::SupersededNotOwned);
		let lineage = Lineage {
			supersedes: None,
			derived_from: vec![foreign, foreign + 1].try_into().expect("two fit"),
		};
		assert_noop!(
			declare(HOLDER, DataDescriptor { lineage, ..descriptor(2) }),
			Error::<Test>::SourceNotFound
		);
	});
}

#[test]
fn fails_when_the_numbers_are_used_up() {
	build_and_execute(|| {
		NextDataId::<Test>::put(u32::MAX);
		assert_noop!(declare(HOLDER, descriptor(1)), ArithmeticError::Overflow);
	});
}
