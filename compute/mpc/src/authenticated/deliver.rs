//! Outputs to a receiver outside the computation.
//!
//! The receiver has no MAC key. Beside its shares of the outputs `y` each party hands over its
//! shares of a random `r`, of every `v = y r`, and of random `w` and `u = w r` (Damgard, Damgard,
//! Nielsen, Nordholt and Toft, "Confidential benchmarking based on multiparty computation", FC 2016,
//! section 3.1). Who alters a share without knowing `r` breaks `v = y r` but with probability
//! `1 / p`; who alters `r` breaks `u = w r` whatever the outputs are, so the receiver's refusal says
//! nothing of them.

use crate::authenticated::engine::Authenticated;
use crate::authenticated::field::{Fp, BYTES};
use crate::authenticated::link::encode;
use crate::authenticated::material::Preprocessing;
use crate::authenticated::share::Share;
use crate::{Error, PartyId, Transport};

/// Elements before the outputs: `r`, `w` and `u`.
const HEAD: usize = 3;

/// This party's packet: its shares of `r`, `w`, `u`, and of each output `y` and its `v`.
pub(crate) fn packet<T: Transport, P: Preprocessing>(
	mpc: &mut Authenticated<T, P>,
	values: &[Share],
) -> Result<Vec<u8>, Error> {
	let key = mpc.material.triples(&mut mpc.link, 1)?;
	let key = key.first().ok_or(Error::Stopped)?;
	let (w, r, u) = (key.a, key.b, key.c);
	let pairs: Vec<_> = values.iter().map(|value| (*value, r)).collect();
	let checks = mpc.products(&pairs)?;
	mpc.finish()?;
	let pairs = values.iter().zip(&checks).flat_map(|(value, check)| [value.value, check.value]);
	let shares: Vec<_> = [r.value, w.value, u.value].into_iter().chain(pairs).collect();
	Ok(encode(&shares))
}

/// The outputs, if the packets of all parties fit together.
pub(crate) fn receive(packets: &[Vec<u8>]) -> Result<Vec<i128>, Error> {
	let length = packets.first().ok_or(Error::CheckFailed("packets"))?.len();
	let mut sums = vec![Fp::ZERO; length / BYTES];
	for (party, packet) in (0..).map(PartyId).zip(packets) {
		if packet.len() != length || length % (2 * BYTES) != BYTES || sums.len() < HEAD {
			return Err(Error::Malformed { party, what: "packet" });
		}
		let shares = crate::authenticated::link::decode(packet, party, "packet")?;
		sums.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
	}
	let (r, w, u) = (sums[0], sums[1], sums[2]);
	let outputs = sums[HEAD..].chunks_exact(2);
	let altered = outputs.clone().any(|pair| pair[0] * r != pair[1]);
	if w * r != u || altered {
		return Err(Error::CheckFailed("packets"));
	}
	Ok(outputs.map(|pair| pair[0].centred()).collect())
}
