//! What the chain knows, in the formats of others.

use super::session::Session;
use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use panshi_client::{
	chain::Snapshot,
	export::{self, CallRow, CatalogueEntry, Iris, Policy},
};
use panshi_primitives::{
	agreement::{Agreement, AgreementId},
	consortium::Member,
	AccountId,
};
use std::{collections::BTreeMap, path::PathBuf};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// An agreement as a policy: an Offer, a Request or an Agreement of ODRL 2.2.
	Agreement(AgreementOpts),
	/// The data identities on offer as a catalogue of DCAT 3.
	Catalogue(CatalogueOpts),
	/// The jobs that have ended, one a line.
	Calls(CallsOpts),
}

#[derive(Args, Debug)]
pub(crate) struct AgreementOpts {
	/// Number of the agreement.
	agreement: AgreementId,
	/// Format of the document.
	#[arg(long, value_enum, default_value_t = PolicyFormat::Odrl)]
	format: PolicyFormat,
	#[command(flatten)]
	out: OutOpts,
}

#[derive(Args, Debug)]
pub(crate) struct CatalogueOpts {
	/// Format of the document.
	#[arg(long, value_enum, default_value_t = CatalogueFormat::Dcat)]
	format: CatalogueFormat,
	#[command(flatten)]
	out: OutOpts,
}

#[derive(Args, Debug)]
pub(crate) struct CallsOpts {
	/// Format of the lines.
	#[arg(long, value_enum, default_value_t = CallsFormat::Csv)]
	format: CallsFormat,
	#[command(flatten)]
	out: OutOpts,
}

#[derive(Args, Debug)]
pub(crate) struct OutOpts {
	/// File to write, which must not be there yet; without it, the text is printed.
	#[arg(long)]
	out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PolicyFormat {
	/// ODRL 2.2 in JSON-LD.
	Odrl,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CatalogueFormat {
	/// DCAT 3 in JSON-LD.
	Dcat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CallsFormat {
	/// Comma-separated values with a header.
	Csv,
	/// One JSON object a line.
	Jsonl,
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	let chain = session.chain().await?;
	let iris = Iris::new(chain.genesis());
	let head = chain.head().await?;
	let (text, out) = match command {
		Command::Agreement(AgreementOpts { agreement, format: PolicyFormat::Odrl, out }) => {
			(policy(&head, iris, agreement).await?, out)
		},
		Command::Catalogue(CatalogueOpts { format: CatalogueFormat::Dcat, out }) => {
			(catalogue(&head, iris).await?, out)
		},
		Command::Calls(CallsOpts { format, out }) => (calls(&head, format).await?, out),
	};
	match out.out {
		None => session.output.text(text.as_bytes()),
		Some(path) => {
			let mut file = std::fs::File::create_new(&path)
				.with_context(|| format!("cannot make {}. Name a new file", path.display()))?;
			std::io::Write::write_all(&mut file, text.as_bytes())
				.with_context(|| format!("cannot write {}", path.display()))?;
			session.output.note(&format!("written to {}", path.display()))
		},
	}
}

async fn policy(head: &Snapshot, iris: Iris, id: AgreementId) -> anyhow::Result<String> {
	let agreement = head.agreement(id).await?;
	let mut identities = Vec::new();
	for data in &agreement.content.identities {
		identities.push((*data, head.identity(*data).await?));
	}
	let policy =
		Policy { iris, id, agreement: &agreement, identities: &identities, now: head.number() };
	pretty(&export::policy(&policy))
}

async fn catalogue(head: &Snapshot, iris: Iris) -> anyhow::Result<String> {
	let members = members(head).await?;
	let identities = head.identities().await?;
	let agreements: BTreeMap<_, _> = head.agreements().await?.into_iter().collect();
	let has_ended = |publication| {
		let agreement: Option<&Agreement> = agreements.get(&publication);
		agreement.is_some_and(|a| a.standing.state_at(head.number()).is_final())
	};
	let entries: Vec<CatalogueEntry<'_>> = identities
		.iter()
		.filter(|(_, identity)| identity.status.is_on_offer(has_ended))
		.map(|(data, identity)| CatalogueEntry {
			data: *data,
			identity,
			holder: members.get(&identity.holder),
		})
		.collect();
	pretty(&export::catalogue(iris, (head.number(), head.hash()), &entries))
}

async fn calls(head: &Snapshot, format: CallsFormat) -> anyhow::Result<String> {
	let members = members(head).await?;
	let name = |account: &AccountId| {
		let member = members.get(account);
		member.map(|m| panshi_client::words::text(&m.name)).unwrap_or_default()
	};
	let jobs: BTreeMap<_, _> = head.jobs().await?.into_iter().collect();
	let mut rows = Vec::new();
	for (id, record) in head.records().await? {
		let job =
			jobs.get(&id).with_context(|| format!("job {id} has a record, but is not there"))?;
		rows.push(CallRow::new(&record, job, name));
	}
	Ok(match format {
		CallsFormat::Csv => export::calls_csv(&rows),
		CallsFormat::Jsonl => export::calls_json_lines(&rows)?,
	})
}

async fn members(head: &Snapshot) -> anyhow::Result<BTreeMap<AccountId, Member>> {
	Ok(head.members().await?.into_iter().collect())
}

fn pretty(document: &serde_json::Value) -> anyhow::Result<String> {
	Ok(format!("{}\n", serde_json::to_string_pretty(document)?))
}
