//! Exact look-ups, whole: what ClinVar says of variants, asked without saying which.

use anyhow::Result;
use panshi_stories::{
	story::{plain_records, LookupStory},
	wait::within,
};

#[tokio::test]
async fn a_clinic_opens_the_records_that_it_asked_for() -> Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let mut story = LookupStory::open(folder.path(), 3, &mut |_: &str| ()).await?;
		let records = plain_records()?;
		let (variant, record) = records.first_key_value().expect("there are records");
		let (other, absent) = (records.last_key_value().expect("some"), "13:95230384:A:C");
		assert!(!records.contains_key(absent));

		let found = story.ask(&[variant, absent, other.0])?;
		assert_eq!(found, [Some(record.clone()), None, Some(other.1.clone())]);

		// The owner refuses a query of more look-ups than it allows.
		let five: Vec<&str> = records.keys().take(5).map(String::as_str).collect();
		story.ask_in_vain(&five, &["failed, its fee is back"])?;

		// Places of another assembly are not asked for: the answer would be that there is nothing.
		let elsewhere = ["of the table are on GRCh37", "--build says GRCh38"];
		story.ask_on_another_build(&[variant], &elsewhere)?;

		story.spoil_table()?;
		story.ask_in_vain(&[variant], &["is not the one of data"])?;
		Ok(())
	})
	.await
}
