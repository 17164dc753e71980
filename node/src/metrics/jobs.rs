// SPDX-License-Identifier: GPL-3.0-only

//! Jobs: those in progress, the money on hold for them, how they ended, and where money went.

use crate::service::Client;
use codec::Decode;
use panshi_primitives::{
	job::{FailureCause, Job, JobId, JobStage, Settlement},
	Balance, BlockNumber,
};
use panshi_runtime::{
	constants::PAN,
	pallet_compute_jobs::{self, Event, HoldReason, OpenJobs},
	Hash, Runtime, RuntimeEvent, RuntimeHoldReason,
};
use polkadot_sdk::{frame_support::storage::storage_prefix, *};
use sc_client_api::{StorageKey, StorageProvider};
use substrate_prometheus_endpoint::{
	register, CounterVec, Gauge, GaugeVec, Opts, PrometheusError, Registry, F64, U64,
};

/// Most jobs in progress that are looked at after a block.
const MOST: usize = 4_096;

const STAGES: [&str; 7] =
	["requested", "accepted", "computing", "agreed", "aborting", "aggregated", "released"];
const FLOWS: [&str; 5] = ["held", "paid", "refunded", "penalised", "diverted"];
const CAUSES: [&str; 12] = [
	"refused",
	"not_accepted",
	"not_delivered",
	"masks_disagree",
	"results_differ",
	"aborted",
	"not_uploaded",
	"not_checked",
	"withheld",
	"agreement_suspended",
	"data_suspended",
	"data_withdrawn",
];

/// Metrics of jobs.
pub(super) struct Jobs {
	open: GaugeVec<U64>,
	late: Gauge<U64>,
	fees: Gauge<F64>,
	escrow: Gauge<F64>,
	failures: CounterVec<U64>,
	money: CounterVec<F64>,
}

impl Jobs {
	pub(super) fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		let counters = |name, help, label| CounterVec::new(Opts::new(name, help), &[label]);
		let failures =
			counters("panshi_job_failures_total", "Jobs that ended without a result", "cause")?;
		let money = CounterVec::new(
			Opts::new("panshi_job_money_pan_total", "Money of jobs, in PAN, by where it went"),
			&["flow"],
		)?;
		let open = GaugeVec::new(Opts::new("panshi_open_jobs", "Jobs in progress"), &["stage"])?;
		let late = Gauge::new("panshi_late_jobs", "Jobs in progress past their deadline")?;
		let fees = Gauge::new("panshi_open_job_fees_pan", "Fees of jobs in progress, in PAN")?;
		let escrow = Gauge::new("panshi_escrow_pan", "Money on hold for fees of jobs, in PAN")?;
		CAUSES.iter().for_each(|cause| drop(failures.with_label_values(&[cause])));
		FLOWS.iter().for_each(|flow| drop(money.with_label_values(&[flow])));
		STAGES.iter().for_each(|stage| open.with_label_values(&[stage]).set(0));
		Ok(Jobs {
			open: register(open, registry)?,
			late: register(late, registry)?,
			fees: register(fees, registry)?,
			escrow: register(escrow, registry)?,
			failures: register(failures, registry)?,
			money: register(money, registry)?,
		})
	}

	/// Counts how jobs end, and where their money goes.
	pub(super) fn count(&self, event: &RuntimeEvent) {
		let RuntimeEvent::ComputeJobs(event) = event else { return };
		match event {
			Event::Created { fee, .. } => self.flow("held", *fee),
			Event::Settled { settlement, .. } => self.divided(settlement),
			Event::Failed { cause, settlement, .. } => {
				self.failures.with_label_values(&[word(cause)]).inc();
				self.divided(settlement);
			},
			Event::Penalised { amount, .. } => self.flow("penalised", *amount),
			Event::PaymentDiverted { amount, .. } => self.flow("diverted", *amount),
			_ => {},
		}
	}

	fn divided(&self, settlement: &Settlement) {
		self.flow("paid", settlement.paid.iter().fold(0, |sum, paid| sum.saturating_add(*paid)));
		self.flow("refunded", settlement.refunded);
	}

	fn flow(&self, flow: &str, amount: Balance) {
		self.money.with_label_values(&[flow]).inc_by(in_pan(amount));
	}

	/// Looks at the jobs in progress, and at what is on hold for them, in the state of block `hash`,
	/// which has the number `now`. The two are found in different places: they should agree.
	pub(super) fn look(&self, client: &Client, hash: Hash, now: BlockNumber) {
		if let (Some(jobs), Some(escrow)) = (open_jobs(client, hash), escrow(client, hash)) {
			self.show(&jobs, now);
			self.escrow.set(in_pan(escrow));
		}
	}

	fn show(&self, jobs: &[Job], now: BlockNumber) {
		for stage in STAGES {
			let count = jobs.iter().filter(|job| stage_word(&job.stage) == Some(stage)).count();
			self.open.with_label_values(&[stage]).set(u64::try_from(count).unwrap_or(u64::MAX));
		}
		let is_late = |job: &&Job| job.stage.deadline().is_some_and(|deadline| deadline < now);
		let late = jobs.iter().filter(is_late).count();
		self.late.set(u64::try_from(late).unwrap_or(u64::MAX));
		let fees = jobs.iter().fold(0, |sum: Balance, job| sum.saturating_add(job.fee));
		self.fees.set(in_pan(fees));
	}
}

