//! The main job on a consortium's network, of which a part stops.

use panshi_stories::{
	consortium::{Consortium, NetworkFile},
	hand::Terminal,
	plain_vcf,
	story::{compare, genotypes, Cast, Market, PRICE},
	wait::within,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	path::Path,
};

/// Versions of each package in a lock file.
fn locked(path: &str) -> BTreeMap<String, BTreeSet<String>> {
	let path = std::path::Path::new(env!("PANSHI_ROOT")).join(path);
	let text = std::fs::read_to_string(path).expect("the lock file is in this repository");
	let lock: toml::Table = text.parse().expect("a lock file is TOML");
	let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
	for package in lock["package"].as_array().expect("a list") {
		let word = |name: &str| package[name].as_str().expect("text").to_string();
		versions.entry(word("name")).or_default().insert(word("version"));
	}
	versions
}

#[test]
fn the_relay_chain_is_made_of_the_versions_of_the_main_workspace() {
	let main = locked("Cargo.lock");
	let relay = locked("zombienet/relay/Cargo.lock");
	for (name, versions) in relay.iter().filter(|(name, _)| main.contains_key(*name)) {
		assert!(versions.is_subset(&main[name]), "{name}: {versions:?}, not {:?}", main[name]);
	}
	let shared = relay.keys().filter(|name| main.contains_key(*name)).count();
	assert!(shared > 1_000, "{shared}");
}

/// Blocks that a collator makes alone.
const ALONE: u32 = 4;

fn silent(_: &str) {}

/// A file shows, without a node, that the relay chain finalized what happened to the job.
fn the_relay_chain_made_it_final(
	folder: &Path,
	consortium: &Consortium,
	job: u32,
) -> anyhow::Result<()> {
	let terminal = Terminal::new(folder, &consortium.state().url()?);
	let relay = consortium.state().relay_url()?;
	terminal.anybody().reads(&format!("audit trust --relay {relay} --out trust.json"))?;
	let export = format!("audit export job {job} --relay {relay} --out job.bundle");
	terminal.anybody().reads(&export)?;
	let verify = "audit verify job.bundle --trust trust.json";
	let report = terminal.offline().anybody().json(verify)?;
	assert!(report["relay_block"].as_u64().is_some_and(|block| block > 0), "{report}");
	Ok(())
}

/// Takes minutes, and a relay chain.
#[tokio::test]
#[ignore = "`cargo xtask test --network` runs it"]
async fn a_job_is_done_though_a_collator_and_a_validator_stop() -> anyhow::Result<()> {
	within(2_400, async {
		let folder = tempfile::tempdir()?;
		let file = NetworkFile::read(&NetworkFile::standard())?;
		let files = plain_vcf::split_by_person(&genotypes(), 3, folder.path())?;
		let network = folder.path().join("network");
		let mut consortium = Consortium::start(&network, &file, &files, &mut silent).await?;
		consortium.first_transaction(&mut silent).await?;
		let mut cast = Cast::new(&consortium.state().url()?, &files).await?;
		cast.register_nodes(consortium.state().node_infos()?, &mut silent).await?;
		cast.register_data(&mut silent).await?;
		cast.publish(&mut silent).await?;
		let algorithm = cast.register_algorithm(&mut silent).await?;
		let authorization = cast.authorize(algorithm, &Market::default(), &mut silent).await?;
		let question = cast.ask(cast.variants()?, &mut silent).await?;
		let job = cast.create_job(&authorization, &question).await?;

		// One collator makes the blocks of both; the other one's compute node has to wait for it.
		consortium.kill("lab2")?;
		let alone = cast.chain.head().await?.number() + ALONE;
		cast.chain.wait_for_block(alone).await?;
		consortium.restart("lab2").await?;
		// Of two validators nothing is final without both.
		consortium.kill("bob")?;
		consortium.restart("bob").await?;

		let outcome = cast.finish_job(job, &question, &mut silent).await?;
		compare(&outcome.opened, &plain_vcf::count(&[genotypes()])?)?;
		let paid: u128 = outcome.payments.iter().map(|(_, amount)| amount).sum();
		assert_eq!(paid, PRICE, "paid to the last unit");
		the_relay_chain_made_it_final(folder.path(), &consortium, job)?;
		consortium.check()
	})
	.await
}
