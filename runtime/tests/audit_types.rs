//! The types of events that the verifier of audit bundles brings along are those of this runtime.

use codec::Encode;
use panshi_runtime::{RuntimeEvent, VERSION};
use scale_info::{form::PortableForm, meta_type, Field, PortableRegistry, Registry, TypeDef};
use std::{fs, path::PathBuf};

/// Set to write the file anew, after a change of events.
const WRITE: &str = "PANSHI_WRITE_AUDIT_TYPES";

fn file() -> PathBuf {
	let name = format!("../audit/types/{}.scale", VERSION.spec_version);
	PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The types of events as `panshi_audit::Types` decodes them, without what only people read.
fn types() -> Vec<u8> {
	let mut registry = Registry::new();
	let event = registry.register_type(&meta_type::<RuntimeEvent>()).id;
	let mut types: PortableRegistry = registry.into();
	for item in &mut types.types {
		item.ty.docs.clear();
		match &mut item.ty.type_def {
			TypeDef::Composite(composite) => strip(&mut composite.fields),
			TypeDef::Variant(variants) => {
				for variant in &mut variants.variants {
					variant.docs.clear();
					strip(&mut variant.fields);
				}
			},
			_ => {},
		}
	}
	(VERSION.spec_version, VERSION.transaction_version, event, types).encode()
}

fn strip(fields: &mut [Field<PortableForm>]) {
	for field in fields {
		field.docs.clear();
		field.type_name = None;
	}
}

#[test]
fn the_verifier_knows_the_events_of_this_runtime() {
	let types = types();
	if std::env::var_os(WRITE).is_some() {
		fs::write(file(), &types).expect("the folder is there");
	}
	let known = fs::read(file()).unwrap_or_default();
	assert!(
		known == types,
		"the events of the runtime have changed: run this test with {WRITE}=1, and commit {}",
		file().display(),
	);
}
