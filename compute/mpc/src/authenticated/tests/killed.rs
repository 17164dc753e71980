//! A store whose process is killed without warning.

use crate::authenticated::dealer::Dealer;
use crate::authenticated::{Link, Need, Preprocessing, Store};
use crate::wire::{run, Wire};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const DIRECTORY: &str = "PANSHI_MPC_TEST_STORE";
const KEY: [u8; 32] = [6; 32];
/// Twenty-five files.
const TRIPLES: u64 = 100_000;
/// A word before each item, apart from what the test program says of itself.
const ITEM: &str = "item ";

/// What the other process does: it takes item after item and tells each, until it is killed or there
/// are none.
#[test]
#[ignore = "the process that `gives_no_item_twice_when_it_is_killed` kills"]
fn takes_until_it_is_killed() {
	let Ok(directory) = std::env::var(DIRECTORY) else { return };
	let mut store = Store::open(Path::new(&directory), &KEY).unwrap();
	let wire = Wire::all(2).remove(0);
	let mut link = Link::new(wire, [1; 32], &mut ChaCha20Rng::seed_from_u64(1));
	let mut out = std::io::stdout().lock();
	while let Ok(triples) = store.triples(&mut link, 50) {
		for triple in triples {
			writeln!(out, "\n{ITEM}{:?}", triple.a.to_bytes()).unwrap();
		}
	}
}

#[test]
fn gives_no_item_twice_when_it_is_killed() {
	let root = TempDir::new().unwrap();
	let directory = root.path().join("store");
	run(2, None, |wire| {
		use crate::Transport;
		let parties = wire.parties();
		let own = if parties.me().0 == 0 { directory.clone() } else { root.path().join("other") };
		let mut link = Link::new(wire, [1; 32], &mut ChaCha20Rng::seed_from_u64(1));
		let need = Need { triples: TRIPLES, bits: 0, masks: 0 };
		Store::fill(&own, &KEY, &mut link, Dealer::new(parties, 4), need, |_| ()).unwrap();
	});
	let mut rng = ChaCha20Rng::seed_from_u64(8);
	let (mut seen, mut kills) = (BTreeSet::new(), 0);
	// Every process uses up a file at least.
	for _ in 0..TRIPLES.div_ceil(4_096) + 1 {
		let name = "authenticated::tests::killed::takes_until_it_is_killed";
		let mut child = Command::new(std::env::current_exe().unwrap())
			.args([name, "--exact", "--ignored", "--nocapture"])
			.env(DIRECTORY, &directory)
			.stdout(Stdio::piped())
			.stderr(Stdio::null())
			.spawn()
			.unwrap();
		let mut lives = 1 + rng.next_u32() % 10_000;
		let mut lines = BufReader::new(child.stdout.take().unwrap());
		let mut line = String::new();
		// What it told before it was killed is still in the pipe, a last line perhaps not to its end.
		while lines.read_line(&mut line).unwrap() > 0 {
			if let Some(item) = line.strip_prefix(ITEM).filter(|item| item.ends_with('\n')) {
				assert!(seen.insert(item.to_owned()), "an item was given twice");
				lives = lives.saturating_sub(1);
				if lives == 0 {
					child.kill().unwrap();
				}
			}
			line.clear();
		}
		kills += u32::from(!child.wait().unwrap().success());
		if Store::open(&directory, &KEY).unwrap().left().triples == 0 {
			break;
		}
	}
	assert!(kills >= 5, "{kills}");
	assert!(seen.len() > 20_000, "{}", seen.len());
	assert_eq!(Store::open(&directory, &KEY).unwrap().left().triples, 0);
}
