//! What the program `panshi` says where it needs no chain.

use serde_json::Value;
use std::{
	path::Path,
	process::{Command, Output},
};

fn panshi(folder: &Path, arguments: &[&str]) -> Output {
	Command::new(env!("CARGO_BIN_EXE_panshi"))
		.args(arguments)
		.current_dir(folder)
		.env_remove("PANSHI_PASSWORD")
		.output()
		.expect("the program starts")
}

fn folder() -> tempfile::TempDir {
	tempfile::tempdir().expect("a temporary folder")
}

fn said(bytes: &[u8]) -> String {
	String::from_utf8(bytes.to_vec()).expect("text")
}

fn json(bytes: &[u8]) -> Value {
	serde_json::from_slice(bytes).expect("one JSON value")
}

#[test]
fn help_names_every_noun() {
	let help = said(&panshi(folder().path(), &["--help"]).stdout);
	for noun in ["member", "data", "template", "agreement", "algorithm", "job", "council", "audit"]
	{
		assert!(help.contains(&format!("\n  {noun} ")), "{noun}: {help}");
	}
}

#[test]
fn makes_a_key_for_one_job_and_never_overwrites_it() {
	let folder = folder();
	let made = panshi(folder.path(), &["--json", "job", "key-new", "--out", "result.key"]);
	assert!(made.status.success());
	let public = json(&made.stdout)["public"].as_str().expect("a key").to_owned();
	let file = std::fs::read_to_string(folder.path().join("result.key")).expect("the key file");
	assert!(file.contains(&public) && !said(&made.stdout).contains("secret"));
	let again = panshi(folder.path(), &["job", "key-new", "--out", "result.key"]);
	assert!(!again.status.success());
	assert!(said(&again.stderr).contains("result.key exists, and is not overwritten"), "{again:?}");
}

#[test]
fn signs_without_a_connection() {
	let folder = folder();
	let hash = format!("0x{}", "11".repeat(32));
	let arguments = [
		"--as",
		"//Lab1",
		"agreement",
		"sign-offline",
		"--digest",
		&hash,
		"--genesis",
		&hash,
		"--expires-at",
		"500",
		"--out",
		"signature.json",
	];
	let signed = panshi(folder.path(), &arguments);
	assert!(signed.status.success(), "{signed:?}");
	assert!(
		said(&signed.stdout).contains("Next: any member runs panshi agreement submit-signatures")
	);
	let file = json(&std::fs::read(folder.path().join("signature.json")).expect("the signature"));
	assert_eq!((&file["digest"], &file["expires_at"]), (&Value::from(hash), &Value::from(500)));
	assert_eq!(file["party"], file["signer"]);
}

#[test]
fn makes_a_list_of_variants() {
	let folder = folder();
	std::fs::write(folder.path().join("sites.tsv"), "22\t10\tA\tC\n22\t20\tA\tC\n")
		.expect("a file");
	let arguments =
		["--json", "job", "parameters", "--sites", "sites.tsv", "--build", "GRCh37", "--no-upload"];
	let made = panshi(folder.path(), &arguments);
	assert!(made.status.success(), "{made:?}");
	assert_eq!(json(&made.stdout)["items"], 2);
}

#[test]
fn fails_with_the_next_step() {
	let folder = folder();
	let nobody = ["--url", "ws://127.0.0.1:1"];
	for (arguments, wanted) in [
		(["member", "list"].as_slice(), "name another with --url"),
		(&["--as", "Alice", "member", "list"], "Write //Name for a development key"),
		(&["data", "register", "--file", "missing.toml"], "cannot open missing.toml"),
		(&["job", "open", "0", "--key", "missing.key"], "cannot open missing.key"),
	] {
		let failed = panshi(folder.path(), &[nobody.as_slice(), arguments].concat());
		assert!(!failed.status.success());
		assert!(said(&failed.stderr).contains(wanted), "{failed:?}");
	}
}

#[test]
fn programs_get_errors_as_json() {
	let failed = panshi(folder().path(), &["--json", "--url", "ws://127.0.0.1:1", "job", "list"]);
	assert!(!failed.status.success());
	assert!(json(&failed.stderr)["error"].as_str().expect("a text").contains("no node answers"));
}
