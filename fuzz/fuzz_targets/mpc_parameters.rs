//! Parameters of programs, as a job on the chain carries them: who starts a run with them must get an
//! answer.

#![no_main]

use codec::{DecodeAll, Encode};
use libfuzzer_sys::fuzz_target;
use panshi_mpc::{
	programs::{association, evidence, millionaires, order, regression},
	Ideal, Parties, PartyId,
};

/// Parameters that are decoded encode to the same bytes.
fn decoded<T: DecodeAll + Encode>(data: &[u8]) -> Option<T> {
	let parameters = T::decode_all(&mut &data[..]).ok()?;
	assert_eq!(parameters.encode(), data);
	Some(parameters)
}

/// Bits of a holder's noise: none, some, and more than anything carries.
const NOISE: [u32; 3] = [0, 40, 128];

fuzz_target!(|data: &[u8]| {
	let Some((count, data)) = data.split_first() else { return };
	let count = usize::from(*count);
	if let Some(parameters) = decoded::<association::Parameters>(data) {
		parameters.check(count).ok();
	}
	// A dealer without inputs: a run ends where it compares them with the parameters.
	let Some(parties) = Parties::new(PartyId(0), count) else { return };
	let mut dealer = Ideal::new(parties, vec![Vec::new(); count], 1);
	if let Some(parameters) = decoded::<millionaires::Parameters>(data) {
		millionaires::run(&mut dealer, &parameters, 0, &mut |_| ()).ok();
	}
	if let Some(parameters) = decoded::<evidence::Parameters>(data) {
		evidence::run(&mut dealer, &parameters, &[], &mut |_| ()).ok();
	}
	if let Some(parameters) = decoded::<order::Parameters>(data) {
		order::run(&mut dealer, &parameters, &[], &mut |_| ()).ok();
		for bits in NOISE {
			let noise = order::Noise { bits, mine: &[] };
			let run = order::run_noised(&mut dealer, &parameters, &[], noise, &mut |_| ());
			assert!(run.is_err() || parameters.check_noised(count).is_ok());
		}
	}
	if let Some(parameters) = decoded::<regression::Parameters>(data) {
		regression::run(&mut dealer, &parameters, &[], &mut |_| ()).ok();
	}
});
