//! Material that honest parties make.

use crate::authenticated::field::Fp;
use crate::authenticated::{Checks, Link, Preprocessing, Share};
use crate::lattice::Lattice;
use crate::wire::{run, Wire};
use crate::{PartyId, Transport};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

fn start(wire: Wire, mut lattice: Lattice) -> (Link<Wire>, Lattice) {
	let me = wire.parties().me().index() as u64;
	let mut link = Link::new(wire, [3; 32], &mut ChaCha20Rng::seed_from_u64(me));
	lattice.start(&mut link).unwrap();
	(link, lattice)
}

/// Opens shares and checks their MACs.
fn open(link: &mut Link<Wire>, lattice: &Lattice, shares: &[Share]) -> Vec<Fp> {
	let (mut checks, key) = (Checks::default(), lattice.key().unwrap());
	let opened = checks.open(link, shares).unwrap();
	checks.finish(link, &key).unwrap();
	opened
}

#[test]
fn triples_multiply() {
	for count in 2..=4 {
		run(count, None, |wire| {
			let (mut link, mut lattice) = start(wire, Lattice::insecure_for_tests());
			let triples = lattice.triples(&mut link, 70).unwrap();
			let shares: Vec<_> = triples.iter().flat_map(|t| [t.a, t.b, t.c]).collect();
			let opened = open(&mut link, &lattice, &shares);
			assert!(opened.chunks(3).all(|t| t[0] * t[1] == t[2] && t[0] != Fp::ZERO));
		});
	}
}

#[test]
fn bits_are_bits() {
	for count in 2..=4 {
		run(count, None, |wire| {
			let (mut link, mut lattice) = start(wire, Lattice::insecure_for_tests());
			let bits = lattice.bits(&mut link, 200).unwrap();
			let opened = open(&mut link, &lattice, &bits);
			assert!(opened.iter().all(|bit| *bit == Fp::ZERO || *bit == Fp::ONE));
			let ones = opened.iter().filter(|bit| **bit == Fp::ONE).count();
			assert!((60..140).contains(&ones), "{ones}");
		});
	}
}

#[test]
fn masks_are_known_to_their_owner() {
	for owner in (0..3).map(PartyId) {
		run(3, None, |wire| {
			let (mut link, mut lattice) = start(wire, Lattice::insecure_for_tests());
			let masks = lattice.masks(&mut link, owner, 40).unwrap();
			let shares: Vec<_> = masks.iter().map(|mask| mask.share).collect();
			let opened = open(&mut link, &lattice, &shares);
			if owner == link.parties().me() {
				assert!(masks.iter().zip(opened).all(|(mask, value)| mask.value == value));
			}
			assert!(masks.iter().all(|mask| mask.share.value != mask.value));
		});
	}
}
