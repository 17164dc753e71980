//! A wallet's view: the script in tests/wallet, against a running node.

use panshi_stories::{
	network::Network,
	plain_vcf,
	process::program,
	story::{genotypes, Cast, Market},
	wait::within,
};
use serde_json::Value;
use std::{path::Path, process::Command};

#[tokio::test]
async fn a_wallet_decodes_every_type_and_signs_an_agreement() -> anyhow::Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let files = plain_vcf::split_by_person(&genotypes(), 3, folder.path())?;
		let network = Network::start(folder.path(), &files, 500).await?;
		let mut cast = Cast::new(&network.url(), &files).await?;
		let mut silent = |_: &str| ();
		cast.register_nodes(network.node_infos(), &mut silent).await?;
		cast.register_data(&mut silent).await?;
		cast.publish(&mut silent).await?;
		let algorithm = cast.register_algorithm(&mut silent).await?;
		let (agreement, digest) = cast.propose_authorization(algorithm, &Market::default()).await?;

		let script = Path::new(env!("PANSHI_ROOT")).join("tests/wallet/sign-agreement.mjs");
		let url = network.url();
		let output = tokio::task::spawn_blocking(move || {
			Command::new("node")
				.arg(script)
				.args([url, agreement.to_string(), "//Lab1".into(), "//Lab2".into()])
				.output()
		})
		.await??;
		let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
		assert!(output.status.success(), "the wallet script failed: {complaint}");
		let said: Value = serde_json::from_slice(&output.stdout)?;
		assert_eq!(said["digest"], format!("0x{}", hex::encode(digest)));
		assert_eq!(said["state"], "PartlySigned");
		assert!(said["types"].as_u64().is_some_and(|types| types > 100), "{said}");
		assert!(said["entries"].as_u64().is_some_and(|entries| entries > 20), "{said}");
		anyhow::Ok(())
	})
	.await
}

#[test]
fn every_program_is_built() {
	for name in ["panshi-node", "panshi-compute", "panshi"] {
		program(name).expect("cargo xtask build makes it");
	}
}
