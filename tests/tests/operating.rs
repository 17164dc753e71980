//! The pages of docs/operating, typed as they stand there.

use anyhow::{Context, Result};
use panshi_stories::{
	hand::{word, Terminal},
	network::{Network, Teller},
	pages::Page,
	plain_vcf,
	process::program,
	story::genotypes,
	wait::within,
};
use serde_json::Value;
use sp_maybe_compressed_blob::{compress_weakly, CODE_BLOB_BOMB_LIMIT};
use std::path::Path;

/// A chain, a compute node of `//Lab1` that is registered as number 0, and a terminal beside them.
async fn one_holder(folder: &Path) -> Result<(Network, Terminal)> {
	let files = plain_vcf::split_by_person(&genotypes(), 3, folder)?;
	let mut network = within(200, async { Network::start(folder, &files[..1], 200).await }).await?;
	let terminal = Terminal::new(folder, &network.url());
	let keys = keys(&terminal, "compute1.keys")?;
	let register = format!(
		"member node-register --signing-key {} --channel-key {} --endpoint lab1.example:8541",
		word(&keys, "signing_key")?,
		word(&keys, "channel_key")?
	);
	assert_eq!(terminal.with("//Lab1").json(&register)?["node"], 0);
	well(&mut network).await?;
	Ok((network, terminal))
}

/// Waits until the compute node runs with the keys that are on the chain.
async fn well(network: &mut Network) -> Result<()> {
	within(60, network.wait_for_metric(Teller::Compute(0), "panshi_compute_registered 1")).await
}

fn keys(terminal: &Terminal, file: &str) -> Result<Value> {
	terminal.compute(&format!("keys show {file}"))
}

#[tokio::test]
async fn keys_are_rotated() -> Result<()> {
	let mut page = Page::open("keys.md")?;
	rotate_session_keys(&mut page).await?;

	let folder = tempfile::tempdir()?;
	let (mut network, terminal) = one_holder(folder.path()).await?;
	terminal.types(&page.next("panshi-compute keys new compute1.new.keys", &[])?)?;
	terminal.types(&page.next("panshi-compute keys show", &[])?)?;
	network.kill_compute(0)?;
	let new = keys(&terminal, "compute1.new.keys")?;
	let (signing, channel) = (word(&new, "signing_key")?, word(&new, "channel_key")?);
	let update = page.next("panshi --as //Lab1 member node-update 0", &[signing, channel])?;
	terminal.types(&update)?;
	// Between the two steps the doctor sees what is wrong, and says what to do.
	let doctor = "doctor --compute-config compute1.toml";
	let wrong = terminal.with("//Lab1").json_of_failure(doctor)?;
	let finding = |findings: &Value, check: &str| {
		let found = findings.as_array().and_then(|all| all.iter().find(|f| f["check"] == check));
		found.cloned().unwrap_or_default()
	};
	assert_eq!(finding(&wrong, "compute keys")["level"], "fail", "{wrong}");
	assert_eq!(finding(&wrong, "compute node")["level"], "fail", "{wrong}");
	for file in ["compute1.keys", "compute1.new.keys", "compute1.state"] {
		terminal.types(&page.next(&format!("mv {file} "), &[])?)?;
	}
	network.restart_compute(0).await?;
	well(&mut network).await?;
	let said = terminal.types(&page.next("panshi --as //Lab1 doctor", &[])?)?;
	assert!(said.contains("registered as compute node 0"), "{said}");
	page.end()?;
	network.check()
}

async fn rotate_session_keys(page: &mut Page) -> Result<()> {
	let folder = tempfile::tempdir()?;
	let mut network = within(200, async {
		Network::start_alone(folder.path(), 200, &["--rpc-methods=unsafe"]).await
	})
	.await?;
	let terminal = Terminal::new(folder.path(), &network.url());
	let keys = |terminal: &Terminal| -> Result<String> {
		let list = terminal.anybody().json("collator list")?;
		Ok(word(&list[0], "session_keys")?.to_string())
	};
	let before = keys(&terminal)?;
	let rotate = page.next("panshi --as //Alice collator rotate-keys", &[])?;
	let said = terminal.types(&rotate)?;
	let after = keys(&terminal)?;
	assert!(before != after && said.contains(&after), "{said}");
	let list = terminal.types(&page.next("panshi collator list", &[])?)?;
	assert!(list.contains(&after), "{list}");
	// Session keys are for members and collators.
	assert!(terminal.types(&rotate.replace("//Alice", "//Stranger")).is_err());
	network.check()
}

