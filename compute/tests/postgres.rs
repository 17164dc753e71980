//! Genotypes in a PostgreSQL table, in a cluster that the test starts for itself.

use panshi_compute::{
	fingerprint::{fingerprint, fingerprint_vcf},
	variants::{
		DataConfig, DataSource, DatabasePatience, Location, Normaliser, PostgresConfig,
		PostgresTable, RuleName, SiteError, VariantsError,
	},
};
use panshi_primitives::genomics::ReferenceBuild;
use std::{
	fs,
	io::{BufRead, BufReader, Write},
	os::unix::fs::{chown, MetadataExt, PermissionsExt},
	path::{Path, PathBuf},
	process::{Command, ExitStatus, Stdio},
	time::Duration,
};
use tempfile::TempDir;
use tokio_postgres::error::SqlState;

const BUILD: ReferenceBuild = ReferenceBuild::Grch37;

/// A database cluster on a Unix socket in a folder of its own.
struct Cluster {
	folder: TempDir,
	programs: PathBuf,
	/// User to run it as: the server refuses root.
	user: Option<&'static str>,
}

impl Cluster {
	fn start() -> Self {
		let programs = fs::read_dir("/usr/lib/postgresql")
			.into_iter()
			.flatten()
			.filter_map(|version| Some(version.ok()?.path().join("bin")))
			.find(|programs| programs.join("initdb").exists())
			.expect(
				"PostgreSQL is not installed: run `cargo xtask setup`, which installs the Debian \
				 package postgresql",
			);
		let folder = tempfile::tempdir().expect("there is a place for temporary files");
		let is_root = fs::metadata(folder.path()).expect("it was made").uid() == 0;
		let user = is_root.then_some("postgres");
		if let Some(user) = user {
			let id = |flag| {
				let output = Command::new("id").args([flag, user]).output().expect("id runs");
				let text = String::from_utf8(output.stdout).expect("it is a number");
				text.trim().parse().expect("the package made the user postgres")
			};
			chown(folder.path(), Some(id("-u")), Some(id("-g"))).expect("root may");
		}
		fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
		let cluster = Cluster { folder, programs, user };
		let data = cluster.data();
		cluster.run("initdb", &["--auth=trust", "--username=lab", "--no-sync", "-D", &data]);
		let log = cluster.path().join("log").display().to_string();
		let options =
			format!("-k {} -c listen_addresses='' -c fsync=off", cluster.path().display());
		cluster.run("pg_ctl", &["-w", "-D", &data, "-l", &log, "-o", &options, "start"]);
		cluster
	}

	fn path(&self) -> &Path {
		self.folder.path()
	}

	fn data(&self) -> String {
		self.path().join("data").display().to_string()
	}

	fn command(&self, program: &str, arguments: &[&str]) -> Command {
		let program = self.programs.join(program);
		let mut command = match self.user {
			Some(user) => {
				let mut command = Command::new("runuser");
				command.args(["-u", user, "--"]).arg(program);
				command
			},
			None => Command::new(program),
		};
		command.args(arguments).current_dir(self.path());
		command
	}

	fn run(&self, program: &str, arguments: &[&str]) {
		let status = self.try_run(program, arguments);
		assert!(status.success(), "{program} {arguments:?}: {status}");
	}

	fn try_run(&self, program: &str, arguments: &[&str]) -> ExitStatus {
		// Not `output`: the server would keep the pipes open.
		self.command(program, arguments)
			.stdout(Stdio::null())
			.stderr(Stdio::null())
			.status()
			.expect("the programs of PostgreSQL run")
	}

	fn sql(&self, text: &str) {
		assert!(self.try_sql(text), "{text}");
	}

	fn try_sql(&self, text: &str) -> bool {
		let host = self.path().display().to_string();
		let arguments = ["-h", &host, "-U", "lab", "-v", "ON_ERROR_STOP=1", "-c", text, "postgres"];
		self.try_run("psql", &arguments).success()
	}

	fn config(&self, table: &str) -> PostgresConfig {
		let url = format!("host={} user=lab dbname=postgres", self.path().display());
		PostgresConfig { url, table: table.into() }
	}

