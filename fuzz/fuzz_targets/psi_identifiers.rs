//! Identifiers as registries write them: normalising twice is normalising once.

#![no_main]

use libfuzzer_sys::fuzz_target;
use panshi_psi::identifiers::{cohort, Pepper, Scheme};

fuzz_target!(|text: &str| {
	let mut lines = text.split('\n');
	let name = lines.next().unwrap_or_default();
	let fields: Vec<&str> = lines.collect();
	let mut schemes = vec![Scheme::NameAndBirth];
	schemes.extend(Scheme::national_number(name).ok());
	schemes.extend(Scheme::local(name).ok());
	for scheme in schemes {
		scheme.digest();
		let once = scheme.normalise(&fields).ok();
		assert_eq!(once, scheme.normalise(&fields).ok());
		let rows = [&fields[..], &fields[..]];
		assert!(cohort(&scheme, &Pepper::from_bytes([1; 32]), rows).is_err());
	}
});
