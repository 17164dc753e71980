//! An encrypted table that somebody else wrote.

#![no_main]

use codec::Decode;
use libfuzzer_sys::fuzz_target;
use panshi_query::exact::{Commitment, Table};
use std::io::Cursor;

fuzz_target!(|data: &[u8]| {
	let mut rest = data;
	let Ok(commitment) = Commitment::decode(&mut rest) else { return };
	if let Ok(mut table) = Table::open(Cursor::new(rest), &commitment) {
		table.verify().ok();
	}
});
