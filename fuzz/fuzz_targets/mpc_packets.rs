//! Packets that a receiver outside a computation reads, of every program and strength.

#![no_main]

use codec::DecodeAll;
use libfuzzer_sys::fuzz_target;
use panshi_mpc::{
	programs::{association, evidence, order, regression, Packet},
	transport::memory::Memory,
	Authenticated, Ideal, Lattice, Mpc, Replicated,
};

type OfThree = Replicated<Memory>;
type OfMany = Authenticated<Memory, Lattice>;

/// Up to three pieces, each as long as its first two bytes say.
fn pieces(mut data: &[u8]) -> Vec<Vec<u8>> {
	let mut pieces = Vec::new();
	while pieces.len() < 3 {
		let Some((length, rest)) = data.split_first_chunk::<2>() else { break };
		let length = usize::from(u16::from_le_bytes(*length)).min(rest.len());
		pieces.push(rest[..length].to_vec());
		data = &rest[length..];
	}
	pieces
}

fn decoded<T: DecodeAll>(pieces: &[Vec<u8>]) -> Option<Vec<T>> {
	pieces.iter().map(|piece| T::decode_all(&mut &piece[..]).ok()).collect()
}

fuzz_target!(|data: &[u8]| {
	let pieces = pieces(data);
	OfThree::receive(&pieces).ok();
	OfMany::receive(&pieces).ok();
	Ideal::receive(&pieces).ok();
	if let Some(packets) = decoded::<Packet<association::Opened>>(&pieces) {
		let parameters = association::Parameters {
			variants: 9,
			people: vec![5; 3],
			selection: association::Selection::Top { count: 2 },
			minimum_cell: 0,
			rounding: 0,
		};
		association::read::<OfThree>(&parameters, &packets).ok();
		association::read::<OfMany>(&parameters, &packets).ok();
	}
	if let Some(packets) = decoded::<Packet<()>>(&pieces) {
		let question = order::Question::Minimum;
		let parameters =
			order::Parameters { bits: 8, values: vec![3; 3], question, minimum_cell: 0, rounding: 0 };
		order::read::<OfThree>(&parameters, &packets).ok();
		order::read_noised::<OfThree>(&parameters, &packets).ok();
		let zeros = [0; 256];
		if let Ok(parameters) = <regression::Parameters as codec::Decode>::decode(&mut &zeros[..]) {
			regression::read::<OfThree>(&parameters, &packets).ok();
		}
		if let Ok(parameters) = <evidence::Parameters as codec::Decode>::decode(&mut &zeros[..]) {
			evidence::read::<OfThree>(&parameters, &packets).ok();
		}
	}
});
