use super::*;
use panshi_primitives::{trail::Subject, AccountId, Hash};
use proptest::{collection, prelude::*};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::{json, Value};
use std::fmt::Debug;

/// `value` is written as `text` says and read back as itself.
fn stands_for<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T, text: Value) {
	assert_eq!(serde_json::to_value(&value).expect("it serialises"), text);
	assert_eq!(serde_json::from_value::<T>(text).expect("it reads back"), value);
}

fn is_refused<T: DeserializeOwned + Debug>(text: Value) {
	assert!(serde_json::from_value::<T>(text.clone()).is_err(), "{text}");
}

#[test]
fn questions_are_written_as_the_documentation_says() {
	let account = AccountId::new([1; 32]);
	let hash = format!("0x{}", "ab".repeat(32));
	stands_for(DataRef::Id(7), json!(7));
	stands_for(DataRef::Fingerprint(Hash::repeat_byte(0xab)), json!(hash));
	stands_for(Subject::Job(7), json!({ "job": 7 }));
	stands_for(Subject::Member(account.clone()), json!({ "member": account.to_string() }));
	stands_for(Subject::Algorithm(Hash::repeat_byte(0xab)), json!({ "algorithm": hash }));
	stands_for(Item::PrivacyLedger(7), json!({ "privacyLedger": 7 }));
	stands_for(At::Best, json!("best"));
	stands_for(Page::default(), json!({}));
	stands_for(TrailQuery::default(), json!({}));
	let after = Some(Cursor { block: 3, event: 1 });
	let query = TrailQuery { after, limit: Some(5), ..Default::default() };
	stands_for(query, json!({ "after": { "block": 3, "event": 1 }, "limit": 5 }));
	let kind = Some(panshi_primitives::agreement::AgreementKind::Publication);
	let filter = AgreementFilter { kind, ..Default::default() };
	stands_for(filter, json!({ "kind": "publication" }));
	let query: DataQuery = serde_json::from_value(json!({
		"samples": { "least": 10 }, "terms": [{ "term": "HP:0001250" }], "order": "records",
	}))
	.expect("it is a question");
	assert_eq!(query.samples, Range { least: Some(10), most: None });
	assert!(query.terms[0].descendants && query.order == Order::Records && !query.unpublished);
}

#[test]
fn words_that_mean_nothing_are_refused() {
	is_refused::<Page>(json!({ "after": 3 }));
	is_refused::<TrailQuery>(json!({ "before": 3 }));
	is_refused::<TrailQuery>(json!({ "limit": -1 }));
	is_refused::<Subject>(json!({ "lottery": 3 }));
	is_refused::<Subject>(json!({ "job": 3, "data": 3 }));
	is_refused::<AgreementFilter>(json!({ "kind": "lease" }));
	is_refused::<JobFilter>(json!({ "party": "checker" }));
	is_refused::<DataQuery>(json!({ "variant": "22:1:A:C" }));
	is_refused::<DataRef>(json!(-1));
	is_refused::<DataRef>(json!("0x12"));
	is_refused::<Item>(json!({ "key": "0x3a636f6465" }));
}

/// JSON of some depth.
fn any_json() -> impl Strategy<Value = Value> {
	let leaf = prop_oneof![
		Just(Value::Null),
		any::<bool>().prop_map(Value::from),
		any::<i64>().prop_map(Value::from),
		"[a-zA-Z0-9:]{0,70}".prop_map(Value::from),
	];
	let names = prop_oneof![
		Just("limit"),
		Just("before"),
		Just("after"),
		Just("events"),
		Just("states"),
		Just("job"),
		Just("member"),
		Just("terms"),
		Just("samples"),
		Just("least"),
		Just("block"),
	];
	leaf.prop_recursive(4, 32, 6, move |inner| {
		prop_oneof![
			collection::vec(inner.clone(), 0..6).prop_map(Value::from),
			collection::vec((names.clone().prop_map(str::to_owned), inner), 0..6)
				.prop_map(|fields| Value::Object(fields.into_iter().collect())),
		]
	})
}

proptest! {
	/// Whatever somebody asks is read or refused, and what is read is written back as it was meant.
	#[test]
	fn any_question_is_read_or_refused(text in any_json()) {
		fn reads_back<T: DeserializeOwned + Serialize + PartialEq + Debug>(text: &Value) {
			if let Ok(value) = serde_json::from_value::<T>(text.clone()) {
				stands_for(value, serde_json::to_value(
					serde_json::from_value::<T>(text.clone()).expect("it was read")
				).expect("it serialises"));
			}
		}
		reads_back::<At>(&text);
		reads_back::<DataRef>(&text);
		reads_back::<Item>(&text);
		reads_back::<Subject>(&text);
		reads_back::<Page>(&text);
		reads_back::<TrailQuery>(&text);
		reads_back::<AgreementFilter>(&text);
		reads_back::<JobFilter>(&text);
		reads_back::<DataQuery>(&text);
	}
}