/// Types the votes of a page on what it names from the proposal to the close, and gives what the close
/// said.
fn vote(page: &mut Page, terminal: &Terminal, on: &str, values: &[&str]) -> Result<String> {
	for who in ["Operator", "Auditor", "Consumer", "ThirdParty", "Lab1", "Lab2"] {
		let vote = format!("panshi --as //{who} council vote 0 {on}");
		terminal.types(&page.next(&vote, values)?)?;
	}
	terminal.types(&page.next("panshi --as //Operator council close 0", &[])?)
}

#[tokio::test]
async fn a_member_leaves() -> Result<()> {
	let folder = tempfile::tempdir()?;
	let (mut network, terminal) = one_holder(folder.path()).await?;
	terminal.fill("data.toml", "data.toml", &[])?;
	let register = "data register --file data.toml --fingerprint-of lab1.vcf.gz";
	assert_eq!(terminal.with("//Lab1").json(register)?["data"], 0);

	let mut page = Page::open("leaving.md")?;
	terminal.types(&page.next("panshi agreement list --party //Lab1", &[])?)?;
	terminal.types(&page.next("panshi --as //Lab1 data withdraw 0", &[])?)?;
	assert_eq!(terminal.anybody().json("data show 0")?["status"], "withdrawn");
	terminal.types(&page.next("panshi --as //Lab1 member node-retire 0", &[])?)?;
	assert_eq!(terminal.anybody().json("member node-show")?, Value::Array(Vec::new()));
	terminal.types(&page.next("panshi --as //Operator member remove //Lab1", &[])?)?;
	let list = terminal.types(&page.next("panshi council list", &[])?)?;
	assert!(list.contains("Consortium.remove"), "{list}");
	let shown = terminal.types(&page.next("panshi council show 0", &[])?)?;
	assert!(shown.contains("Development laboratory 1"), "{shown}");
	let shown = terminal.anybody().json("council show 0")?;
	let proposal = word(&shown, "proposal")?;
	vote(&mut page, &terminal, "--proposal", &[proposal])?;
	let members = terminal.types(&page.next("panshi member list", &[])?)?;
	assert!(!members.contains("Development laboratory 1"), "{members}");
	assert!(members.contains("Development laboratory 2"), "{members}");
	page.end()?;
	network.check()
}

/// Beside the upgrade, which is vote 0, another proposal is to the vote, as number 1: neither a hash nor
/// a file votes under the other's number.
fn nobody_votes_on_what_it_has_not_seen(terminal: &Terminal) -> Result<()> {
	let consumer = terminal.with("//Consumer");
	let other = terminal.with("//Auditor").json("member remove //Lab3 --council")?;
	assert_eq!(other["vote"], 1);
	let other = word(&other, "proposal")?;
	let swapped = format!("council vote 0 --proposal {other} --approve");
	let refused = ["vote 0 is on another proposal", "this one is vote 1", "Nothing was sent"];
	consumer.is_refused(&swapped, &refused)?;
	consumer.is_refused("council vote 1 --code panshi_runtime.wasm --approve", &["is vote 0"])?;
	terminal.write("other.wasm", "another runtime")?;
	let refused = ["vote 0 is on another proposal", "`panshi council show 0`"];
	consumer.is_refused("council vote 0 --code other.wasm --approve", &refused)?;
	let shown = terminal.anybody().json("council show 1")?;
	assert_eq!(shown["call"]["name"], "remove", "{shown}");
	assert_eq!(shown["ayes"], Value::Array(Vec::new()), "{shown}");
	Ok(())
}

#[tokio::test]
async fn a_runtime_is_voted_on() -> Result<()> {
	let folder = tempfile::tempdir()?;
	let mut network = within(200, async {
		Network::start_alone(folder.path(), 200, &["--rpc-methods=unsafe"]).await
	})
	.await?;
	let terminal = Terminal::new(folder.path(), &network.url());
	// A development build does not compress it.
	let built = program("panshi-node")?.with_file_name("wbuild/panshi-runtime/panshi_runtime.wasm");
	let packed = compress_weakly(&std::fs::read(built)?, CODE_BLOB_BOMB_LIMIT)
		.context("the runtime is larger than a chain takes")?;
	std::fs::write(folder.path().join("panshi_runtime.wasm"), packed)?;

	let mut page = Page::open("upgrade.md")?;
	terminal.types(&page.next("panshi --as //Operator upgrade propose", &[])?)?;
	let early = "upgrade apply --code panshi_runtime.wasm";
	terminal.with("//Lab3").is_refused(early, &["no runtime is authorized", "upgrade propose"])?;
	nobody_votes_on_what_it_has_not_seen(&terminal)?;
	let list = terminal.types(&page.next("panshi council list", &[])?)?;
	assert!(list.contains("Consortium.authorize_upgrade"), "{list}");
	vote(&mut page, &terminal, "--code panshi_runtime.wasm", &[])?;
	terminal.types(&page.next("panshi upgrade show", &[])?)?;
	let shown = terminal.anybody().json("upgrade show")?;
	assert!(word(&shown, "authorized")?.starts_with("0x") && shown["migrating"] == false);

	let other = early.replace("panshi_runtime", "other");
	terminal.with("//Lab3").is_refused(&other, &["Take the file that was voted on"])?;
	// The very runtime that is running: the chain takes a higher version only.
	let apply = page.next("panshi --as //Lab3 upgrade apply", &[])?;
	let refused = terminal.types(&apply).expect_err("it is not newer").to_string();
	assert!(refused.contains("its version is not higher"), "{refused}");
	assert_eq!(terminal.anybody().json("upgrade show")?["authorized"], Value::Null);
	page.end()?;
	network.check()
}

