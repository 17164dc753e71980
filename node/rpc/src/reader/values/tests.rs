use super::*;
use codec::Encode;
use panshi_primitives::{
	agreement::{AgreementState, Parameter, Party},
	consortium::{QualificationKind, Role},
	duo::{Modifier, Permission},
	job::{FailureCause, JobStage, RefusalReason},
	Text,
};
use scale_info::{meta_type, Registry, TypeInfo};
use serde_json::json;

fn schema<T: TypeInfo + 'static>() -> (Schema, u32) {
	let mut registry = Registry::new();
	let id = registry.register_type(&meta_type::<T>()).id;
	(Schema::of_types(registry.into()), id)
}

fn shown<T: Encode + TypeInfo + 'static>(value: T) -> Value {
	let (schema, id) = schema::<T>();
	let bytes = value.encode();
	let input = &mut bytes.as_slice();
	let shown = schema.json(id, input, &mut Named::default()).expect("a value has its own form");
	assert!(input.is_empty(), "nothing is left of a value");
	shown
}

fn text<const N: u32>(text: &str) -> Text<N> {
	text.as_bytes().to_vec().try_into().expect("the text is short")
}

#[test]
fn numbers_never_lose_digits() {
	assert_eq!(shown(7u32), json!(7));
	assert_eq!(shown(u32::MAX), json!(4_294_967_295u32));
	assert_eq!(shown(7u64), json!("7"));
	assert_eq!(shown(u128::MAX), json!("340282366920938463463374607431768211455"));
	assert_eq!(shown(codec::Compact(7u32)), json!(7));
	assert_eq!(shown(codec::Compact(7u128)), json!("7"));
	assert_eq!(shown(Rho::from_micro(500_000)), json!("0.5"));
}

#[test]
fn bytes_are_text_where_they_are_text() {
	let account = AccountId::new([1; 32]);
	assert_eq!(shown(account.clone()), json!(account.to_string()));
	assert_eq!(shown(Hash::repeat_byte(0xab)), json!(format!("0x{}", "ab".repeat(32))));
	assert_eq!(shown(text::<8>("Lab 1")), json!("Lab 1"));
	assert_eq!(shown(text::<8>("")), json!(""));
	assert_eq!(shown(vec![0xffu8, 0]), json!("0xff00"));
	assert_eq!(shown(vec![b'a', b'\n']), json!("0x610a"));
	assert_eq!(shown([0x41u8; 32]), json!(format!("0x{}", "41".repeat(32))), "a key is no text");
	assert_eq!(shown(Modifier::Geographic(*b"CN")), json!({ "geographic": "CN" }));
}

#[test]
fn variants_are_words_and_their_content_stands_under_them() {
	assert_eq!(shown(Role::ThirdParty), json!("thirdParty"));
	assert_eq!(shown(Permission::DiseaseSpecific(5148)), json!({ "diseaseSpecific": 5148 }));
	assert_eq!(
		shown(AgreementState::Active { since: 1, until: 9 }),
		json!({ "active": { "since": 1, "until": 9 } })
	);
	let signed = PartySet::default().with(0).with(2);
	assert_eq!(
		shown(AgreementState::PartlySigned { signed }),
		json!({ "partlySigned": { "signed": [0, 2] } })
	);
	let cause = FailureCause::Refused(RefusalReason::DataMissing);
	assert_eq!(
		shown(JobStage::Failed { at: 3, cause, at_fault: PartySet::default() }),
		json!({ "failed": { "at": 3, "cause": { "refused": "dataMissing" }, "atFault": [] } })
	);
	assert_eq!(shown(Parameter::Number(u64::MAX)), json!({ "number": u64::MAX.to_string() }));
}

#[test]
fn options_tuples_and_lists_are_what_they_hold() {
	assert_eq!(shown(Some(7u32)), json!(7));
	assert_eq!(shown(None::<u32>), json!(null));
	assert_eq!(shown(()), json!(null));
	assert_eq!(
		shown(vec![(Role::Holder, QualificationKind::LegalEntity)]),
		json!([["holder", "legalEntity"]])
	);
	assert_eq!(
		shown([Role::Holder, Role::Auditor].into_iter().collect::<Roles>()),
		json!(["holder", "auditor"])
	);
}

#[test]
fn accounts_and_hashes_are_found_wherever_they_stand() {
	let account = AccountId::new([3; 32]);
	let value = (vec![Party { account: account.clone(), role: Role::Holder }], Hash::zero());
	let (schema, id) = schema::<(Vec<Party>, Hash)>();
	let mut named = Named::default();
	schema.json(id, &mut value.encode().as_slice(), &mut named).expect("a value has its own form");
	assert_eq!((named.accounts, named.hashes), (vec![account], vec![Hash::zero()]));
}

#[test]
fn fails_when_bytes_do_not_fit_the_type() {
	let (schema, id) = schema::<Vec<AgreementState>>();
	let read = |bytes: &[u8]| schema.json(id, &mut &*bytes, &mut Named::default());
	assert_eq!(read(&[]), Err(ValueError::Malformed));
	assert_eq!(read(&[4]), Err(ValueError::Malformed), "an item is missing");
	assert_eq!(read(&[4, 250]), Err(ValueError::Malformed), "there is no such variant");
	// A length of a thousand million items takes no memory.
	assert_eq!(read(&0xffff_fffeu32.to_le_bytes()), Err(ValueError::Malformed));
	assert_eq!(
		schema.json(9_999, &mut &[][..], &mut Named::default()),
		Err(ValueError::UnknownType(9_999))
	);
}

proptest::proptest! {
	/// Whatever bytes a state holds, reading them ends without a panic, and never past their end.
	#[test]
	fn foreign_bytes_are_read_or_refused(bytes in proptest::collection::vec(0u8.., 0..600)) {
		let (schema, id) = schema::<(Vec<AgreementState>, Vec<JobStage>, Vec<Modifier>)>();
		let input = &mut bytes.as_slice();
		if schema.json(id, input, &mut Named::default()).is_ok() {
			proptest::prop_assert!(input.len() <= bytes.len());
		}
	}
}
