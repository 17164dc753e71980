// SPDX-License-Identifier: GPL-3.0-only

//! The relay chain node, as Polkadot's developers make it.

fn main() -> Result<(), Box<dyn std::error::Error>> {
	Ok(polkadot_cli::run()?)
}
