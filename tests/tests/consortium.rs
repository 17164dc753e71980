//! The main job on a consortium's network, of which a part stops.

use panshi_stories::{
	consortium::{Consortium, NetworkFile},
	network::within,
	plain_vcf,
	story::{compare, genotypes, Cast, Market, PRICE},
};

/// Blocks that a collator makes alone.
const ALONE: u32 = 4;

fn silent(_: &str) {}

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
		consortium.check()
	})
	.await
}
