//! Tests of the configuration file.

use super::*;
use crate::variants::PostgresConfig;
use panshi_primitives::genomics::ReferenceBuild;
use std::fs::{self, Permissions};

const WHOLE: &str = include_str!("../../../compute.example.toml");

fn read(text: &str) -> Result<Config, ConfigError> {
	let folder = tempfile::tempdir().expect("there is a place for temporary files");
	let path = folder.path().join("compute.toml");
	fs::write(&path, text).expect("the folder is ours");
	Config::read(&path).map(|mut config| {
		// Makes the paths comparable.
		config.node.state_dir = relative(&config.node.state_dir, folder.path());
		config
	})
}

fn relative(path: &Path, folder: &Path) -> PathBuf {
	path.strip_prefix(folder).expect("it was resolved").to_owned()
}

fn refusal(text: &str) -> String {
	crate::engine::chain_of(&read(text).expect_err("it is wrong"))
}

#[test]
fn reads_a_whole_file() {
	let config = read(WHOLE).expect("it is right");
	assert_eq!(config.node.state_dir, Path::new("state"));
	assert_eq!(config.node.keystore, Path::new("/etc/panshi/keystore.json"));
	assert_eq!(config.node.log, LogFormat::Json);
	assert_eq!(config.policy.least_holders, 3);
	assert_eq!(config.policy.minimum_cell, 5);
	let [prepare] = config.prepare.as_slice() else { panic!("there is one") };
	assert_eq!(prepare.keys().map(|keys| keys.len()), Some(2));
	assert_eq!((prepare.triples, prepare.every_blocks), (2_000_000, 100));
	let [exomes, registry, cohort, patients, diseases, variants] = config.data.as_slice() else {
		panic!("there are six")
	};
	assert!(matches!(
		&variants.location,
		Location::Lookup(files) if files.table.is_absolute() && files.key.is_absolute() && files.most_lookups == 4
	));
	assert_eq!(cohort.location, Location::Tables);
	assert!(cohort.tables.people.as_deref().is_some_and(Path::is_absolute));
	assert_eq!(patients.location, Location::Tables);
	assert!(patients.tables.identifiers.as_deref().is_some_and(Path::is_absolute));
	assert_eq!(config.node.peers_listen, Some(([0, 0, 0, 0], 8_092).into()));
	assert_eq!((exomes.id, exomes.build), (Some(3), ReferenceBuild::Grch37));
	assert_eq!(exomes.rule, RuleName::Trimmed);
	let phenotypes = exomes.phenotypes.as_deref().expect("it was named");
	assert!(phenotypes.is_absolute() && phenotypes.ends_with("exomes.phenotype.tsv"));
	assert_eq!(registry.phenotypes, None);
	assert!(matches!(registry.rule, RuleName::FullyJustified { .. }));
	assert!(matches!(
		&registry.location,
		Location::Postgres(PostgresConfig { table, .. }) if table == "lab.genotypes"
	));
	assert!(matches!(
		&diseases.location,
		Location::Diseases(files) if files.diseases.ends_with("phenotype.hpoa.gz") && files.ontology.is_absolute()
	));
}

#[test]
fn refuses_data_without_positions_that_have_some() {
	for build in ["GRCh38", "GRCh37"] {
		let named = format!("{build:?}");
		let people = WHOLE.replacen("\"none\"", &named, 1);
		assert!(refusal(&people).contains("build = \"none\""));
		let (before, diseases) = WHOLE.split_once("name = \"diseases\"").expect("it is there");
		let diseases = diseases.replacen("\"none\"", &named, 1);
		let text = format!("{before}name = \"diseases\"{diseases}");
		assert!(refusal(&text).contains("annotations and lookup take build = \"none\""));
	}
	let both = WHOLE.replace("[data.annotations]", "vcf = \"a.vcf\"\n[data.annotations]");
	assert!(refusal(&both).contains("only one"));
}

#[test]
fn writes_what_it_reads() {
	let config: Config = toml::from_str(WHOLE).expect("it is right");
	let text = toml::to_string(&config).expect("it can be written");
	assert_eq!(toml::from_str::<Config>(&text).expect("it is right"), config);
}

#[test]
fn refuses_unknown_keys() {
	assert!(refusal(&WHOLE.replace("log =", "colour =")).contains("colour"));
	assert!(refusal(&WHOLE.replace("id = 3", "ident = 3")).contains("ident"));
	assert!(refusal(&WHOLE.replace("table =", "query =")).contains("query"));
}

