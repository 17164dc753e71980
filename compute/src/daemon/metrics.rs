//! What the node tells of itself in numbers: nothing of data, only of work.

use crate::engine::{Report, TaskView};
use panshi_mpc::Need;
use prometheus::{
	core::Collector, Encoder, IntCounter, IntCounterVec, IntGauge, IntGaugeVec, Opts, Registry,
	TextEncoder,
};
use std::cell::RefCell;

/// The node's metrics.
#[derive(Clone, Debug)]
pub struct Metrics {
	registry: Registry,
	names: Vec<String>,
	/// Requests of the chain node, by answer.
	pub(super) steps: IntCounterVec,
	/// Looks at the chain that succeeded.
	pub(super) ticks: IntCounter,
	/// Looks at the chain that failed.
	pub(super) failures: IntCounter,
	/// Whether the last look at the chain succeeded.
	pub(super) reachable: IntGauge,
	finalized: IntGauge,
	jobs: IntGaugeVec,
	done: IntGaugeVec,
	total: IntGaugeVec,
	prepared: IntGaugeVec,
	/// Whether the state could be written when it last had to be.
	pub(super) state_kept: IntGauge,
	registered: IntGauge,
	offered: IntGauge,
	sources: IntGauge,
	configured: IntGauge,
}

impl Default for Metrics {
	fn default() -> Self {
		const LITERAL: &str = "names and labels are literals and differ";
		let registry = Registry::new();
		let names = RefCell::new(Vec::new());
		let add = |collector: Box<dyn Collector>| {
			let described = collector.desc().into_iter().map(|desc| desc.fq_name.clone());
			names.borrow_mut().extend(described);
			registry.register(collector).expect(LITERAL);
		};
		let gauge = |name, help| {
			let gauge = IntGauge::new(name, help).expect(LITERAL);
			add(Box::new(gauge.clone()));
			gauge
		};
		let counter = |name, help| {
			let counter = IntCounter::new(name, help).expect(LITERAL);
			add(Box::new(counter.clone()));
			counter
		};
		let steps = IntCounterVec::new(
			Opts::new("panshi_compute_steps_total", "Requests of the chain node"),
			&["answer"],
		)
		.expect(LITERAL);
		add(Box::new(steps.clone()));
		let gauges = |name, help, labels: &[&str]| {
			let gauges = IntGaugeVec::new(Opts::new(name, help), labels).expect(LITERAL);
			add(Box::new(gauges.clone()));
			gauges
		};
		let step = ["job", "step"];
		Metrics {
			steps,
			jobs: gauges("panshi_compute_jobs", "Jobs by state", &["state"]),
			done: gauges("panshi_compute_step_done", "Units of a computation's step done", &step),
			total: gauges("panshi_compute_step_total", "Units of that step in all", &step),
			prepared: gauges(
				"panshi_compute_prepared",
				"Items made ahead of time, at the last meeting with the nodes of a circle",
				&["circle", "kind"],
			),
			ticks: counter("panshi_compute_ticks_total", "Looks at the chain that succeeded"),
			failures: counter("panshi_compute_failures_total", "Looks at the chain that failed"),
			reachable: gauge("panshi_compute_chain_reachable", "Whether the chain answers"),
			finalized: gauge("panshi_compute_finalized_block", "Last finalized block"),
			state_kept: gauge("panshi_compute_state_kept", "Whether the state can be written"),
			registered: gauge("panshi_compute_registered", "Whether the keys are on the chain"),
			configured: gauge("panshi_compute_sources", "Data sources in the configuration"),
			offered: gauge("panshi_compute_offered_messages", "Messages offered to the chain"),
			sources: gauge("panshi_compute_sources_read", "Data sources that have been read"),
			names: names.take(),
			registry,
		}
	}
}

impl Metrics {
	/// Shows what a tick found.
	pub(super) fn show(&self, report: &Report) {
		let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
		self.ticks.inc();
		self.reachable.set(1);
		self.finalized.set(i64::from(report.finalized));
		self.offered.set(number(report.reply.messages.len()));
		self.sources.set(number(report.sources.0));
		self.configured.set(number(report.sources.1));
		self.state_kept.set(i64::from(report.stuck == 0));
		self.registered.set(i64::from(report.node.is_some()));
		self.show_tasks(&report.tasks);
		for (state, count) in [
			("accepted", report.jobs.accepted),
			("ready", report.jobs.ready),
			("computing", report.jobs.computing),
			("sealed", report.jobs.sealed),
			("aborted", report.jobs.aborted),
			("done", report.jobs.done),
			("refused", report.jobs.refused),
		] {
			self.jobs.with_label_values(&[state]).set(number(count));
		}
	}

	/// Shows how far computations are; those that are over are not shown any more.
	fn show_tasks(&self, tasks: &[TaskView]) {
		let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
		for gauges in [&self.done, &self.total] {
			gauges.reset();
		}
		for TaskView { job, step } in tasks {
			let labels = [&*job.to_string(), step.kind.name()];
			self.done.with_label_values(&labels).set(number(step.done));
			self.total.with_label_values(&labels).set(number(step.total));
		}
	}

	/// Shows what a circle of nodes has made ahead of time.
	pub(super) fn show_prepared(&self, circle: &str, left: &Need) {
		let kinds = [("triples", left.triples), ("bits", left.bits), ("masks", left.masks)];
		for (kind, count) in kinds {
			let count = i64::try_from(count).unwrap_or(i64::MAX);
			self.prepared.with_label_values(&[circle, kind]).set(count);
		}
	}

	/// Names of all metrics, also of those that have nothing to tell yet.
	pub fn names(&self) -> &[String] {
		&self.names
	}

	/// All metrics in the text format of Prometheus.
	pub fn render(&self) -> Vec<u8> {
		let mut text = Vec::new();
		TextEncoder::new()
			.encode(&self.registry.gather(), &mut text)
			.expect("writing to memory does not fail");
		text
	}
}
