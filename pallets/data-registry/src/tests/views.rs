use super::*;
use panshi_primitives::Hash;

#[test]
fn find_identities_by_fingerprint_and_by_holder() {
	build_and_execute(|| {
		let mine: Vec<_> = (1..=5).map(|seed| register(HOLDER, seed)).collect();
		let other = register(OTHER_HOLDER, 6);
		assert_eq!(DataRegistry::identities_of(HOLDER), mine);
		assert_eq!(DataRegistry::identities_of(OTHER_HOLDER), vec![other]);
		assert!(DataRegistry::identities_of(CONSUMER).is_empty());
		assert_eq!(
			DataRegistry::identity_by_fingerprint(Hash::repeat_byte(6)),
			Some((other, OTHER_HOLDER))
		);
		assert_eq!(DataRegistry::identity_by_fingerprint(Hash::repeat_byte(7)), None);
	});
}