#[test]
fn a_node_has_an_identity() -> Result<()> {
	let folder = tempfile::tempdir()?;
	let terminal = Terminal::new(folder.path(), "");
	let mut page = Page::open("peers.md")?;
	terminal.types(&page.next("panshi-node key generate-node-key", &[])?)?;
	let id = terminal.types(&page.next("panshi-node key inspect-node-key", &[])?)?;
	assert!(id.starts_with("12D3KooW"), "{id}");
	page.end()
}

#[tokio::test]
async fn backups_are_restored() -> Result<()> {
	let folder = tempfile::tempdir()?;
	let (mut network, terminal) = one_holder(folder.path()).await?;
	let mut page = Page::open("backup.md")?;

	network.kill_chain()?;
	terminal.types(&page.next("tar --create --gzip --file node-backup", &[])?)?;
	std::fs::remove_dir_all(folder.path().join("chain"))?;
	terminal.types(&page.next("tar --extract --gzip --file node-backup", &[])?)?;
	network.restart_chain().await?;
	let node = terminal.anybody().json("member node-show 0")?;
	assert_eq!(node["bond"], "100 PAN", "the chain goes on where it was");

	network.kill_compute(0)?;
	terminal.types(&page.next("tar --create --gzip --file compute-backup", &[])?)?;
	for file in ["compute1.toml", "compute1.keys"] {
		std::fs::remove_file(folder.path().join(file))?;
	}
	std::fs::remove_dir_all(folder.path().join("compute1.state"))?;
	terminal.types(&page.next("tar --extract --gzip --file compute-backup", &[])?)?;
	terminal.types(&page.next("chmod 600 compute1.passphrase", &[])?)?;
	let said = terminal.types(&page.next("panshi-compute check-config", &[])?)?;
	assert!(said.contains("the configuration is sound"), "{said}");
	page.end()?;
	network.restart_compute(0).await?;
	well(&mut network).await?;
	network.check()
}

#[tokio::test]
async fn the_doctor_sees_what_is_wrong() -> Result<()> {
	let folder = tempfile::tempdir()?;
	let (mut network, terminal) = one_holder(folder.path()).await?;
	let mut page = Page::open("monitoring.md")?;
	let doctor = page.next("panshi --as //Lab1 doctor", &[])?;
	page.end()?;
	let said = terminal.types(&doctor)?;
	for words in
		["registered as compute node 0", "Development laboratory 1: holder", "nothing failed"]
	{
		assert!(said.contains(words), "{words}: {said}");
	}

	let passphrase = folder.path().join("compute1.passphrase");
	let open = std::os::unix::fs::PermissionsExt::from_mode(0o644);
	std::fs::set_permissions(&passphrase, open)?;
	let exposed = terminal.types(&doctor).expect_err("others may read it").to_string();
	assert!(exposed.contains("Do: Run: chmod 600"), "{exposed}");
	let closed = std::os::unix::fs::PermissionsExt::from_mode(0o600);
	std::fs::set_permissions(&passphrase, closed)?;

	let stranger = terminal.types(&doctor.replace("//Lab1", "//Stranger"));
	let stranger = stranger.expect_err("it is no member").to_string();
	assert!(stranger.contains("is no member of the consortium"), "{stranger}");
	assert!(stranger.contains("belongs to"), "{stranger}");

	network.kill_compute(0)?;
	let dead = terminal.types(&doctor).expect_err("it does not run").to_string();
	assert!(dead.contains("Start it: panshi-compute run"), "{dead}");
	network.kill_chain()?;
	let alone = terminal.types(&doctor).expect_err("no node answers").to_string();
	assert!(alone.contains("no node answers at"), "{alone}");
	Ok(())
}