	fn source(&self, table: &str) -> DataSource {
		let postgres = self.config(table);
		DataSource::prepare(DataConfig {
			name: "table".into(),
			id: None,
			location: Location::Postgres(postgres),
			build: BUILD,
			rule: RuleName::Trimmed,
			phenotypes: None,
			tables: Default::default(),
		})
		.expect("there is no reference to read")
	}

	fn refusal(&self, table: &str) -> VariantsError {
		self.source(table)
			.open()
			.and_then(|mut source| fingerprint(source.as_mut()))
			.expect_err("the table is broken")
	}
}

impl Drop for Cluster {
	fn drop(&mut self) {
		self.run("pg_ctl", &["-w", "-D", &self.data(), "-m", "immediate", "stop"]);
	}
}

const TABLE: &str = "CREATE TABLE genotypes (chrom text, pos integer, ref text, alt text, \
                     sample text, gt text);";

#[test]
fn a_table_is_read_like_a_file() {
	let cluster = Cluster::start();
	cluster.sql(&format!(
		"{TABLE} INSERT INTO genotypes VALUES \
		 ('chr22', 100, 'A', 'C', 'b', '1|1'), ('chr22', 100, 'A', 'C', 'a', '0/1'), \
		 ('22', 200, 'G', 'T,A', 'b', '1|2'), \
		 ('X', 5, 'CA', 'C', 'a', '1'), ('X', 5, 'CA', 'C', 'b', '0/0'), \
		 ('22', 300, 'A', 'G', 'a', '0/0'), ('22', 300, 'A', 'G', 'b', NULL);"
	));
	let mut table = cluster.source("genotypes").open().expect("the table is there");
	assert_eq!(table.samples(), ["a", "b"]);
	let summary = fingerprint(table.as_mut()).expect("the table is sound");
	drop(table);

	let text = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb\n\
	            22\t100\t.\tA\tC\t.\t.\t.\tGT\t0/1\t1/1\n\
	            22\t200\t.\tG\tT,A\t.\t.\t.\tGT\t./.\t1/2\n\
	            22\t300\t.\tA\tG\t.\t.\t.\tGT\t0/0\t./.\n\
	            X\t5\t.\tCA\tC\t.\t.\t.\tGT\t1\t0/0\n";
	let path = cluster.path().join("same.vcf");
	fs::write(&path, text).expect("the folder is ours");
	let file = fingerprint_vcf(&path, BUILD, Normaliser::trimmed()).expect("the file is sound");
	assert_eq!(summary, file);

	// A view with other types, in a schema, serves as well.
	cluster.sql(
		"CREATE SCHEMA lab; CREATE VIEW lab.\"Calls\" AS SELECT chrom::varchar(9), pos::bigint, \
		 ref, alt, sample::varchar(20), gt FROM genotypes;",
	);
	let mut view = cluster.source("lab.Calls").open().expect("the view is there");
	assert_eq!(fingerprint(view.as_mut()).expect("the view is sound"), file);
	drop(view);

	refuses_broken_tables(&cluster);
	reads_many_rows(&cluster);
	gives_up_a_table_that_somebody_locks(&cluster);
	gives_up_a_database_that_does_not_answer(&cluster);
}

/// What reading the table fails of, for somebody who waits no longer than this.
fn impatient(cluster: &Cluster, table: &str, (lock, answer): (u64, u64)) -> VariantsError {
	let [connect, lock, answer] = [60_000, lock, answer].map(Duration::from_millis);
	let patience = DatabasePatience { connect, lock, answer };
	let opened = PostgresTable::open_with(&cluster.config(table), patience);
	opened.err().expect("it cannot be read")
}

