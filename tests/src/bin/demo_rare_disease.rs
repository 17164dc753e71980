//! The demo of encrypted queries: a clinic asks a rare-disease registry which diseases fit a
//! patient; the registry answers without learning anything of the patient.

use anyhow::Result;
use clap::Parser;
use panshi_stories::{
	network::{phenotypes, Network},
	report,
	story::rare_disease::{
		clinic_ontology, patient_terms, registry_files, Answered, RareDisease, DRAVET,
	},
};
use serde_json::{json, Value};
use std::time::Instant;

/// Diseases that people are shown.
const TOP: usize = 20;
/// Queries that the authorization allows.
const QUOTA: u32 = 10;

/// Ranks the diseases of a rare-disease registry for a patient that only the clinic sees.
#[derive(Parser)]
#[command(name = "cargo xtask demo rare-disease")]
struct Options {
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

#[tokio::main]
async fn main() {
	if let Err(error) = run(Options::parse()).await {
		eprintln!("\nThe demo failed: {error:#}");
		std::process::exit(1);
	}
}

async fn run(mut options: Options) -> Result<()> {
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
	let data = [phenotypes(&registry_files())];
	let mut network = Network::start_with(folder.path(), &data, options.block_time).await?;
	say(&format!("chain and the registry's compute node are up: {}", network.url()));
	let story = RareDisease::open(&network, folder.path(), QUOTA, &mut say).await?;
	let asked = Instant::now();
	let answered = story.ask(&terms, &mut say).await?;
	let query_seconds = asked.elapsed().as_secs_f64();
	network.check()?;
	let seconds = start.elapsed().as_secs_f64();
	if json {
		println!("{}", object(&story, &answered, (seconds, query_seconds)));
	} else {
		println!("\n{}", disease_table(&answered));
		println!("Query {} bytes, answer {} bytes.\n", answered.sent, answered.received);
		let name = |account: &_| story.name_of(account);
		let refunded = answered.record.settlement.refunded;
		println!("Paid from escrow\n\n{}", report::payments(&answered.payments, refunded, name));
		println!("Audit trail of job {}\n\n{}", answered.job, report::trail(&answered.trail, name));
		println!("The query took {query_seconds:.1} s, everything {seconds:.1} s.");
	}
	if options.keep {
		let url = network.url();
		let processes = network.leave_running();
		let folder = folder.keep();
		eprintln!("\nEverything is still running.");
		eprintln!("  chain      {url}  (Polkadot.js: Developer settings, custom endpoint)");
		eprintln!("  client     panshi --url {url} job show {}", answered.job);
		eprintln!("  ask again  panshi --url {url} --as //Consumer {}", story.command(&options.terms));
		eprintln!("  files      {}", folder.display());
		eprintln!("  to stop    kill {}", processes.join(" "));
	}
	Ok(())
}

fn disease_table(answered: &Answered) -> String {
	let all = answered.diseases.len();
	let mut out = format!("The best {TOP} of {all} diseases, by simGIC\n\n");
	for (place, disease) in (1..).zip(answered.diseases.iter().take(TOP)) {
		out += &format!("  {place:>3}  {:.4}  {:<14} {}\n", disease.score, disease.id, disease.name);
	}
	out
}

fn object(story: &RareDisease, answered: &Answered, seconds: (f64, f64)) -> Value {
	let diseases: Vec<Value> = answered
		.diseases
		.iter()
		.map(|disease| json!({ "id": disease.id, "name": disease.name, "score": disease.score }))
		.collect();
	let name = |account: &_| story.name_of(account);
	json!({
		"job": answered.job,
		"diseases": diseases,
		"bytes": { "query": answered.sent, "answer": answered.received },
		"payments": report::payment_values(&answered.payments, name),
		"trail": report::trail_values(&answered.trail, name),
		"query_seconds": seconds.1,
		"seconds": seconds.0,
	})
}
