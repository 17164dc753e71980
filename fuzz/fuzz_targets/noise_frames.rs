//! Frames after the handshake, from a peer that does anything.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| panshi_mpc::fuzzing::frames(data));
