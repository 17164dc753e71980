//! Jobs, one or all.

use super::tasks::{self, Tasks};
use crate::cli::{describe, names::Names, session::Session, trust::Accepted};
use clap::Args;
use panshi_client::{open::stage_word, words};
use panshi_primitives::{
	job::{CallRecord, Job, JobId},
	offchain::TaskProgress,
	BlockNumber,
};
use serde::Serialize;

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Number of the job.
	job: JobId,
}

#[derive(Serialize)]
pub(super) struct JobView {
	job: JobId,
	stage: &'static str,
	stage_detail: String,
	agreement: u32,
	consumer: String,
	algorithm: String,
	parameters: String,
	items: u32,
	rho: Option<String>,
	lanes: u32,
	digest: String,
	fee: String,
	created_at: BlockNumber,
	deadline: Option<BlockNumber>,
	participants: Vec<ParticipantView>,
	payments: Vec<PaymentView>,
	refunded: Option<String>,
	result: Option<String>,
	/// How far its computations are, where one job is looked at that is in progress.
	#[serde(skip_serializing_if = "Vec::is_empty")]
	progress: Vec<TaskProgress>,
}

#[derive(Serialize)]
struct ParticipantView {
	data: u32,
	holder: String,
	node: u32,
}

#[derive(Serialize)]
struct PaymentView {
	account: String,
	amount: String,
}

impl JobView {
	pub(super) fn new(id: JobId, job: &Job, record: Option<&CallRecord>, names: &Names) -> Self {
		let settlement = record.map(|record| &record.settlement);
		let paid = settlement.map(|settlement| settlement.paid.as_slice()).unwrap_or_default();
		JobView {
			job: id,
			stage: stage_word(&job.stage),
			stage_detail: describe::stage(job, names),
			agreement: job.spec.agreement,
			consumer: job.consumer.to_string(),
			algorithm: words::hash(&job.spec.algorithm),
			parameters: words::hash(&job.spec.parameters),
			items: job.spec.items,
			rho: job.spec.rho.map(|rho| rho.to_string()),
			lanes: job.lanes(),
			digest: words::hash(&job.digest),
			fee: words::amount(job.fee),
			created_at: job.created_at,
			deadline: job.stage.deadline(),
			participants: job
				.participants
				.iter()
				.map(|p| ParticipantView {
					data: p.data,
					holder: p.holder.to_string(),
					node: p.node,
				})
				.collect(),
			payments: job
				.shares
				.iter()
				.zip(paid)
				.map(|(share, amount)| PaymentView {
					account: share.account.to_string(),
					amount: words::amount(*amount),
				})
				.collect(),
			refunded: settlement.map(|settlement| words::amount(settlement.refunded)),
			result: record.and_then(|record| record.result.as_ref()).map(words::hash),
			progress: Vec::new(),
		}
	}
}

pub(super) async fn run(opts: Opts, session: &mut Session<'_>) -> anyhow::Result<()> {
	let chain = session.chain().await?;
	let head = chain.head().await?;
	let names = session.names(&head).await?;
	let job = head.job(opts.job).await?;
	let record = head.record(opts.job).await?;
	let algorithm = Accepted::read(&head, &job.spec.algorithm).await?;
	let tasks = Tasks::ask(&chain, opts.job, &job, head.number()).await;
	let mut view = JobView::new(opts.job, &job, record.as_ref(), &names);
	view.progress = tasks.iter().copied().collect();
	let participants: Vec<String> = view
		.participants
		.iter()
		.map(|p| format!("data {} of {}, compute node {}", p.data, names.within(&p.holder), p.node))
		.collect();
	let payments: Vec<String> = view
		.payments
		.iter()
		.map(|p| format!("{} to {}", p.amount, names.within(&p.account)))
		.collect();
	let mut lines = vec![
		("job", opts.job.to_string()),
		("stage", view.stage_detail.clone()),
		("consumer", names.of(&job.consumer)),
		("agreement", view.agreement.to_string()),
		("algorithm", algorithm.lines()),
		("parameters", format!("{}, {} items", view.parameters, view.items)),
		("privacy loss", view.rho.clone().map_or("exact".to_owned(), |rho| format!("rho {rho}"))),
		("participants", participants.join("\n")),
		("fee", view.fee.clone()),
		("created", format!("block {}", view.created_at)),
		("digest", view.digest.clone()),
	];
	let computing = job.participants.iter().filter_map(|p| Some((p, tasks.at(p.node)?)));
	let computing: Vec<String> = computing
		.map(|(p, task)| format!("{}: {}", names.of(&p.holder), tasks::words(task)))
		.collect();
	if !computing.is_empty() {
		lines.insert(2, ("progress", computing.join("\n")));
	}
	if let Some(refunded) = &view.refunded {
		lines.push(("paid", payments.join("\n")));
		lines.push(("refunded", refunded.clone()));
	}
	lines.extend(view.result.clone().map(|result| ("result", result)));
	session.output.record(&view, &lines)
}

pub(super) async fn list(session: &mut Session<'_>) -> anyhow::Result<()> {
	let head = session.chain().await?.head().await?;
	let names = session.names(&head).await?;
	let jobs = head.jobs().await?;
	let views: Vec<JobView> =
		jobs.iter().map(|(id, job)| JobView::new(*id, job, None, &names)).collect();
	session.output.list(&views, &["job", "agreement", "consumer", "created", "stage"], |view| {
		vec![
			view.job.to_string(),
			view.agreement.to_string(),
			names.within(&view.consumer),
			format!("block {}", view.created_at),
			view.stage_detail.clone(),
		]
	})
}
