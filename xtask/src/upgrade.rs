//! A runtime as a release has it, one version above that of this source tree, to upgrade to.

use crate::{
	cargo::{cargo, step, target},
	relay::WASM_FLAGS,
};
use anyhow::Result;
use std::path::PathBuf;

/// Names the file for the tests.
pub(crate) const FILE: &str = "PANSHI_NEXT_RUNTIME";

/// Builds it, and returns where it is.
pub(crate) fn next_runtime() -> Result<PathBuf> {
	let mut build = cargo(&["rustc", "--locked", "--release", "--package=panshi-runtime", "--lib"]);
	build.args(["--crate-type=cdylib", "--target=wasm32v1-none", "--no-default-features"]);
	build.arg("--features=next-version").env("RUSTFLAGS", WASM_FLAGS);
	step("the next runtime, as a release has it", &mut build)?;
	Ok(target().join("wasm32v1-none/release/panshi_runtime.wasm"))
}
