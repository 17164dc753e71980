//! The demo of encrypted queries: a clinic asks a rare-disease registry which diseases fit a
//! patient; the registry answers without learning anything of the patient.

use crate::{
	report,
	story::rare_disease::{clinic_ontology, patient_terms, Answered, RareDisease, DRAVET},
};
use anyhow::Result;
use std::time::Instant;

/// Diseases that people are shown.
const TOP: usize = 20;
/// Queries that the authorization allows.
const QUOTA: u32 = 10;

/// Options of the demo.
#[derive(clap::Args)]
pub struct Options {
	/// Terms of the patient, such as HP:0001250,HP:0001263; without them, those of a patient with
	/// Dravet syndrome.
	#[arg(long, value_delimiter = ',')]
	terms: Vec<String>,
	/// Leave everything running at the end, and say how to connect.
	#[arg(long)]
	keep: bool,
	/// Print one JSON object instead of tables.
	#[arg(long)]
	json: bool,
	/// Time of a block in milliseconds.
	#[arg(long, default_value_t = 500, value_name = "MS")]
	block_time: u64,
}

/// Runs it.
pub async fn run(mut options: Options) -> Result<()> {
	let start = Instant::now();
	if options.terms.is_empty() {
		options.terms = DRAVET.map(str::to_owned).to_vec();
	}
	// Before anything is started.
	let ontology = clinic_ontology()?;
	let terms = patient_terms(&options.terms, &ontology)?;
	let json = options.json;
	let mut say = move |line: &str| {
		let line = format!("[{:6.1} s] {line}", start.elapsed().as_secs_f64());
		if json {
			eprintln!("{line}");
		} else {
			println!("{line}");
		}
	};
	for term in &terms {
		say(&format!("the patient has {term} {}", ontology.name(*term).unwrap_or_default()));
	}
	let folder = tempfile::Builder::new().prefix("panshi-demo-").tempdir()?;
	let mut story = RareDisease::open(folder.path(), options.block_time, QUOTA, &mut say).await?;
	let asked = Instant::now();
	let answered = story.ask(&terms, &mut say).await?;
	let query_seconds = asked.elapsed().as_secs_f64();
	story.network.check()?;
	let seconds = start.elapsed().as_secs_f64();
	if json {
		println!("{}", story.object(&answered, seconds, query_seconds));
	} else {
		show(&story, &answered);
		println!("The query took {query_seconds:.1} s, everything {seconds:.1} s.");
	}
	if options.keep {
		let (url, command) = (story.network.url(), story.command(&options.terms));
		let processes = story.network.leave_running();
		let folder = folder.keep();
		eprintln!("\nEverything is still running.");
		eprintln!("  chain      {url}  (Polkadot.js: Developer settings, custom endpoint)");
		eprintln!("  client     panshi --url {url} job show {}", answered.outcome.job);
		eprintln!("  ask again  panshi --url {url} --as //Consumer {command}");
		eprintln!("  files      {}", folder.display());
		eprintln!("  to stop    kill {}", processes.join(" "));
	}
	Ok(())
}

fn show(story: &RareDisease, answered: &Answered) {
	let Answered { outcome, sent, received } = answered;
	println!("\nThe best {TOP} of {} diseases, by simGIC\n", outcome.opened.len());
	for (place, disease) in (1..).zip(outcome.opened.iter().take(TOP)) {
		println!("  {place:>3}  {:.4}  {:<14} {}", disease.score, disease.id, disease.name);
	}
	println!("\nQuery {sent} bytes, answer {received} bytes.\n");
	println!("Paid from escrow\n\n{}", report::payment_table(&story.cast, outcome));
	let trail = report::trail_table(&story.cast, outcome);
	println!("Audit trail of job {}\n\n{trail}", outcome.job);
}
