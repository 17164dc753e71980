//! Joint association, whole: real genotypes, synthetic phenotypes, compute nodes that compute
//! together over channels of their own.

use panshi_client::chain::Chain;
use panshi_primitives::{
	agreement::Windows,
	consortium::ComputeNodeId,
	job::{AbortReason, FailureCause, JobId, JobStage, Strength},
};
use panshi_stories::{
	network::Network,
	plain_association, plain_vcf,
	story::{
		compare_association, genotypes, with_phenotypes, AssociationMarket, Authorization, Cast,
		PRICE,
	},
	wait::{until_so, within},
};
use std::path::{Path, PathBuf};

fn silent(_: &str) {}

/// Everything up to an authorization of a joint association in force.
async fn open_market(
	folder: &Path,
	market: &AssociationMarket,
) -> anyhow::Result<(Network, Cast, Authorization, Vec<PathBuf>)> {
	let files = plain_vcf::split_by_person(&genotypes(), 3, folder)?;
	with_phenotypes(&files)?;
	let network = Network::start(folder, &files, 500).await?;
	let mut cast = Cast::new(&network.url(), &files).await?;
	cast.register_nodes(network.node_infos(), &mut silent).await?;
	cast.register_data(&mut silent).await?;
	cast.publish(&mut silent).await?;
	let algorithm = cast.register_association(market.strength, &mut silent).await?;
	let authorization = cast.authorize(algorithm, &market.market(), &mut silent).await?;
	Ok((network, cast, authorization, files))
}

#[tokio::test]
async fn three_laboratories_find_together_what_is_commoner_among_cases() -> anyhow::Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let market = AssociationMarket::new(Strength::HonestMajority, 10);
		let (mut network, cast, authorization, files) = open_market(folder.path(), &market).await?;
		let outcome = cast.run_association(&authorization, &market, &mut silent).await?;
		network.check()?;

		let study = plain_association::pool(&files)?;
		assert_eq!(outcome.opened.variants.len(), 10);
		compare_association(&outcome.opened, &study, market.top)?;
		let paid: u128 = outcome.payments.iter().map(|(_, amount)| amount).sum();
		assert_eq!(paid, PRICE, "paid to the last unit");
		assert_eq!(outcome.record.settlement.refunded, 0);
		let events: Vec<&str> = outcome.trail.iter().map(|e| e.event.name.as_str()).collect();
		let count = |name| events.iter().filter(|event| **event == name).count();
		assert_eq!([count("ResultCommitted"), count("ResultAgreed")], [3, 1], "{events:?}");
		anyhow::Ok(())
	})
	.await
}

/// The compute nodes that the chain node says are at the job, in order.
async fn nodes_that_compute(chain: &Chain, job: JobId) -> anyhow::Result<Vec<ComputeNodeId>> {
	let report = chain.progress(job).await?;
	let tasks = report.map(|report| report.tasks).unwrap_or_default();
	assert!(tasks.iter().all(|task| task.job == job && task.done <= task.total), "{tasks:?}");
	let mut nodes: Vec<_> = tasks.iter().map(|task| task.node).collect();
	nodes.sort_unstable();
	Ok(nodes)
}

#[tokio::test]
async fn a_node_that_stops_in_the_midst_is_named_and_the_fee_returns() -> anyhow::Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let windows = Windows { accept: 60, compute: 120, check: 12 };
		let market =
			AssociationMarket { windows, ..AssociationMarket::new(Strength::HonestMajority, 10) };
		let (mut network, cast, authorization, _) = open_market(folder.path(), &market).await?;
		let node = cast.laboratories[1].node.expect("registered");
		let bond = cast.chain.head().await?.compute_node(node).await?.bond;
		let (job, _) = cast.ask_association(&authorization, market.top, &mut silent).await?;
		for node in 0..3 {
			network.wait_for_log(node, "the computation begins").await?;
		}
		// While it stands still the others are seen to wait for it; who does not answer is not seen.
		network.freeze_compute(1, true)?;
		let labs = [0, 2].map(|lab| cast.laboratories[lab].node.expect("registered"));
		until_so(async || Ok(nodes_that_compute(&cast.chain, job).await? == labs)).await?;
		network.kill_compute(1)?;
		let ended = cast.follow_association(job, &market, &mut silent).await?;

		let JobStage::Failed { cause, at_fault, .. } = ended.stage else {
			panic!("a computation without one of its parties fails: {:?}", ended.stage)
		};
		let head = cast.chain.head().await?;
		let record = head.record(job).await?.expect("a failed job has a record");
		assert_eq!(cause, FailureCause::Aborted, "{:?}", record.aborts);
		let faults: Vec<bool> = (0..3).map(|i| at_fault.contains(i)).collect();
		assert_eq!(faults, [false, true, false], "{:?}", record.aborts);
		assert_eq!(record.settlement.refunded, PRICE);
		// Who hears of it second may find the first reporter's channels closed; nobody cheated.
		let reasons: Vec<AbortReason> = record.aborts.iter().map(|note| note.reason).collect();
		assert!(reasons.contains(&AbortReason::Silent { party: 1 }), "{reasons:?}");
		assert!(!reasons.iter().any(|reason| matches!(reason, AbortReason::Cheated { .. })));
		assert!(head.compute_node(node).await?.bond < bond, "the silent node pays from its bond");
		until_so(async || Ok(nodes_that_compute(&cast.chain, job).await?.is_empty())).await?;
		anyhow::Ok(())
	})
	.await
}
