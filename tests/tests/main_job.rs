//! The main job, whole, on real genotypes.

use panshi_stories::{
	network::within,
	plain_vcf,
	story::{compare, genotypes, Market, OpenMarket, PRICE},
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
		anyhow::Ok(())
	})
	.await
}
