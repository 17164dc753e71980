//! Dashboard and alert rules name metrics that the programs tell: docker/grafana, docker/prometheus.

use anyhow::{ensure, Context, Result};
use panshi_compute::daemon::Metrics;
use panshi_stories::{
	network::{Network, Teller},
	plain_vcf,
	story::genotypes,
	wait::{until_so, within},
};
use serde_json::Value;
use std::{collections::BTreeSet, path::Path};

/// Words of PromQL that are no metrics, where they stand without a bracket after them.
const WORDS: [&str; 14] = [
	"and", "or", "unless", "bool", "offset", "sum", "min", "max", "avg", "count", "by", "without",
	"ignoring", "on",
];
/// Words after which labels stand in brackets.
const GROUPINGS: [&str; 6] = ["by", "without", "ignoring", "on", "group_left", "group_right"];
/// What Prometheus itself knows of each program.
const OF_PROMETHEUS: &str = "up";

fn read(path: &str) -> Result<String> {
	let path = Path::new(env!("PANSHI_ROOT")).join(path);
	std::fs::read_to_string(&path).with_context(|| path.display().to_string())
}

/// The expressions of the alert rules, one a rule.
fn rules() -> Result<Vec<String>> {
	let text = read("docker/prometheus/alerts.yml")?;
	let lines = || text.lines().map(str::trim);
	let expressions: Vec<String> =
		lines().filter_map(|line| line.strip_prefix("expr: ")).map(str::to_owned).collect();
	let rules = lines().filter(|line| line.starts_with("- alert: ")).count();
	ensure!(rules > 0 && rules == expressions.len(), "every rule has its expression on one line");
	Ok(expressions)
}

/// The expressions of the dashboard.
fn panels() -> Result<Vec<String>> {
	let dashboard: Value = serde_json::from_str(&read("docker/grafana/panshi.json")?)?;
	let panels = dashboard["panels"].as_array().context("panels")?;
	let targets = panels.iter().filter_map(|panel| panel["targets"].as_array()).flatten();
	let expressions: Vec<String> =
		targets.filter_map(|target| target["expr"].as_str().map(str::to_owned)).collect();
	ensure!(expressions.len() >= panels.len(), "every panel shows something");
	Ok(expressions)
}

/// `text` without what stands between `open` and `close`.
fn without(text: &str, open: char, close: char) -> String {
	let mut inside = false;
	let keep = |c: &char| {
		let was_inside = inside;
		inside = if inside { *c != close } else { *c == open };
		!was_inside && !inside
	};
	text.chars().filter(keep).collect()
}

/// The metrics that an expression of PromQL reads.
fn metrics_in(expression: &str) -> BTreeSet<String> {
	let mut rest = without(&without(expression, '{', '}'), '[', ']');
	let mut found = BTreeSet::new();
	let is_of_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
	while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic() || c == '_') {
		let tail = rest.split_off(start);
		let end = tail.find(|c| !is_of_word(c)).unwrap_or(tail.len());
		let (word, after) = tail.split_at(end);
		let after = after.trim_start();
		rest = match (GROUPINGS.contains(&word), after.split_once(')')) {
			(true, Some((_labels, after))) => after.to_owned(),
			_ => after.to_owned(),
		};
		if !after.starts_with('(') && !WORDS.contains(&word) {
			found.insert(word.to_owned());
		}
	}
	found
}

/// The metrics of `expressions` that are not `known`.
fn missing(expressions: &[String], known: &BTreeSet<String>) -> BTreeSet<String> {
	let named = expressions.iter().flat_map(|expression| metrics_in(expression));
	named.filter(|name| !known.contains(name)).collect()
}

/// The names in what a program told.
fn names(scraped: &str) -> BTreeSet<String> {
	let types = scraped.lines().filter_map(|line| line.strip_prefix("# TYPE "));
	types.filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn the_metrics_of_an_expression_are_found() {
	for (expression, wanted) in [
		("a_b > 1", vec!["a_b"]),
		(r#"sum by (x) (rate(a{b="c d", e=~"f|g"}[5m])) * 60"#, vec!["a"]),
		("a unless ignoring (x) increase(b[1h]) > 0 and c:d == 1", vec!["a", "b", "c:d"]),
		("scalar(max(a)) - b / c", vec!["a", "b", "c"]),
		("sum without (stage) (a) == 0", vec!["a"]),
		("max by (instance) (a)", vec!["a"]),
	] {
		let wanted = wanted.into_iter().map(str::to_owned).collect();
		assert_eq!(metrics_in(expression), wanted, "{expression}");
	}
	let known = BTreeSet::from(["a".to_owned()]);
	let expressions = ["rate(a[5m])".to_owned(), "panshi_no_such_metric > 0".to_owned()];
	assert_eq!(missing(&expressions, &known), ["panshi_no_such_metric".to_owned()].into());
}

/// What a chain node does not tell whose compute nodes compute nothing together.
const UNTOLD_BY_THE_CHAIN: [&str; 3] = [
	"panshi_offchain_task_done",
	"panshi_offchain_task_total",
	"panshi_offchain_task_seconds_left",
];
/// What a compute node does not tell that has computed and prepared nothing together with others.
const UNTOLD: [&str; 3] =
	["panshi_compute_step_done", "panshi_compute_step_total", "panshi_compute_prepared"];

#[tokio::test]
async fn every_metric_that_is_watched_is_told() -> Result<()> {
	let folder = tempfile::tempdir()?;
	let files = plain_vcf::split_by_person(&genotypes(), 3, folder.path())?;
	let mut network =
		within(200, async { Network::start(folder.path(), &files, 200).await }).await?;
	let known = within(60, async {
		// The offchain worker has nothing to tell before its first step.
		network.wait_for_metric(Teller::Chain, "panshi_offchain_messages_total{").await?;
		let mut known = names(&network.metrics(Teller::Chain).await?);
		known.extend(UNTOLD_BY_THE_CHAIN.map(str::to_owned));
		let metrics = Metrics::default();
		let declared: BTreeSet<String> = metrics.names().iter().cloned().collect();
		// Nor has the compute node much to tell before it has looked at the chain and its data.
		let told = |name: &&String| !UNTOLD.contains(&name.as_str());
		let expected: BTreeSet<String> = declared.iter().filter(told).cloned().collect();
		until_so(async || {
			let compute = names(&network.metrics(Teller::Compute(0)).await?);
			ensure!(compute.is_subset(&declared), "{compute:?}");
			Ok(compute.is_superset(&expected))
		})
		.await?;
		known.extend(declared);
		known.insert(OF_PROMETHEUS.to_owned());
		Ok(known)
	})
	.await?;
	let (rules, panels) = (rules()?, panels()?);
	assert_eq!(missing(&rules, &known), BTreeSet::new(), "of the alert rules");
	assert_eq!(missing(&panels, &known), BTreeSet::new(), "of the dashboard");
	// What the node tells of the market is watched, too.
	let watched: BTreeSet<String> =
		rules.iter().chain(&panels).flat_map(|expression| metrics_in(expression)).collect();
	let ours = known.iter().filter(|name| name.starts_with("panshi_"));
	let unseen: Vec<&String> = ours.filter(|name| !watched.contains(*name)).collect();
	assert!(unseen.is_empty(), "nobody looks at {unseen:?}");
	network.check()
}
