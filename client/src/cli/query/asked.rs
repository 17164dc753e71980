//! What is asked about a patient, out of sight of others on the machine.
//!
//! # Security
//!
//! The words of a command line can be read by every user of the machine while the command runs, and
//! stay in the history of the shell. A file or standard input shows nobody anything.

use anyhow::{ensure, Context};
use std::{
	io::{self, Read},
	path::Path,
};
use zeroize::Zeroizing;

/// Most bytes of a list.
const MOST: u64 = 64 * 1_024;

/// The items of a list in the file at `path`, or on standard input where it is `-`: between commas,
/// blanks or lines.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<String>> {
	let failed = || format!("cannot read {}", path.display());
	let source: Box<dyn Read> = match path.as_os_str() == "-" {
		true => Box::new(io::stdin().lock()),
		false => Box::new(std::fs::File::open(path).with_context(failed)?),
	};
	let mut text = Zeroizing::new(String::new());
	source.take(MOST + 1).read_to_string(&mut text).with_context(failed)?;
	ensure!(u64::try_from(text.len())? <= MOST, "{} has more than {MOST} bytes", path.display());
	let items = items(&text);
	ensure!(!items.is_empty(), "{} asks for nothing: write an item a line", path.display());
	Ok(items)
}

fn items(text: &str) -> Vec<String> {
	let items = text.split(|c: char| c == ',' || c.is_whitespace());
	items.filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_list_has_commas_or_lines() {
		assert_eq!(items("HP:1,HP:2\r\n\n HP:3 ,"), ["HP:1", "HP:2", "HP:3"]);
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("terms");
		std::fs::write(&path, "HP:1\nHP:2\n").expect("a new file");
		assert_eq!(read(&path).expect("it has items"), ["HP:1", "HP:2"]);
	}

	#[test]
	fn fails_on_no_list_and_on_one_without_end() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("terms");
		let failed = || read(&path).expect_err("no list").to_string();
		assert!(failed().contains("cannot read"));
		std::fs::write(&path, " ,\n").expect("a new file");
		assert!(failed().contains("asks for nothing"));
		std::fs::write(&path, "a".repeat(64 * 1_024 + 1)).expect("the file is ours");
		assert!(failed().contains("more than 65536 bytes"));
	}
}
