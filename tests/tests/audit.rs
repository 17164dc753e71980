//! What an auditor does, and what a file proves of it to somebody without a node.

use anyhow::{Context, Result};
use panshi_audit::{Bundle, Trust};
use panshi_client::{chain::Chain, files::TrustFile};
use panshi_stories::{
	hand::{number, word, Person, Terminal},
	network::Network,
	wait::within,
};
use serde_json::Value;

/// Stands for the digest of a document that a story does not have.
const REPORT: &str = "0x0909090909090909090909090909090909090909090909090909090909090909";
/// Blocks that Lab1 has for its second answer: enough for the question to get into one.
const PATIENCE: u64 = 40;

#[tokio::test]
async fn an_auditor_acts_and_a_file_proves_it() -> Result<()> {
	let folder = tempfile::tempdir()?;
	let mut network =
		within(200, async { Network::start_with(folder.path(), &[], 300).await }).await?;
	let terminal = Terminal::new(folder.path(), &network.url());

	let agreement = data_are_published(&terminal)?;
	every_byte_of_a_file_counts(&terminal, agreement)?;
	lab_is_asked_and_answers(&terminal, agreement)?;
	silence_is_seen(&terminal, &network, agreement).await?;
	auditor_stops_and_judges(&terminal, agreement)?;
	trail_shows_it(&terminal, agreement)?;
	file_proves_it(&terminal, agreement)?;
	network.check()
}

fn data_are_published(terminal: &Terminal) -> Result<u64> {
	let (lab, operator) = (terminal.with("//Lab1"), terminal.with("//Operator"));
	// As a data set with this fingerprint, which nobody computes on here.
	let names = ["fingerprint", "rule", "record_count", "sample_count"];
	let lines = names.map(|name| (format!("# {name} = "), format!("{name} = ")));
	let changes = lines.each_ref().map(|(old, new)| (old.as_str(), new.as_str()));
	terminal.fill("data.toml", "data.toml", &changes)?;
	let data = number(&lab.json("data register --file data.toml")?, "data")?;
	lab.reads(&format!("data budget {data} --unlimited"))?;
	terminal.fill("template-publication.toml", "template.toml", &[])?;
	operator.reads("template propose --file template.toml")?;
	operator.reads("template approve 0")?;
	terminal.fill("publication.toml", "publication.toml", &[])?;
	let done = lab.json("agreement propose --file publication.toml --sign-within 500")?;
	let (agreement, digest) = (number(&done, "agreement")?, word(&done, "digest")?);
	lab.reads(&format!("agreement sign {agreement} --digest {digest}"))?;
	operator.reads(&format!("agreement attest {agreement} --digest {digest} --report {REPORT}"))?;
	Ok(agreement)
}

fn ask(auditor: &Person<'_>, agreement: u64, deadline: u64, opening: &str) -> Result<Value> {
	auditor.json(&format!(
		"audit ask --agreement {agreement} --addressee //Lab1 --deadline {deadline} --text text.md --opening {opening}"
	))
}

fn lab_is_asked_and_answers(terminal: &Terminal, agreement: u64) -> Result<()> {
	terminal.write("text.md", "Why does the data set have no ethics report?")?;
	let (auditor, lab) = (terminal.with("//Auditor"), terminal.with("//Lab1"));
	let nobody = ["Only auditors may do this", "Ask one of them"];
	let early = format!(
		"audit ask --agreement {agreement} --addressee //Lab1 --deadline 9999 --text text.md --opening none.json"
	);
	lab.is_refused(&early, &nobody)?;
	let opinion = format!(
		"audit opinion --agreement {agreement} --verdict adverse --text text.md --opening none.json"
	);
	lab.is_refused(&opinion, &nobody)?;
	terminal.with("//Stranger").is_refused(&opinion, &[])?;
	assert!(terminal.read("none.json").is_err(), "what opens nothing is not left behind");
	assert_eq!(number(&ask(&auditor, agreement, 9_999, "question.json")?, "question")?, 0);
	terminal.write("text.md", "It was filed on 3 March; the report is attached.")?;
	let answer = format!(
		"audit answer --agreement {agreement} --question 0 --text text.md --opening answer.json"
	);
	let other = answer.replace("answer.json", "other.json");
	terminal.with("//Operator").is_refused(&other, &["Another member was asked"])?;
	assert!(terminal.read("other.json").is_err(), "what opens nothing is not left behind");
	lab.reads(&answer)?;
	let file = auditor.json(&format!("audit file --agreement {agreement}"))?;
	let opening: Value = serde_json::from_slice(&terminal.read("answer.json")?)?;
	assert_eq!(file[0]["answer"], opening["commitment"], "what the chain has is what Lab1 keeps");
	Ok(())
}