fn gives_up_a_table_that_somebody_locks(cluster: &Cluster) {
	let host = cluster.path().display().to_string();
	let mut locker = cluster
		.command("psql", &["-h", &host, "-U", "lab", "-q", "-A", "-t", "postgres"])
		.stdin(Stdio::piped())
		.stdout(Stdio::piped())
		.spawn()
		.expect("psql runs");
	let mut input = locker.stdin.take().expect("it is a pipe");
	input.write_all(b"BEGIN; LOCK TABLE genotypes; SELECT 'locked';\n").expect("psql reads");
	let mut line = String::new();
	let output = locker.stdout.take().expect("it is a pipe");
	BufReader::new(output).read_line(&mut line).expect("psql says something");
	assert_eq!(line, "locked\n");
	let VariantsError::Postgres(error) = impatient(cluster, "genotypes", (100, 60_000)) else {
		panic!("the server says so")
	};
	assert_eq!(error.code(), Some(&SqlState::LOCK_NOT_AVAILABLE));
	drop(input);
	locker.wait().expect("it ends with its input");
	cluster.source("genotypes").open().expect("the table is there again");
}

fn gives_up_a_database_that_does_not_answer(cluster: &Cluster) {
	cluster.sql("CREATE VIEW silent AS SELECT genotypes.* FROM genotypes, pg_sleep(3600);");
	let error = impatient(cluster, "silent", (60_000, 200));
	assert!(matches!(error, VariantsError::SilentDatabase { .. }), "{error:?}");
	// The server gives up as well: nobody waits for what it does.
	let busy = "SELECT 1 / (count(*) = 0)::int FROM pg_stat_activity \
	            WHERE state = 'active' AND query LIKE '%\"silent\"%' AND pid <> pg_backend_pid();";
	let gave_up = (0..100).any(|_| cluster.try_sql(busy));
	assert!(gave_up, "the server works for nobody");
}

/// Part of the one test that starts a cluster.
fn refuses_broken_tables(cluster: &Cluster) {
	assert!(matches!(cluster.refusal("nothing"), VariantsError::Postgres(_)));
	assert!(matches!(cluster.refusal("a b; c.d.e"), VariantsError::TableName { .. }));
	cluster.sql("CREATE VIEW empty AS SELECT * FROM genotypes WHERE false;");
	assert!(matches!(cluster.refusal("empty"), VariantsError::NoSamples));
	cluster.sql("CREATE VIEW twice AS SELECT * FROM genotypes UNION ALL SELECT * FROM genotypes;");
	assert!(matches!(
		cluster.refusal("twice"),
		VariantsError::Site { record: 1, source: SiteError::RepeatedGenotype { name } } if name == "b"
	));
	cluster.sql(
		"CREATE VIEW negative AS SELECT chrom, -pos AS pos, ref, alt, sample, gt FROM genotypes;",
	);
	assert!(matches!(
		cluster.refusal("negative"),
		VariantsError::Site { source: SiteError::Position, .. }
	));
	cluster
		.sql("CREATE VIEW odd AS SELECT chrom, pos, ref, alt, sample, 'het' AS gt FROM genotypes;");
	assert!(matches!(
		cluster.refusal("odd"),
		VariantsError::Site { source: SiteError::Genotype { .. }, .. }
	));
	cluster.sql(
		"CREATE VIEW endless AS SELECT chrom, pos, ref, repeat('A', 1 << 24) AS alt, sample, gt \
		 FROM genotypes;",
	);
	assert!(matches!(
		cluster.refusal("endless"),
		VariantsError::Site { record: 1, source: SiteError::TooLong }
	));
	cluster.sql("CREATE VIEW hollow AS SELECT NULL::text AS chrom, pos, ref, alt, sample, gt FROM genotypes;");
	assert!(matches!(cluster.refusal("hollow"), VariantsError::Postgres(_)));
}

fn reads_many_rows(cluster: &Cluster) {
	cluster.sql(
		"CREATE TABLE many AS SELECT '22' AS chrom, p AS pos, 'A' AS ref, 'C' AS alt, \
		 'S' || s AS sample, '0/1' AS gt \
		 FROM generate_series(1, 20000) p, generate_series(1, 5) s;",
	);
	let mut many = cluster.source("many").open().expect("the table is there");
	let summary = fingerprint(many.as_mut()).expect("the table is sound");
	assert_eq!((summary.records, summary.samples), (20_000, 5));
}
