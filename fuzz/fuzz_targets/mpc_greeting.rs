//! The first bytes of a connection, from anybody.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| panshi_mpc::fuzzing::greeting(data));
