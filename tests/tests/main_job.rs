//! The main job, whole, on real genotypes.

use panshi_stories::{
	network::Teller,
	plain_vcf,
	story::{compare, genotypes, Market, OpenMarket, PRICE},
	wait::within,
};

#[tokio::test]
async fn three_laboratories_count_together_what_none_of_them_shows() -> anyhow::Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let mut open = OpenMarket::start(folder.path(), &Market::default()).await?;
		let mut stages = Vec::new();
		let mut report = |step: &str| stages.push(step.to_string());
		let outcome = open.cast.run_job(&open.authorization, &mut report).await?;
		open.network.check()?;

		compare(&outcome.opened, &plain_vcf::count(&[genotypes()])?)?;
		let paid: u128 = outcome.payments.iter().map(|(_, amount)| amount).sum();
		assert_eq!(paid, PRICE, "paid to the last unit");
		assert_eq!(outcome.record.settlement.refunded, 0);
		assert_eq!(outcome.record.failure, None);
		let events: Vec<&str> = outcome.trail.iter().map(|e| e.event.name.as_str()).collect();
		// The budgets of the three data sets are charged, then the job is there.
		assert_eq!(events[..4], ["Debited", "Debited", "Debited", "Created"]);
		assert!(events.contains(&"Settled"), "{events:?}");

		// The node has counted the same.
		for line in [
			r#"panshi_events_total{event="Settled",pallet="ComputeJobs",chain="panshi_dev"} 1"#,
			r#"panshi_events_total{event="Accepted",pallet="ComputeJobs",chain="panshi_dev"} 3"#,
			r#"panshi_job_money_pan_total{flow="held",chain="panshi_dev"} 10.000000000001"#,
			r#"panshi_job_money_pan_total{flow="paid",chain="panshi_dev"} 10.000000000001"#,
			r#"panshi_open_jobs{stage="released",chain="panshi_dev"} 0"#,
			r#"panshi_open_job_fees_pan{chain="panshi_dev"} 0"#,
			r#"panshi_escrow_pan{chain="panshi_dev"} 0"#,
			r#"panshi_missed_blocks_total{chain="panshi_dev"} 0"#,
		] {
			open.network.wait_for_metric(Teller::Chain, line).await?;
		}
		anyhow::Ok(())
	})
	.await
}
