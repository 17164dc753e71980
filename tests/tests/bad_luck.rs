//! What goes wrong, and what becomes of the money and of the result.

use panshi_client::chain::{
	calls::{compute_jobs, money},
	Chain, ChainError,
};
use panshi_primitives::{
	agreement::{ReleaseRule, Windows},
	job::{FailureCause, JobId, JobStage, RefusalReason},
};
use panshi_stories::{
	network::Network,
	plain_vcf,
	story::{compare, genotypes, Market, OpenMarket, Organisation, PRICE},
	wait::within,
};
use std::io::Write;

fn silent(_: &str) {}

#[tokio::test]
async fn a_silent_node_is_named_and_pays_and_the_fee_returns() -> anyhow::Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let market =
			Market { windows: Windows { accept: 12, compute: 12, check: 12 }, ..Market::default() };
		let mut open = OpenMarket::start(folder.path(), &market).await?;
		open.network.kill_compute(1)?;
		let cast = &open.cast;
		let question = cast.ask(cast.variants()?, &mut silent).await?;
		let node = cast.laboratories[1].node.expect("registered");
		let bond = cast.chain.head().await?.compute_node(node).await?.bond;

		let job = cast.create_job(&open.authorization, &question).await?;
		let ended = cast.follow(job, &mut silent).await?;

		let JobStage::Failed { cause, at_fault, .. } = ended.stage else {
			panic!("a job with a silent node fails: {:?}", ended.stage)
		};
		assert_eq!(cause, FailureCause::NotAccepted);
		let faults: Vec<bool> = (0..3).map(|i| at_fault.contains(i)).collect();
		assert_eq!(faults, [false, true, false]);
		let head = cast.chain.head().await?;
		let record = head.record(job).await?.expect("a failed job has a record");
		assert_eq!(record.settlement.refunded, PRICE);
		assert!(head.compute_node(node).await?.bond < bond, "the silent node pays from its bond");
		anyhow::Ok(())
	})
	.await
}

#[tokio::test]
async fn data_that_changed_since_their_registration_are_refused() -> anyhow::Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let open = OpenMarket::start(folder.path(), &Market::default()).await?;
		let cast = &open.cast;
		let question = cast.ask(cast.variants()?, &mut silent).await?;
		let mut file = std::fs::OpenOptions::new().append(true).open(&cast.laboratories[0].vcf)?;
		let mut more = flate2::write::GzEncoder::new(Vec::new(), Default::default());
		let people = "\t0/1".repeat(8);
		writeln!(more, "22\t99999999\t.\tA\tC\t.\t.\t.\tGT{people}")?;
		file.write_all(&more.finish()?)?;
		drop(file);

		let job = cast.create_job(&open.authorization, &question).await?;
		let ended = cast.follow(job, &mut silent).await?;

		let JobStage::Failed { cause, .. } = ended.stage else {
			panic!("a job on changed data fails: {:?}", ended.stage)
		};
		assert_eq!(cause, FailureCause::Refused(RefusalReason::DataChanged));
		let record = cast.chain.head().await?.record(job).await?;
		assert_eq!(record.expect("a failed job has a record").settlement.refunded, PRICE);
		anyhow::Ok(())
	})
	.await
}

/// A stage at which everything is killed, and how to tell it.
type Stage = (&'static str, fn(&JobStage) -> bool);

fn is_aggregated(stage: &JobStage) -> bool {
	matches!(stage, JobStage::Aggregated { .. })
}

/// Waits until all shares are in, and releases the result.
async fn release(chain: &Chain, checker: &Organisation, job: JobId) -> anyhow::Result<()> {
	chain.wait_for_job(job, 500, |job| is_aggregated(&job.stage)).await?;
	chain.submit(&checker.signer, compute_jobs::release(job)).await?;
	Ok(())
}

#[tokio::test]
async fn a_job_survives_the_death_of_every_program_at_every_stage() -> anyhow::Result<()> {
	const STAGES: [Stage; 5] = [
		("requested", |_| true),
		("accepted", |stage| !matches!(stage, JobStage::Requested { .. })),
		("computing", |stage| {
			!matches!(stage, JobStage::Requested { .. } | JobStage::Accepted { .. })
		}),
		("aggregated", is_aggregated),
		("released", |stage| matches!(stage, JobStage::Released | JobStage::Settled { .. })),
	];
	within(900, async {
		let folder = tempfile::tempdir()?;
		// The first laboratory checks results, so that a job waits for it.
		let checker = Organisation::new("Lab1", "//Lab1")?;
		let market =
			Market { release: ReleaseRule::Checked(checker.account()), ..Market::default() };
		let mut open = OpenMarket::start(folder.path(), &market).await?;
		let wanted = plain_vcf::count(&[genotypes()])?;
		for (name, reached) in STAGES {
			let question = open.cast.ask(open.cast.variants()?, &mut silent).await?;
			let job = open.cast.create_job(&open.authorization, &question).await?;
			if name == "released" {
				release(&open.cast.chain, &checker, job).await?;
			}
			open.cast.chain.wait_for_job(job, 500, |job| reached(&job.stage)).await?;
			for node in 0..3 {
				open.network.kill_compute(node)?;
			}
			open.network.kill_chain()?;
			open.network.restart_chain().await?;
			for node in 0..3 {
				open.network.restart_compute(node).await?;
			}
			open.cast.reconnect(&open.network.url()).await?;
			if name != "released" {
				release(&open.cast.chain, &checker, job).await?;
			}
			let outcome = open.cast.finish_job(job, &question, &mut silent).await?;
			compare(&outcome.opened, &wanted).map_err(|e| e.context(name))?;
			let paid: u128 = outcome.payments.iter().map(|(_, amount)| amount).sum();
			assert_eq!(paid, PRICE, "killed when {name}: paid once, to the last unit");
		}
		anyhow::Ok(())
	})
	.await
}

#[tokio::test]
async fn a_transaction_that_nobody_watched_is_found_in_a_final_block() -> anyhow::Result<()> {
	within(300, async {
		let folder = tempfile::tempdir()?;
		let network = Network::start_with(folder.path(), &[], 200).await?;
		let chain = Chain::connect(&network.url()).await?;
		let operator = Organisation::new("operator", "//Operator")?;
		let auditor = Organisation::new("auditor", "//Auditor")?.account();
		let from = chain.head().await?.number();
		let calls = [money::transfer(&auditor, PRICE), money::transfer(&auditor, PRICE * PRICE)];
		let signed = chain.sign_all(&operator.signer, &calls).await?;
		chain.send_unwatched(&signed).await?;

		let done = chain.wait_for_signed(&signed[0], from).await?;
		assert!(done.has("Balances", "Transfer"), "{done:?}");
		assert!(done.block.number > from);
		let refused = chain.wait_for_signed(&signed[1], from).await;
		assert!(matches!(refused, Err(ChainError::Refused(_))), "{refused:?}");
		anyhow::Ok(())
	})
	.await
}
