//! Keys, ciphertexts, proofs and responses of the preprocessing.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| panshi_mpc::fuzzing::lattice(data));
