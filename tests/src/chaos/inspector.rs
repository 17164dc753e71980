//! Looks at a chain after everything went wrong, and at what left the holders' programs.

use super::{
	state::{Account, Hold, State},
	wire::Capture,
};
use crate::{
	plain_vcf::{self, Counts},
	story::Cast,
};
use anyhow::{bail, ensure, Context, Result};
use memchr::memmem;
use panshi_client::chain::Subject;
use panshi_primitives::{
	job::{Job, JobId, JobOutput, JobStage},
	AccountId, Balance,
};
use std::{
	collections::{BTreeMap, BTreeSet},
	fs,
	path::{Path, PathBuf},
};

/// Index of the pallet of jobs in the runtime, and of its reason to hold a fee.
const JOB_ESCROW: (u8, u8) = (53, 0);
/// Counts in a row that are looked for: enough not to come about by chance.
const RUN: usize = 12;
/// Shortest text of a holder that is looked for.
const SHORTEST: usize = 6;

/// Bytes that only a holder's own programs may know, and what they are.
pub(super) struct Secrets(Vec<(String, Vec<u8>)>);

impl Secrets {
	/// Those of the holders' files: names of people, and counts of a single holder in a row.
	pub(super) fn of(files: &[PathBuf]) -> Result<Self> {
		let mut secrets = Vec::new();
		for file in files {
			let name = file.display();
			for person in
				plain_vcf::people(file)?.into_iter().filter(|person| person.len() >= SHORTEST)
			{
				secrets.push((format!("the name {person} in {name}"), person.into_bytes()));
			}
			let counts: Vec<Counts> =
				plain_vcf::count(std::slice::from_ref(file))?.into_values().collect();
			// A run with variety: one of zeros is everywhere.
			let run = counts.windows(RUN).max_by_key(|run| variety(run));
			let run: Vec<u64> =
				run.context("a file has variants")?.iter().map(|counts| counts.ac).collect();
			for (width, encoded) in encodings(&run) {
				secrets.push((format!("{RUN} counts of {name}, {width}"), encoded));
			}
		}
		Ok(Secrets(secrets))
	}

	/// Adds `text` as something that was planted.
	#[cfg(test)]
	pub(super) fn plant(&mut self, what: &str, text: &str) {
		self.0.push((what.to_string(), text.as_bytes().to_vec()));
	}

	/// Fails if any is in `bytes`, which were found at `place`.
	pub(super) fn must_not_be_in(&self, place: &str, bytes: &[u8]) -> Result<()> {
		for (what, secret) in &self.0 {
			// JSON-RPC carries bytes as hexadecimal digits.
			for form in [secret.clone(), hex::encode(secret).into_bytes()] {
				if memmem::find(bytes, &form).is_some() {
					bail!("{what} came out: it is in {place}");
				}
			}
		}
		Ok(())
	}
}

fn variety(run: &[Counts]) -> usize {
	run.iter().map(|counts| counts.ac).collect::<BTreeSet<_>>().len()
}

