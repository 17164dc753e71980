//! What a store reads from its files, and what parties offer each other.

use super::{agree, fill, Files, Header, Kind, Store, MOST_OFFERS};
use crate::authenticated::field::Fp;
use crate::authenticated::{MacKey, Share};
use crate::PartyId;
use std::path::Path;
use zeroize::Zeroizing;

/// Reads the bytes as a header, as a file of each kind and as offers. What is read is written back as it
/// was.
pub fn store(bytes: &[u8]) {
	let Some((count, rest)) = bytes.split_first() else { return };
	if let Some(header) = Header::from_bytes(rest) {
		assert_eq!(header.to_bytes()[..], *rest);
	}
	let count = usize::from(*count);
	let bit = |bytes: &[u8]| Some(Share::from_bytes(bytes)?.to_bytes().to_vec());
	let triple = |bytes: &[u8]| {
		let triple = fill::triple(bytes)?;
		Some([triple.a, triple.b, triple.c].map(Share::to_bytes).concat())
	};
	let mask = |bytes: &[u8]| {
		let mask = fill::mask(bytes)?;
		Some([&mask.share.to_bytes()[..], &mask.value.to_bytes()].concat())
	};
	take(Kind::Bits, rest, count, bit);
	take(Kind::Triples, rest, count, triple);
	take(Kind::Masks(PartyId(1)), rest, count, mask);
	let messages: Vec<_> = rest.chunks(32 * MOST_OFFERS).map(<[u8]>::to_vec).collect();
	let agreed = agree::of_all(&messages);
	assert!(agreed.len() <= MOST_OFFERS && !agreed.contains(&[0; 32]));
}

/// Takes items out of a file with these bytes; `again` writes back what it reads.
fn take(kind: Kind, bytes: &[u8], count: usize, again: impl Fn(&[u8]) -> Option<Vec<u8>>) {
	let me = PartyId(0);
	let header = Header { id: [0; 32], me, count: 2, mac: MacKey::new(Fp::ONE, me) };
	let mut store = Store::new(Files::new(Path::new(""), &[0; 32]), header);
	for shelf in store.shelves.iter_mut().filter(|shelf| shelf.kind == kind) {
		shelf.rest = Zeroizing::new(bytes.to_vec());
	}
	let Ok(items) = store.take(kind, count, again) else { return };
	for shelf in store.shelves.iter().filter(|shelf| shelf.kind == kind) {
		assert_eq!([&shelf.rest[..], &items.concat()].concat(), bytes);
	}
}