/// The jobs in progress; `None` if the state is gone.
fn open_jobs(client: &Client, hash: Hash) -> Option<Vec<Job>> {
	let prefix = StorageKey(OpenJobs::<Runtime>::map_storage_final_prefix());
	let keys = client.storage_keys(hash, Some(&prefix), None).ok()?;
	let job = |key: StorageKey| {
		// The number is the end of the key: its hasher leaves it readable.
		let at = key.0.len().checked_sub(size_of::<JobId>())?;
		let id = JobId::decode(&mut key.0.get(at..)?).ok()?;
		let key = StorageKey(pallet_compute_jobs::Jobs::<Runtime>::hashed_key_for(id));
		Job::decode(&mut client.storage(hash, &key).ok()??.0.as_slice()).ok()
	};
	Some(keys.take(MOST).filter_map(job).collect())
}

/// What is on hold for fees, over all accounts; `None` if the state is gone.
fn escrow(client: &Client, hash: Hash) -> Option<Balance> {
	let reason = RuntimeHoldReason::ComputeJobs(HoldReason::JobEscrow);
	let prefix = StorageKey(storage_prefix(b"Balances", b"Holds").to_vec());
	let keys = client.storage_keys(hash, Some(&prefix), None).ok()?;
	let held = |key: StorageKey| {
		let bytes = client.storage(hash, &key).ok()??;
		let holds = Vec::<(RuntimeHoldReason, Balance)>::decode(&mut bytes.0.as_slice()).ok()?;
		holds.into_iter().find(|(of, _)| *of == reason).map(|(_, amount)| amount)
	};
	Some(keys.take(MOST).filter_map(held).fold(0, Balance::saturating_add))
}

fn in_pan(amount: Balance) -> f64 {
	amount as f64 / PAN as f64
}

fn stage_word(stage: &JobStage) -> Option<&'static str> {
	Some(match stage {
		JobStage::Requested { .. } => "requested",
		JobStage::Accepted { .. } => "accepted",
		JobStage::Computing { .. } => "computing",
		JobStage::Agreed { .. } => "agreed",
		JobStage::Aborting { .. } => "aborting",
		JobStage::Aggregated { .. } => "aggregated",
		JobStage::Released => "released",
		JobStage::Settled { .. } | JobStage::Failed { .. } => return None,
	})
}

fn word(cause: &FailureCause) -> &'static str {
	match cause {
		FailureCause::Refused(_) => "refused",
		FailureCause::NotAccepted => "not_accepted",
		FailureCause::NotDelivered => "not_delivered",
		FailureCause::MasksDisagree => "masks_disagree",
		FailureCause::ResultsDiffer => "results_differ",
		FailureCause::Aborted => "aborted",
		FailureCause::NotUploaded => "not_uploaded",
		FailureCause::NotChecked => "not_checked",
		FailureCause::Withheld(_) => "withheld",
		FailureCause::AgreementSuspended => "agreement_suspended",
		FailureCause::DataSuspended => "data_suspended",
		FailureCause::DataWithdrawn => "data_withdrawn",
	}
}

#[cfg(test)]
mod tests {
	use super::{super::tests::scraped, *};
	use panshi_primitives::{agreement::PartySet, AccountId};

	fn settlement(paid: &[Balance], refunded: Balance) -> Settlement {
		Settlement { paid: paid.to_vec().try_into().expect("few"), refunded }
	}

	#[test]
	fn money_is_counted_where_it_goes() {
		let registry = Registry::new();
		let jobs = Jobs::register(&registry).expect("the names are free");
		let fee = 30 * PAN;
		let (job, agreement, consumer) = (1, 0, AccountId::new([1; 32]));
		for event in [
			Event::Created { job, agreement, consumer, digest: Hash::zero(), fee },
			Event::Settled { job, settlement: settlement(&[10 * PAN, 20 * PAN], 0) },
			Event::Failed {
				job: 2,
				cause: FailureCause::NotDelivered,
				at_fault: PartySet::default(),
				settlement: settlement(&[0, 0], PAN / 2),
			},
		] {
			jobs.count(&RuntimeEvent::ComputeJobs(event));
		}
		let text = scraped(&registry);
		for line in [
			r#"panshi_job_money_pan_total{flow="held"} 30"#,
			r#"panshi_job_money_pan_total{flow="paid"} 30"#,
			r#"panshi_job_money_pan_total{flow="refunded"} 0.5"#,
			r#"panshi_job_money_pan_total{flow="penalised"} 0"#,
			r#"panshi_job_failures_total{cause="not_delivered"} 1"#,
			r#"panshi_job_failures_total{cause="refused"} 0"#,
		] {
			assert!(text.lines().any(|found| found == line), "{line}: {text}");
		}
	}
}
