//! An encrypted query to a rare-disease registry, whole, on the real annotations.

use panshi_stories::{
	story::{
		rare_disease::{clinic_ontology, patient_terms, RareDisease, DRAVET},
		PRICE,
	},
	wait::within,
};

#[tokio::test]
async fn a_clinic_finds_the_disease_of_a_patient_that_the_registry_never_sees() -> anyhow::Result<()>
{
	within(500, async {
		let folder = tempfile::tempdir()?;
		let mut silent = |_: &str| ();
		let mut story = RareDisease::open(folder.path(), 500, 1, &mut silent).await?;
		let terms = patient_terms(&DRAVET.map(str::to_owned), &story.ontology)?;

		// Fails by itself unless the ranking is the one in the clear.
		let answered = story.ask(&terms, &mut silent).await?;
		story.network.check()?;
		let outcome = &answered.outcome;
		// Of 12,679: epilepsies of the same genes come before it, with fewer phenotypes in all.
		let best: Vec<&str> = outcome.opened.iter().take(20).map(|d| d.id.as_str()).collect();
		assert!(best.contains(&"OMIM:607208"), "Dravet syndrome is not among {best:?}");
		let paid: u128 = outcome.payments.iter().map(|(_, amount)| amount).sum();
		assert_eq!(paid, PRICE, "paid to the last unit");
		assert_eq!(outcome.record.settlement.refunded, 0);
		assert_eq!(outcome.record.failure, None);
		let events: Vec<&str> = outcome.trail.iter().map(|e| e.event.name.as_str()).collect();
		assert_eq!(events.first(), Some(&"Debited"));
		assert!(events.contains(&"Settled"), "{events:?}");

		let refusal = story.ask_in_vain(&terms).await?;
		// The only job of the quota has completed the agreement.
		assert!(refusal.contains("not in force"), "{refusal}");
		anyhow::Ok(())
	})
	.await
}

#[test]
fn terms_that_are_gone_are_named_with_what_stands_for_them() -> anyhow::Result<()> {
	let ontology = clinic_ontology()?;
	let refused = |word: &str| {
		let refused = patient_terms(&[word.to_owned()], &ontology);
		format!("{:#}", refused.expect_err("it cannot be asked for"))
	};
	assert!(refused("HP:0000057").contains("use HP:0008665 instead"));
	assert!(refused("HP:9999999").contains("not a term of this release"));
	assert!(refused("HP:12").contains("seven digits"));
	Ok(())
}
