//! What a cheating party reads before it is found.
//!
//! A product whose factor was opened wrongly is `x y + d y` for a `d` of the cheat's choice, and a mask
//! hides only so many bits: an opening under one, before the MACs are checked, would show `y`.

use super::store::fill_among;
use crate::authenticated::dealer::Dealer;
use crate::authenticated::distance::margin;
use crate::authenticated::field::{Fp, BYTES};
use crate::authenticated::link::decode;
use crate::authenticated::masked::weigh;
use crate::authenticated::{Need, Preprocessing, Share};
use crate::wire::{run, Cheat, Wire};
use crate::{Authenticated, Error, Input, Mpc, PartyId, Store, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// Bits of what is compared, tested or taken apart.
const WIDTH: u32 = 20;
/// What only the honest party knows.
const SECRET: i128 = 0x2_b7e1;

/// Bits that a mask and the carry of what it hides take.
fn hidden() -> u32 {
	WIDTH + margin(WIDTH) + 1
}

/// What opens a value under a mask.
#[derive(Clone, Copy, Debug)]
enum Step {
	Negative,
	Zero,
	Bits,
}

impl Step {
	fn run<P: Preprocessing>(
		self,
		mpc: &mut Authenticated<Wire, P>,
		values: &[Share],
	) -> Result<(), Error> {
		match self {
			Self::Negative => mpc.negative(values, WIDTH).map(drop),
			Self::Zero => mpc.zero(values, WIDTH).map(drop),
			Self::Bits => mpc.bits(values, WIDTH).map(drop),
		}
	}

	/// Elements in the message that opens a masked value.
	fn elements(self) -> usize {
		match self {
			// Two for each pair of the mask's bits, and the value.
			Self::Negative => (WIDTH as usize - 1) / 2 * 2 + 1,
			Self::Zero | Self::Bits => 1,
		}
	}

	/// What the step adds to a value before it is masked.
	fn lift(self) -> u128 {
		match self {
			Self::Negative | Self::Zero => 1 << (WIDTH - 1),
			Self::Bits => 0,
		}
	}
}

/// What the cheating party does once its error is opened.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Then {
	/// It takes part in a check as an honest party does.
	JoinsIn,
	/// It sends nothing any more.
	FallsSilent,
}

/// Inputs of both parties, zero of the cheating one.
fn inputs<P: Preprocessing>(mpc: &mut Authenticated<Wire, P>) -> Result<[Share; 2], Error> {
	let mine = if mpc.me() == PartyId(0) { SECRET } else { 0 };
	let mut share = |owner| {
		let input = if mpc.me() == owner { Input::Mine(&[mine]) } else { Input::Theirs(1) };
		mpc.input(owner, input).map(|shares| shares[0])
	};
	Ok([share(PartyId(1))?, share(PartyId(0))?])
}

fn honest<P: Preprocessing>(
	mut mpc: Authenticated<Wire, P>,
	step: Step,
) -> Result<Option<Fp>, Error> {
	let [x, y] = inputs(&mut mpc)?;
	let product = mpc.multiply(&[x], &[y])?;
	step.run(&mut mpc, &product)?;
	Ok(None)
}

/// Opens one factor with `error` added; its summand of the masked product.
fn cheating<P: Preprocessing>(
	mut mpc: Authenticated<Wire, P>,
	(step, error, then): (Step, Fp, Then),
) -> Result<Option<Fp>, Error> {
	let [x, y] = inputs(&mut mpc)?;
	let triple = mpc.material.triples(&mut mpc.link, 1)?.remove(0);
	let masked = [x - triple.a + Share { value: error, mac: Fp::ZERO }, y - triple.b];
	let opened = mpc.reveal(&masked)?;
	let (d, e) = (opened[0], opened[1]);
	let product = triple.c + triple.b * d + triple.a * e + mpc.key.public(d * e);
	if then == Then::JoinsIn {
		// What comes of it is for the honest party to say.
		mpc.finish().ok();
	}
	let bits = mpc.material.bits(&mut mpc.link, (WIDTH + margin(WIDTH)) as usize)?;
	let lifted = product + mpc.key.public(Fp::new(step.lift()));
	Ok(Some((lifted + weigh(&bits)).value))
}

