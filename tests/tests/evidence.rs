//! Evidence from pooled cases, whole: real genotypes, synthetic phenotypes and families.

use anyhow::{Context, Result};
use panshi_mpc::programs::evidence::{plain, VariantCounts};
use panshi_primitives::job::{ParametersType, Strength, EVIDENCE};
use panshi_stories::{
	hand::{number, word},
	network::phenotypes_beside,
	plain_association, plain_vcf,
	story::{people_table, with_phenotypes, JointQuestion, JointStory, TableKind, FEW_PEOPLE},
	wait::within,
};
use serde_json::Value;
use std::{collections::BTreeMap, path::PathBuf};

const ASKED: &str = "evidence --sites lab1.vcf.gz --sites lab2.vcf.gz --sites lab3.vcf.gz \
	--build GRCh37 --data DATA --least-alleles 16 --odds-ratio 2 --chi-square 1 \
	--probands 1,2,3 --healthy-carriers 2 --recessive";

/// Synthetic meioses of a variant in a laboratory: nobody knows anything about these families.
fn meioses(lab: usize, key: &plain_vcf::Key) -> u32 {
	u32::try_from((key.1 as usize + 3 * lab) % 5).unwrap_or_default()
}

/// Writes who is a case and which controls are healthy adults, and the families of each variant.
fn write_tables(files: &[PathBuf]) -> Result<()> {
	with_phenotypes(files)?;
	for (lab, file) in files.iter().enumerate() {
		let phenotypes = std::fs::read_to_string(phenotypes_beside(file).context("a VCF file")?)?;
		let mut people = "sample\tcase\thealthy-adult\n".to_owned();
		for line in phenotypes.lines().skip(1) {
			let (name, case) = line.split_once('\t').context("two columns")?;
			people += &format!("{name}\t{case}\t{}\n", if case == "0" { "1" } else { "" });
		}
		std::fs::write(people_table(file), people)?;
		let mut families = "sequence\tposition\treference\talternate\tmeioses\n".to_owned();
		for key in plain_vcf::count(std::slice::from_ref(file))?.keys() {
			let (sequence, position, reference, alternate) = key;
			let meioses = meioses(lab, key);
			families += &format!("{sequence}\t{position}\t{reference}\t{alternate}\t{meioses}\n");
		}
		std::fs::write(file.with_file_name(format!("lab{}.segregation.tsv", lab + 1)), families)?;
	}
	Ok(())
}

/// Pooled numbers by a direct count over the files. Controls are the population.
fn pooled(files: &[PathBuf]) -> Result<BTreeMap<plain_vcf::Key, VariantCounts>> {
	let mut pooled = BTreeMap::new();
	for (key, found) in plain_association::pool(files)? {
		let ([c0, c1, c2], [n0, n1, n2]) = (found.cases, found.controls);
		let counts = VariantCounts {
			case_carriers: c1 + c2,
			case_others: c0,
			control_carriers: n1 + n2,
			control_others: n0,
			alternate_alleles: n1 + 2 * n2,
			other_alleles: 2 * n0 + n1,
			healthy_carriers: n2,
			meioses: 0,
		};
		pooled.insert(key, counts);
	}
	for (lab, file) in files.iter().enumerate() {
		for key in plain_vcf::count(std::slice::from_ref(file))?.keys() {
			pooled.get_mut(key).context("every variant is pooled")?.meioses += meioses(lab, key);
		}
	}
	Ok(pooled)
}

fn key(row: &Value) -> Result<plain_vcf::Key> {
	let text = |name| anyhow::Ok(word(row, name)?.to_owned());
	Ok((text("chrom")?, number(row, "pos")?.try_into()?, text("ref")?, text("alt")?))
}

#[tokio::test]
async fn three_laboratories_gather_evidence_that_none_of_them_has() -> Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let mut silent = |_: &str| ();
		let kind = TableKind::BesideGenotypes;
		let mut story = JointStory::open(folder.path(), kind, write_tables, &mut silent).await?;
		let question = JointQuestion {
			code: EVIDENCE,
			parameters: ParametersType::Evidence,
			strength: Strength::HonestMajority,
			asked: ASKED,
		};
		let (rows, table) = story.ask(question, &mut silent).await?;

		let pooled = pooled(&story.files)?;
		let rows = rows.as_array().context("a list")?;
		assert_eq!(rows.len(), pooled.len());
		assert_eq!(table.lines().count(), rows.len() + 1);
		let mut seen = BTreeMap::<String, usize>::new();
		for row in rows {
			let counts = pooled.get(&key(row)?).context("a variant of the files")?;
			let verdict = plain::verdict(&FEW_PEOPLE, 0, counts);
			let criteria = row["criteria"].as_array().context("a list")?;
			assert_eq!(criteria.len(), verdict.evidence().len(), "{row}: {counts:?}");
			assert_eq!(row["points"], verdict.classification().points, "{row}: {counts:?}");
			for criterion in criteria {
				let code = criterion.as_str().context("a code")?;
				*seen.entry(code.split('_').next().unwrap_or_default().to_owned()).or_default() +=
					1;
			}
		}
		for code in ["PS4", "PP1", "BS2", "BA1", "PM2"] {
			assert!(seen.contains_key(code), "no variant meets {code}: {seen:?}");
		}
		Ok(())
	})
	.await
}