fn encodings(run: &[u64]) -> [(&'static str, Vec<u8>); 3] {
	let digits: Vec<String> = run.iter().map(u64::to_string).collect();
	[
		("in eight bytes each", run.iter().flat_map(|count| count.to_le_bytes()).collect()),
		(
			"in four bytes each",
			run.iter().flat_map(|count| (*count as u32).to_le_bytes()).collect(),
		),
		("as text", digits.join(",").into_bytes()),
	]
}

/// Everything that must hold when nothing is under way any more.
pub(super) async fn inspect(
	cast: &Cast,
	state: &State,
	(secrets, capture, folder): (&Secrets, &Capture, &Path),
) -> Result<()> {
	let jobs = cast.chain.head().await?.jobs().await?;
	money(state, &jobs)?;
	for (id, job) in &jobs {
		ended_once(cast, *id, job).await.with_context(|| format!("job {id}"))?;
	}
	for (key, value) in state.entries() {
		secrets.must_not_be_in("the chain's state", key)?;
		secrets.must_not_be_in("the chain's state", value)?;
	}
	let mut spilled = Ok(());
	capture.each(|bytes| {
		if spilled.is_ok() {
			spilled = secrets.must_not_be_in("what went over a wire", bytes);
		}
	});
	spilled?;
	logs(secrets, folder)
}

/// Every unit is in an account, what is on hold has a reason, and escrow is that of open jobs.
fn money(state: &State, jobs: &[(JobId, Job)]) -> Result<()> {
	let (accounts, holds) = (state.accounts()?, state.holds()?);
	let total: Balance = accounts.values().map(|account| account.free + account.reserved).sum();
	let issuance = state.issuance()?;
	ensure!(total == issuance, "the accounts hold {total}, but {issuance} were issued");
	held(&accounts, &holds)?;
	let open = jobs.iter().filter(|(_, job)| !is_over(job));
	let due: Balance = open.map(|(_, job)| job.fee).sum();
	let escrow: Balance = holds
		.values()
		.flatten()
		.filter(|hold| (hold.pallet, hold.reason) == JOB_ESCROW)
		.map(|hold| hold.amount)
		.sum();
	ensure!(escrow == due, "{escrow} are in escrow, open jobs cost {due}");
	Ok(())
}

fn held(
	accounts: &BTreeMap<AccountId, Account>,
	holds: &BTreeMap<AccountId, Vec<Hold>>,
) -> Result<()> {
	for (account, money) in accounts {
		let reasons = holds.get(account).into_iter().flatten();
		let held: Balance = reasons.map(|hold| hold.amount).sum();
		let reserved = money.reserved;
		ensure!(held == reserved, "{account} has {reserved} on hold, with reasons for {held}");
	}
	Ok(())
}

fn is_over(job: &Job) -> bool {
	matches!(job.stage, JobStage::Settled { .. } | JobStage::Failed { .. })
}

/// A job has ended, once, and its whole fee went somewhere, once; one that failed has no result.
async fn ended_once(cast: &Cast, id: JobId, job: &Job) -> Result<()> {
	ensure!(is_over(job), "it is still {:?}", job.stage);
	let head = cast.chain.head().await?;
	let record = head.record(id).await?.context("it has no record")?;
	let paid: Balance = record.settlement.paid.iter().sum();
	let given = paid + record.settlement.refunded;
	ensure!(given == job.fee, "{given} of {} were given out", job.fee);
	let trail = cast.chain.trail(Subject::Job(id), None, None).await?;
	let count = |name: &str| trail.iter().filter(|entry| entry.event.name == name).count();
	let (settled, failed) = (count("Settled"), count("Failed"));
	ensure!(settled + failed == 1, "it was settled {settled} times and failed {failed} times");
	if record.failure.is_some() {
		ensure!(count("Released") == 0, "it failed, and its result was released");
		ensure!(failed == 1, "it failed without an event");
		return Ok(());
	}
	ensure!(count("Released") == 1, "its result was released {} times", count("Released"));
	ensure!(count("AllAccepted") == 1, "not every compute node had accepted");
	// What each compute node brought, by event and field that tells its parts apart.
	let (event, part) = match job.output {
		JobOutput::Agreed { .. } => ("ResultCommitted", None),
		_ => ("ShareReceived", Some("chunk")),
	};
	let mut parts = Vec::new();
	for entry in trail.iter().filter(|entry| entry.event.name == event) {
		let number = |name| entry.event.field(name).and_then(|field| field.decode::<u32>());
		parts.push((number("node"), part.and_then(number)));
	}
	let each: BTreeSet<_> = parts.iter().collect();
	ensure!(each.len() == parts.len(), "a part was counted twice: {parts:?}");
	let from: BTreeSet<_> = parts.iter().map(|(node, _)| *node).collect();
	let wanted: BTreeSet<_> = job.participants.iter().map(|p| Some(p.node)).collect();
	ensure!(from == wanted, "released with parts of {from:?}, not of {wanted:?}");
	Ok(())
}

fn logs(secrets: &Secrets, folder: &Path) -> Result<()> {
	for entry in fs::read_dir(folder)? {
		let path = entry?.path();
		if path.extension().is_some_and(|extension| extension == "log") {
			secrets.must_not_be_in(&path.display().to_string(), &fs::read(&path)?)?;
		}
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_planted_value_is_found() {
		let mut secrets = Secrets(Vec::new());
		secrets.plant("a name", "HG00096");
		assert!(secrets.must_not_be_in("here", b"nothing HG0009 to see").is_ok());
		let error = secrets.must_not_be_in("here", b"..HHG00096..").expect_err("it is there");
		assert_eq!(error.to_string(), "a name came out: it is in here");
		let digits = format!("0x00{}", hex::encode("HG00096"));
		assert!(secrets.must_not_be_in("here", digits.as_bytes()).is_err(), "also as digits");
	}

	#[test]
	fn money_on_hold_without_a_reason_is_found() {
		let account = AccountId::new([1; 32]);
		let accounts = BTreeMap::from([(account.clone(), Account { free: 5, reserved: 3 })]);
		let hold = |amount| {
			BTreeMap::from([(account.clone(), vec![Hold { pallet: 53, reason: 0, amount }])])
		};
		assert!(held(&accounts, &hold(3)).is_ok());
		assert!(held(&accounts, &hold(2)).is_err());
		assert!(held(&accounts, &BTreeMap::new()).is_err());
	}
}