/// How a run among two ends for the honest party, and what is above the mask in what the other opens by
/// its summand.
fn stolen<P: Preprocessing>(
	attack: (Step, Fp, Then),
	open: impl Fn(Wire) -> Authenticated<Wire, P> + Sync,
) -> (Result<Option<Fp>, Error>, Option<u128>) {
	let sent = Arc::new(Mutex::new(Vec::new()));
	let inner = sent.clone();
	let listen: Cheat = Box::new(move |_, _, message| inner.lock().unwrap().push(message.clone()));
	let mut results = run(2, Some((PartyId(0), listen)), |wire| {
		let mpc = open(wire);
		if mpc.me() == PartyId(0) {
			honest(mpc, attack.0)
		} else {
			cheating(mpc, attack)
		}
	});
	let summand = results.remove(1).unwrap().unwrap();
	let sent = sent.lock().unwrap();
	// What a session begins with, a masked input and a product come before.
	let product = sent.iter().position(|message| message.len() == 2 * BYTES).unwrap();
	let masked =
		sent[product + 1..].iter().find(|message| message.len() == attack.0.elements() * BYTES);
	let above = masked.map(|message| {
		let theirs = decode(message, PartyId(0), "summand").unwrap();
		(*theirs.last().unwrap() + summand).integer() >> hidden()
	});
	(results.remove(0), above)
}

fn dealt(wire: Wire) -> Authenticated<Wire, Dealer> {
	super::party(wire, 1)
}

const STEPS: [Step; 3] = [Step::Negative, Step::Zero, Step::Bits];

#[test]
fn a_masked_opening_follows_a_product_that_is_checked() {
	for step in STEPS {
		let (honest, above) = stolen((step, Fp::ZERO, Then::JoinsIn), dealt);
		assert_eq!(above, Some(0), "{step:?}");
		// The other party is gone by then.
		assert!(matches!(honest, Err(Error::Transport(_))), "{step:?}: {honest:?}");
	}
}

#[test]
fn a_wrongly_opened_factor_shows_nothing_of_the_other() {
	let error = Fp::new(1 << hidden());
	for step in STEPS {
		let (honest, above) = stolen((step, error, Then::FallsSilent), dealt);
		assert_eq!(above, None, "{step:?}: the secret is {SECRET}");
		assert!(matches!(honest, Err(Error::Transport(_))), "{step:?}: {honest:?}");
		let (honest, above) = stolen((step, error, Then::JoinsIn), dealt);
		assert_eq!(above, None, "{step:?}: the secret is {SECRET}");
		assert_eq!(honest, Err(Error::CheckFailed("the MACs")), "{step:?}");
	}
}

#[test]
fn a_store_is_given_up_whether_the_cheat_joins_the_check_or_leaves_it() {
	for then in [Then::JoinsIn, Then::FallsSilent] {
		let root = TempDir::new().unwrap();
		fill_among(2, root.path(), Need { triples: 100, bits: 100, masks: 10 });
		let path = |party: PartyId| root.path().join(party.to_string());
		let (honest, above) = stolen((Step::Negative, Fp::new(1 << hidden()), then), |wire| {
			let me = wire.parties().me();
			let store = Store::open(&path(me), &[me.0 + 1; 32]).unwrap();
			Authenticated::new(wire, [8; 32], store, &mut ChaCha20Rng::seed_from_u64(2)).unwrap()
		});
		assert_eq!(above, None, "{then:?}");
		assert!(honest.is_err(), "{then:?}");
		let opened = Store::open(&path(PartyId(0)), &[1; 32]).map(drop);
		assert!(matches!(opened, Err(Error::Storage { .. })), "{then:?}");
	}
}
