//! The arrows of docs/architecture.md, read from the manifests.

use serde_json::Value;
use std::{collections::BTreeMap, process::Command};

/// Rooms that a room may depend on, beside crates from elsewhere.
const ARROWS: &[(&str, &[&str])] = &[
	("panshi-primitives", &[]),
	("pallet-consortium", &["panshi-primitives"]),
	("pallet-data-registry", &["panshi-primitives"]),
	("pallet-privacy-budget", &["panshi-primitives"]),
	("pallet-agreements", &["panshi-primitives"]),
	("pallet-audits", &["panshi-primitives"]),
	("pallet-compute-jobs", &["panshi-primitives"]),
	(
		"panshi-runtime",
		&[
			"panshi-primitives",
			"pallet-consortium",
			"pallet-data-registry",
			"pallet-privacy-budget",
			"pallet-agreements",
			"pallet-audits",
			"pallet-compute-jobs",
		],
	),
	("panshi-rpc", &["panshi-primitives"]),
	("panshi-search", &[]),
	("panshi-node", &["panshi-primitives", "panshi-rpc", "panshi-runtime", "panshi-search"]),
	("panshi-audit", &["panshi-primitives"]),
	("panshi-mpc", &["panshi-primitives"]),
	("panshi-noise", &["panshi-primitives"]),
	("panshi-psi", &[]),
	("panshi-query", &["panshi-primitives"]),
	(
		"panshi-compute",
		&["panshi-primitives", "panshi-mpc", "panshi-noise", "panshi-psi", "panshi-query"],
	),
	(
		"panshi-client",
		&["panshi-primitives", "panshi-audit", "panshi-compute", "panshi-mpc", "panshi-query"],
	),
	(
		"panshi-stories",
		&[
			"panshi-primitives",
			"panshi-audit",
			"panshi-compute",
			"panshi-client",
			"panshi-mpc",
			"panshi-query",
			"panshi-rpc",
			"panshi-search",
		],
	),
	("xtask", &[]),
];

fn packages() -> Vec<Value> {
	let output = Command::new(env!("CARGO"))
		.args(["metadata", "--format-version=1", "--no-deps", "--offline"])
		.current_dir(env!("PANSHI_ROOT"))
		.output()
		.expect("cargo runs");
	let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
	metadata["packages"].as_array().expect("a list").clone()
}

#[test]
fn rooms_depend_only_on_what_the_architecture_allows() {
	let arrows: BTreeMap<_, _> = ARROWS.iter().copied().collect();
	let packages = packages();
	let names: Vec<&str> = packages.iter().filter_map(|p| p["name"].as_str()).collect();
	assert_eq!(
		names.iter().copied().collect::<std::collections::BTreeSet<_>>(),
		arrows.keys().copied().collect(),
		"a room was added or removed: say in ARROWS what it may depend on"
	);
	for package in &packages {
		let name = package["name"].as_str().expect("a name");
		for dependency in package["dependencies"].as_array().expect("a list") {
			let to = dependency["name"].as_str().expect("a name");
			if names.contains(&to) {
				assert!(arrows[name].contains(&to), "{name} may not depend on {to}");
			}
		}
	}
}

#[test]
fn on_chain_crates_never_reach_what_runs_off_chain() {
	for on_chain in ["panshi-primitives", "panshi-runtime"] {
		let output = Command::new(env!("CARGO"))
			.args(["tree", "--offline", "--edges=normal,build", "--prefix=none", "-p", on_chain])
			.current_dir(env!("PANSHI_ROOT"))
			.output()
			.expect("cargo runs");
		let tree = String::from_utf8(output.stdout).expect("text");
		assert!(tree.contains(on_chain), "{}", String::from_utf8_lossy(&output.stderr));
		for off_chain in ["panshi-compute", "panshi-client", "panshi-node"] {
			assert!(!tree.contains(off_chain), "{on_chain} reaches {off_chain}");
		}
	}
}

#[test]
fn the_node_has_one_version_of_the_primitives_of_the_sdk() {
	let output = Command::new(env!("CARGO"))
		.args(["tree", "--offline", "--prefix=none", "-p", "panshi-node", "-i", "sp-core"])
		.current_dir(env!("PANSHI_ROOT"))
		.output()
		.expect("cargo runs");
	// With two versions cargo refuses the ambiguous name.
	assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