async fn silence_is_seen(terminal: &Terminal, network: &Network, agreement: u64) -> Result<()> {
	let chain = Chain::connect(&network.url()).await?;
	let deadline = u64::from(chain.head().await?.number()) + PATIENCE;
	ask(&terminal.with("//Auditor"), agreement, deadline, "silence.json")?;
	chain.wait_for_block(u32::try_from(deadline)? + 1).await?;
	let file = terminal.anybody().reads(&format!("audit file --agreement {agreement}"))?;
	assert!(file.contains(&format!("overdue since block {deadline}")), "{file}");
	let record = format!("audit overdue --agreement {agreement} --question 1");
	terminal.with("//Consumer").reads(&record)?;
	terminal.with("//Consumer").is_refused(&record, &["has been recorded"])
}

fn auditor_stops_and_judges(terminal: &Terminal, agreement: u64) -> Result<()> {
	let auditor = terminal.with("//Auditor");
	auditor.reads(&format!("audit suspend --agreement {agreement} --reason 7"))?;
	let shown = auditor.json(&format!("agreement show {agreement}"))?;
	assert!(shown.to_string().contains("suspended"), "{shown}");
	let operator = terminal.with("//Operator");
	let resume = format!("audit resume --agreement {agreement} --reason 8");
	operator.is_refused(&resume, &["An auditor suspended the agreement"])?;
	auditor.reads(&resume)?;
	terminal.write("text.md", "In order, but for the late answer.")?;
	auditor.reads(&format!(
		"audit opinion --agreement {agreement} --verdict qualified --text text.md --opening opinion.json"
	))?;
	Ok(())
}

fn trail_shows_it(terminal: &Terminal, agreement: u64) -> Result<()> {
	let trail = terminal.anybody().json(&format!("audit trail --agreement {agreement}"))?;
	let trail = trail.as_array().context("a list")?;
	let events: Vec<&str> = trail.iter().filter_map(|entry| entry["event"].as_str()).collect();
	assert_eq!(
		events,
		[
			"Proposed",
			"Signed",
			"FullySigned",
			"Published",
			"Activated",
			"Asked",
			"Answered",
			"Asked",
			"Overdue",
			"Suspended",
			"Resumed",
			"OpinionRecorded"
		]
	);
	let reasons = trail.iter().filter_map(|entry| entry["fields"]["reason"].as_str());
	assert_eq!(reasons.collect::<Vec<_>>(), ["7", "8"], "why it was stopped, and why it went on");
	Ok(())
}

fn file_proves_it(terminal: &Terminal, agreement: u64) -> Result<()> {
	let export = format!("audit export agreement {agreement} --out agreement.bundle");
	terminal.anybody().reads(&export)?;
	let offline = terminal.offline();
	let verify = "audit verify agreement.bundle --trust trust.json";
	let report = offline.anybody().json(verify)?;
	assert_eq!((&report["sealed_by"], &report["authorities"]), (&1.into(), &1.into()));
	assert_eq!(report["trail"].as_array().map(Vec::len), Some(12));
	let words = offline.anybody().reads(verify)?;
	for said in [
		"signed that digest in a transaction",
		"was answered in time",
		"had no answer, and that was recorded",
		"in order, except for what its text says",
		"It does not prove:",
		"That a relay chain finalized the anchor",
		"That nothing else happened",
	] {
		assert!(words.contains(said), "{said}: {words}");
	}
	let mut trust: Value = serde_json::from_slice(&terminal.read("trust.json")?)?;
	trust["genesis"] = REPORT.into();
	terminal.write("other.json", &trust.to_string())?;
	let other = verify.replace("trust.json", "other.json");
	offline.anybody().is_refused(&other, &["agreement.bundle proves nothing", REPORT])
}

/// A tampered byte anywhere is found: each of a small file from a running chain.
fn every_byte_of_a_file_counts(terminal: &Terminal, agreement: u64) -> Result<()> {
	let anybody = terminal.anybody();
	anybody.reads("audit trust --out trust.json")?;
	anybody.reads(&format!("audit export agreement {agreement} --out small.bundle"))?;
	let mut bytes = terminal.read("small.bundle")?;
	let trust: TrustFile = serde_json::from_slice(&terminal.read("trust.json")?)?;
	let trust = Trust::try_from(&trust)?;
	let proves =
		|bytes: &[u8]| Bundle::from_bytes(bytes).is_ok_and(|bundle| bundle.verify(&trust).is_ok());
	assert!(proves(&bytes));
	for index in 0..bytes.len() {
		let bit = 1 << (index % 8);
		bytes[index] ^= bit;
		assert!(!proves(&bytes), "byte {index}");
		bytes[index] ^= bit;
	}
	assert!(proves(&bytes), "all bytes are back");
	Ok(())
}