#[test]
fn refuses_one_address_for_the_chain_node_and_for_others() {
	assert!(
		refusal(&WHOLE.replace("0.0.0.0:8092", "127.0.0.1:8091")).contains("choose another port")
	);
}

#[test]
fn refuses_an_address_that_others_reach() {
	let refusal = refusal(&WHOLE.replace("127.0.0.1:8091", "0.0.0.0:8091"));
	assert!(refusal.contains("0.0.0.0:8091") && refusal.contains("loopback"));
}

#[test]
fn refuses_two_places_for_one_data_set() {
	let both = WHOLE.replace("[data.postgres]", "vcf = \"a.vcf\"\n[data.postgres]");
	assert!(refusal(&both).contains("either vcf or postgres"));
	let families = WHOLE.replace("people =", "segregation = \"families.tsv\"\npeople =");
	assert!(refusal(&families).contains("people and identifiers without genotypes"));
	let tables = WHOLE.replace("[data.annotations]", "people = \"a.tsv\"\n[data.annotations]");
	assert!(refusal(&tables).contains("annotations and lookup take no tables"));
	assert!(refusal(&WHOLE.replace("vcf =", "reference =")).contains("either vcf or postgres"));
}

#[test]
fn refuses_a_rule_without_its_reference() {
	let text = WHOLE.replace("reference = \"GRCh38.fa\"\n", "");
	assert!(refusal(&text).contains("needs reference"));
}

#[test]
fn refuses_names_that_occur_twice() {
	assert!(refusal(&WHOLE.replace("\"registry\"", "\"exomes\"")).contains("exomes"));
}

#[test]
fn refuses_numbers_out_of_range() {
	assert!(refusal(&WHOLE.replace("holders = 3", "holders = 1")).contains("least_holders"));
	assert!(refusal(&WHOLE.replace("log =", "poll_seconds = 0\nlog =")).contains("poll_seconds"));
}

#[test]
fn refuses_to_prepare_with_nobody_or_nothing() {
	let key = "0x1111111111111111111111111111111111111111111111111111111111111111";
	assert!(WHOLE.contains(key));
	for (right, wrong) in [
		(key, "0x11"),
		(key, "0x2222222222222222222222222222222222222222222222222222222222222222"),
		("every_blocks = 100", "every_blocks = 0"),
		("peers_listen", "# peers_listen"),
		("triples = 2000000", "triples = 5000000000"),
	] {
		assert!(refusal(&WHOLE.replace(right, wrong)).contains("[[prepare]] needs"), "{wrong}");
	}
}

#[test]
fn keeps_a_password_to_its_owner() {
	let folder = tempfile::tempdir().expect("there is a place for temporary files");
	let path = folder.path().join("compute.toml");
	let read = |text: &str, mode| {
		fs::write(&path, text).expect("the folder is ours");
		fs::set_permissions(&path, Permissions::from_mode(mode)).expect("it is ours");
		Config::read(&path)
	};
	let url = "host=/run/postgresql dbname=lab";
	for secret in ["dbname=lab password=hunter2", "postgresql://lab:hunter2@localhost/lab"] {
		let text = WHOLE.replace(url, secret);
		assert_ne!(text, WHOLE);
		for mode in [0o640, 0o604, 0o620] {
			let error = read(&text, mode).expect_err("others may read it");
			assert!(matches!(&error, ConfigError::Exposed { .. }), "{error}");
			assert!(!format!("{error:?} {error}").contains("hunter2"));
		}
		assert!(read(&text, 0o600).is_ok());
	}
	assert!(read(WHOLE, 0o644).is_ok());
	// Nor does it show where the file is wrong.
	let broken = WHOLE
		.replace(url, "password=hunter2")
		.replace("log =", "poll_seconds = \"hunter2\"\nlog =");
	let error = read(&broken, 0o600).expect_err("it is wrong");
	let said = format!("{error:?} {}", crate::engine::chain_of(&error));
	assert!(said.contains("line ") && !said.contains("hunter2"), "{said}");
}

#[test]
fn refuses_a_file_that_is_not_there() {
	let missing = Config::read(Path::new("/nonexistent/compute.toml"));
	assert!(matches!(missing, Err(ConfigError::Read { .. })));
}
