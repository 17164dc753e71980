//! The portal in a real browser: the stories of web/stories, against a running chain with compute
//! nodes.

use anyhow::{ensure, Context, Result};
use panshi_primitives::{job::Strength, Hash};
use panshi_stories::{
	hand::Terminal,
	network::Network,
	plain_association, plain_vcf,
	process::program,
	story::{genotypes, with_phenotypes, Cast},
	wait::within,
};
use serde_json::json;
use std::{
	path::{Path, PathBuf},
	process::Command,
};

/// Runs `npm run` with the words of `line` in web/, and fails with what it says.
async fn npm(line: &str, environment: Vec<(&'static str, String)>) -> Result<()> {
	let mut command = Command::new("npm");
	command.current_dir(Path::new(env!("PANSHI_ROOT")).join("web"));
	command.args(["run", "--silent"]).args(line.split_whitespace()).envs(environment);
	let output = tokio::task::spawn_blocking(move || command.output()).await??;
	let said = [output.stdout, output.stderr].concat();
	ensure!(output.status.success(), "npm run {line}:\n{}", String::from_utf8_lossy(&said));
	Ok(())
}

/// The joint job asks about every so many variants only: it is about what a person sees of it.
const FEW: usize = 20;
/// What comes out of it: the variants whose chi-square of the trend test is above this.
const ABOVE: f64 = 1.5;

/// Writes the question of the joint job and what a direct computation over the pooled files gives:
/// `few.tsv` and `association.json`, with the algorithms that are asked.
fn write_joint(folder: &Path, files: &[PathBuf], [counts, joint]: [Hash; 2]) -> Result<()> {
	let mut few = String::new();
	let mut found = Vec::new();
	for ((chrom, pos, reference, alternate), pooled) in
		plain_association::pool(files)?.iter().step_by(FEW)
	{
		few.push_str(&format!("{chrom}\t{pos}\t{reference}\t{alternate}\n"));
		let chi1 = pooled.chi1().unwrap_or_default();
		ensure!((chi1 - ABOVE).abs() > 1e-3, "a chi-square of {chi1} is too near to {ABOVE}");
		if chi1 > ABOVE {
			let odds = pooled.odds();
			found.push(json!({
				"chrom": chrom, "pos": pos, "ref": reference, "alt": alternate,
				"cases": pooled.cases, "controls": pooled.controls,
				"chi1": chi1, "chi2": pooled.chi2(),
				"odds_ratio": odds.map(|[ratio, _, _]| ratio),
				"ci_low": odds.map(|[_, low, _]| low),
				"ci_high": odds.map(|[_, _, high]| high),
			}));
		}
	}
	ensure!((3..=20).contains(&found.len()), "{} variants are above {ABOVE}", found.len());
	std::fs::write(folder.join("few.tsv"), few)?;
	let story = json!({
		"counts": format!("{counts:?}"), "joint": format!("{joint:?}"),
		"above": ABOVE.to_string(), "variants": found,
	});
	std::fs::write(folder.join("association.json"), story.to_string())?;
	Ok(())
}

/// Writes the question of the story and the answer that a direct count gives: `variants.tsv`, and
/// `counts.tsv` with allele count, allele number and homozygotes.
fn write_story(folder: &Path) -> Result<()> {
	let mut variants = String::new();
	let mut counts = String::new();
	for ((sequence, position, reference, alternate), found) in plain_vcf::count(&[genotypes()])? {
		let site = format!("{sequence}\t{position}\t{reference}\t{alternate}");
		variants.push_str(&format!("{site}\n"));
		let plain_vcf::Counts { ac, an, hom } = found;
		counts.push_str(&format!("{site}\t{ac}\t{an}\t{hom}\n"));
	}
	std::fs::write(folder.join("variants.tsv"), variants)?;
	std::fs::write(folder.join("counts.tsv"), counts)?;
	Ok(())
}

#[tokio::test]
async fn people_publish_agree_compute_open_and_audit_in_a_browser() -> Result<()> {
	within(1_200, async {
		for part in ["types", "check", "unit", "build"] {
			npm(part, Vec::new()).await?;
		}
		let folder = tempfile::tempdir()?;
		let files = plain_vcf::split_by_person(&genotypes(), 3, folder.path())?;
		with_phenotypes(&files)?;
		write_story(folder.path())?;
		let mut network = Network::start(folder.path(), &files, 500).await?;
		let mut cast = Cast::new(&network.url(), &files).await?;
		let mut silent = |_: &str| ();
		cast.register_nodes(network.node_infos(), &mut silent).await?;
		cast.register_data(&mut silent).await?;
		let counts = cast.register_algorithm(&mut silent).await?;
		let joint = cast.register_association(Strength::HonestMajority, &mut silent).await?;
		write_joint(folder.path(), &files, [counts, joint])?;
		let terminal = Terminal::new(folder.path(), &network.url());
		for template in ["template-publication.toml", "template-authorization.toml"] {
			terminal.fill(template, template, &[])?;
			let propose = format!("template propose --file {template}");
			terminal.with("//Operator").json(&propose)?;
		}

		let node = network.url();
		// Of the code, as `cargo xtask portal metadata` takes it: a chain's state shows in one constant.
		let wasm = "wbuild/panshi-runtime/panshi_runtime.wasm";
		let wasm = program("panshi-node")?.with_file_name(wasm);
		npm(&format!("metadata -- check {}", wasm.display()), Vec::new()).await?;
		let artefacts: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("portal");
		let path = |path: &Path| path.to_str().map(str::to_owned).context("a path in Unicode");
		let environment = vec![
			("PANSHI_NODE", node),
			("PANSHI_PROGRAM", path(&program("panshi")?)?),
			("PANSHI_STORY", path(folder.path())?),
			("PANSHI_ARTEFACTS", path(&artefacts)?),
		];
		npm("stories", environment).await?;
		network.check()
	})
	.await
}
