//! What the program `panshi` says where it needs no chain.

use panshi_compute::{
	keystore::NodeKeys,
	lookup::{build, LookupFiles, NewTable},
	variants::Normaliser,
};
use panshi_primitives::genomics::ReferenceBuild;
use panshi_query::exact::TableLayout;
use rand_core::OsRng;
use serde_json::Value;
use std::{
	io::Write,
	path::Path,
	process::{Command, Output, Stdio},
};

fn panshi(folder: &Path, arguments: &[&str]) -> Output {
	Command::new(env!("CARGO_BIN_EXE_panshi"))
		.args(arguments)
		.current_dir(folder)
		.env_remove("PANSHI_PASSWORD")
		.output()
		.expect("the program starts")
}

/// What `panshi` says to `arguments`, which is given `input` to read, where no node answers.
fn panshi_reads(folder: &Path, arguments: &str, input: &str) -> String {
	let mut child = Command::new(env!("CARGO_BIN_EXE_panshi"))
		.args(["--url", "ws://127.0.0.1:1"])
		.args(arguments.split_whitespace())
		.current_dir(folder)
		.stdin(Stdio::piped())
		.stderr(Stdio::piped())
		.spawn()
		.expect("the program starts");
	// A program that has refused already reads nothing.
	let _ = child.stdin.take().expect("it is piped").write_all(input.as_bytes());
	said(&child.wait_with_output().expect("it ends").stderr)
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

/// A table of one variant on GRCh37, trimmed.
fn make_table(folder: &Path) {
	let records = folder.join("records.tsv");
	let text = "sequence\tposition\treference\talternate\trecord\n13\t5\tA\tG\tbenign\n";
	std::fs::write(&records, text).expect("a new file");
	let files =
		LookupFiles { table: folder.join("table"), key: folder.join("key"), most_lookups: 1 };
	let keys = NodeKeys::generate(&mut OsRng);
	let new = NewTable { epoch: 1, build: ReferenceBuild::Grch37, layout: TableLayout::default() };
	let with = (&mut Normaliser::trimmed(), keys.storage());
	build(&records, &files, new, with, &mut OsRng).expect("it can be made");
}

#[test]
fn the_patient_is_not_on_the_command_line() {
	let folder = folder();
	make_table(folder.path());
	let hash = format!("0x{}", "11".repeat(32));
	let asks = |what: &str, input: &str| {
		let to = format!("--agreement 0 --algorithm {hash} --data 0 --table table");
		panshi_reads(folder.path(), &format!("query exact {what} {to}"), input)
	};
	let variants = "--variants-file - --build GRCh37";
	assert!(asks(variants, "rubbish\n").contains("rubbish is no variant"));
	assert!(asks(variants, "\n").contains("asks for nothing"));
	assert!(asks("--genes-file -", "HGNC:1").contains("HGNC:1 is no gene with a phenotype"));
	let both = asks("--variants-file - --genes-file - --build GRCh37", "13:5:A:G");
	assert!(both.contains("standard input has one list"), "{both}");
	// As far as it gets without a node.
	let asked = asks(variants, "13:5:A:G\n13:6:A:C\n");
	assert!(asked.contains("no node answers"), "{asked}");

	let to = format!("--agreement 0 --algorithm {hash} --data 0 --ontology obo --catalogue table");
	let ranks = |input: &str| {
		let line = format!("query phenotypes --terms-file - {to}");
		panshi_reads(folder.path(), &line, input)
	};
	assert!(ranks("HP:0001250, HP:1\n").contains("HP:1 is no term"));
	assert!(ranks("HP:0001250\n").contains("obo"), "it has the terms, and no ontology");
	let line = format!("query phenotypes {to}");
	let missing = panshi_reads(folder.path(), &line, "");
	assert!(missing.contains("--terms"), "{missing}");
}

#[test]
fn variants_written_otherwise_than_in_the_table_are_not_asked_for() {
	let folder = folder();
	make_table(folder.path());
	std::fs::write(folder.path().join("13.fa"), ">13\nGGGGAAAA\n").expect("a new file");
	let hash = format!("0x{}", "11".repeat(32));
	let asks = |how: &str| {
		let what = format!("query exact --variants-file - {how} --agreement 0 --algorithm {hash}");
		panshi_reads(folder.path(), &format!("{what} --data 0 --table table"), "13:5:A:G")
	};
	let elsewhere = asks("--build GRCh38");
	assert!(elsewhere.contains("Ask for their places on GRCh37"), "{elsewhere}");
	let justified = asks("--build GRCh37 --reference 13.fa");
	assert!(justified.contains("Leave --reference out"), "{justified}");
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
