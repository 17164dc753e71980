//! Files of preprocessing material, and what parties offer each other of it.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| panshi_mpc::fuzzing::store(data));
