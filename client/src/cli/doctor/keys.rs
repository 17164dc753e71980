//! The key that signs, and files that nobody else may read.

use super::finding::Finding;
use crate::cli::session::Session;
use panshi_client::keys::KeySource;
use panshi_primitives::AccountId;
use std::{os::unix::fs::PermissionsExt, path::Path};

/// Checks the key of `--as`, and gives the account for which it acts.
pub(super) fn check(session: &Session<'_>) -> (Vec<Finding>, Option<AccountId>) {
	let Some(source) = session.key() else {
		let found = "no key is named: nothing can be signed, and no account is checked";
		return (vec![Finding::warn("key", found, "Name one with --as.")], None);
	};
	let mut findings = Vec::new();
	if let KeySource::Mnemonic(path) | KeySource::Json(path) = source {
		findings.push(check_secret("key file", path));
	}
	match session.acts_for() {
		Ok(account) => {
			findings.push(match source {
				KeySource::Dev(name) => Finding::warn(
					"key",
					format!("{name} is a development key: everybody has it"),
					"Use it on development chains alone.",
				),
				_ => Finding::ok("key", format!("opens; it acts for {account}")),
			});
			(findings, Some(account))
		},
		Err(error) => {
			let next = "Correct --as, or the file that it names.";
			findings.push(Finding::fail("key", error.to_string(), next));
			(findings, None)
		},
	}
}

/// Whether the file `path` is there and only its owner may read it.
pub(super) fn check_secret(check: &'static str, path: &Path) -> Finding {
	let shown = path.display();
	match std::fs::metadata(path) {
		Err(error) => {
			let next = "Restore it from its backup, or name another.";
			Finding::fail(check, format!("{shown}: {error}"), next)
		},
		Ok(file) if file.permissions().mode() & 0o077 != 0 => {
			let mode = file.permissions().mode() & 0o777;
			let found = format!("{shown} has mode {mode:o}: others may read or change it");
			Finding::fail(check, found, format!("Run: chmod 600 {shown}"))
		},
		Ok(_) => Finding::ok(check, format!("{shown} is its owner's alone")),
	}
}

#[cfg(test)]
mod tests {
	use super::{super::Level, *};

	#[test]
	fn a_secret_is_its_owners_alone() {
		let file = tempfile::NamedTempFile::new().expect("a temporary file");
		for (mode, level) in
			[(0o600, Level::Ok), (0o400, Level::Ok), (0o640, Level::Fail), (0o604, Level::Fail)]
		{
			let permissions = PermissionsExt::from_mode(mode);
			std::fs::set_permissions(file.path(), permissions).expect("it is ours");
			let finding = check_secret("key file", file.path());
			assert_eq!(finding.level, level, "{mode:o}: {finding:?}");
		}
		let open = check_secret("key file", file.path()).next;
		assert_eq!(open, Some(format!("Run: chmod 600 {}", file.path().display())));
		assert_eq!(check_secret("key file", Path::new("/no/such/file")).level, Level::Fail);
	}
}
