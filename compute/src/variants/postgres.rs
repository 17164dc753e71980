//! Sites of a table in a PostgreSQL database.
//!
//! [`crate::variants`] says which columns the table has. The rows are read in order in one read-only
//! transaction, so that all of a reading is of one moment. An index on
//! `(chrom, pos, ref, alt, sample)` with collation `"C"` saves the database from sorting. A database
//! that does not answer is given up ([`DatabasePatience`]), and read again later.

use super::{Call, Site, SiteError, Sites, VariantsError, MAX_SAMPLES};
use futures::{StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, future::Future, net::IpAddr, pin::Pin, time::Duration};
use tokio::{
	runtime::{Builder, Runtime},
	time::timeout,
};
use tokio_postgres::{config::Host, Client, Config, NoTls, Row, RowStream};

/// Letters of the longest value that is read: memory for a row is bounded by it.
const MAX_VALUE: usize = 1 << 20;

/// Where the table is.
///
/// # Security
///
/// The connection is not encrypted, so only a Unix socket or a loopback address is taken. A role
/// that may only read the table is enough.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PostgresConfig {
	/// Connection string, `host=/run/postgresql user=… dbname=…` or `postgresql://…`.
	pub url: String,
	/// Table or view: `name` or `schema.name`, in the case it was created with.
	pub table: String,
}

impl fmt::Debug for PostgresConfig {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		// The connection string may hold a password.
		f.debug_struct("PostgresConfig").field("table", &self.table).finish_non_exhaustive()
	}
}

/// How long the database is waited for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DatabasePatience {
	/// Until it takes a connection.
	pub connect: Duration,
	/// Until others who have locked the table let go of it.
	pub lock: Duration,
	/// Until the next row, or the answer to a statement: it may have to sort the table first.
	pub answer: Duration,
}

impl Default for DatabasePatience {
	fn default() -> Self {
		let second = Duration::from_secs(1);
		DatabasePatience { connect: 10 * second, lock: 30 * second, answer: 600 * second }
	}
}

impl DatabasePatience {
	/// What `answer` is, if it comes in time. A database that says nothing would keep whoever reads it
	/// for good.
	async fn wait<T>(&self, answer: impl Future<Output = T>) -> Result<T, VariantsError> {
		let seconds = self.answer.as_secs();
		timeout(self.answer, answer).await.map_err(|_| VariantsError::SilentDatabase { seconds })
	}
}

/// A table that is read in the order of its sites.
pub struct PostgresTable {
	samples: Vec<String>,
	places: BTreeMap<String, usize>,
	rows: Pin<Box<RowStream>>,
	/// The row that begins the next site.
	ahead: Option<SiteRow>,
	number: u64,
	/// Keeps the connection open.
	client: Client,
	patience: DatabasePatience,
	/// Last, so that it outlives what runs on it.
	runtime: Runtime,
}

struct SiteRow {
	sequence: String,
	position: i64,
	reference: String,
	alternates: String,
	sample: String,
	genotype: Option<String>,
}

impl PostgresTable {
	/// Connects and begins to read. It blocks, and so does dropping it: not for an asynchronous
	/// task.
	pub fn open(config: &PostgresConfig) -> Result<Self, VariantsError> {
		Self::open_with(config, DatabasePatience::default())
	}

	/// As [`PostgresTable::open`], waiting no longer than `patience`.
	pub fn open_with(
		config: &PostgresConfig,
		patience: DatabasePatience,
	) -> Result<Self, VariantsError> {
		let table = quoted(&config.table)?;
		let connection: Config = config.url.parse()?;
		refuse_remote(&connection)?;
		let runtime =
			Builder::new_current_thread().enable_all().build().map_err(VariantsError::Runtime)?;
		let (client, samples, rows) = runtime.block_on(begin(&connection, &table, patience))?;
		if samples.is_empty() {
			return Err(VariantsError::NoSamples);
		}
		if samples.len() > MAX_SAMPLES {
			return Err(VariantsError::TooManySamples);
		}
		let places = samples.iter().cloned().zip(0..).collect();
		let mut table = PostgresTable {
			samples,
			places,
			rows: Box::pin(rows),
			ahead: None,
			number: 0,
			client,
			patience,
			runtime,
		};
		table.ahead = table.next_row()?;
		Ok(table)
	}

	fn next_row(&mut self) -> Result<Option<SiteRow>, VariantsError> {
		let (rows, patience) = (&mut self.rows, self.patience);
		let next = self.runtime.block_on(async { patience.wait(rows.next()).await });
		if next.is_err() {
			self.runtime.block_on(cancel(&self.client, patience));
		}
		let Some(row) = next?.transpose()? else { return Ok(None) };
		let row = SiteRow::try_from(row)?;
		match row.is_bounded() {
			true => Ok(Some(row)),
			false => {
				Err(VariantsError::Site { record: self.number + 1, source: SiteError::TooLong })
			},
		}
	}
}

/// Connects, and begins to read: the names of the people, and the rows.
async fn begin(
	config: &Config,
	table: &str,
	patience: DatabasePatience,
) -> Result<(Client, Vec<String>, RowStream), VariantsError> {
	let seconds = patience.connect.as_secs();
	let connected = timeout(patience.connect, config.connect(NoTls)).await;
	let (client, connection) =
		connected.map_err(|_| VariantsError::SilentDatabase { seconds })??;
	tokio::spawn(async move {
		// Its failure reaches the reader through the stream of rows.
		if let Err(error) = connection.await {
			tracing::debug!(code = ?error.code(), "the database closed the connection");
		}
	});
	match select(&client, table, patience).await {
		Ok((samples, rows)) => Ok((client, samples, rows)),
		Err(error) => {
			if matches!(error, VariantsError::SilentDatabase { .. }) {
				cancel(&client, patience).await;
			}
			Err(error)
		},
	}
}

/// Has the server give up what it does for `client`: it would go on for nobody.
async fn cancel(client: &Client, patience: DatabasePatience) {
	let token = client.cancel_token();
	if timeout(patience.connect, token.cancel_query(NoTls)).await.is_err() {
		tracing::debug!("the database does not take a cancellation either");
	}
}

async fn select(
	client: &Client,
	table: &str,
	patience: DatabasePatience,
) -> Result<(Vec<String>, RowStream), VariantsError> {
	let begin = format!(
		"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL lock_timeout = {}",
		patience.lock.as_millis()
	);
	patience.wait(client.batch_execute(&begin)).await??;
	// One more than is taken, of people and of the letters of a value, so that too many show without
	// all of them being sent.
	let letters = MAX_VALUE + 1;
	let names = format!(
		"SELECT DISTINCT left(sample::text, {letters}) COLLATE \"C\" AS sample FROM {table} \
		 ORDER BY 1 LIMIT {}",
		MAX_SAMPLES + 1
	);
	let rows = patience.wait(client.query_raw(&names, std::iter::empty::<i32>())).await??;
	let samples = rows.and_then(|row: Row| async move { row.try_get(0) }).try_collect();
	let samples = patience.wait(samples).await??;
	let sites = format!(
		"SELECT left(chrom::text, {letters}), pos::bigint, left(ref::text, {letters}), \
		 left(alt::text, {letters}), left(sample::text, {letters}), left(gt::text, {letters}) \
		 FROM {table} ORDER BY chrom::text COLLATE \"C\", pos::bigint, ref::text COLLATE \"C\", \
		 alt::text COLLATE \"C\", sample::text COLLATE \"C\""
	);
	let rows = patience.wait(client.query_raw(&sites, std::iter::empty::<i32>())).await??;
	Ok((samples, rows))
}

/// There is no TLS here, so the database must be on this machine.
fn refuse_remote(config: &Config) -> Result<(), VariantsError> {
	let is_local = |host: &Host| match host {
		Host::Unix(_) => true,
		Host::Tcp(name) => {
			name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
		},
	};
	// `hostaddr` is where the connection goes, whatever `host` says.
	let address = config.get_hostaddrs().iter().find(|ip| !ip.is_loopback());
	let remote = match config.get_hosts().iter().find(|host| !is_local(host)) {
		_ if address.is_some() => address.map(IpAddr::to_string),
		Some(Host::Tcp(name)) => Some(name.clone()),
		_ => None,
	};
	match remote {
		Some(host) => Err(VariantsError::RemoteDatabase { host }),
		None => Ok(()),
	}
}

/// `table` with its parts in quotes, so that nothing but a name fits in.
fn quoted(table: &str) -> Result<String, VariantsError> {
	let parts: Vec<&str> = table.split('.').collect();
	let is_name = |part: &&str| !part.is_empty() && !part.contains(['"', '\0']);
	if parts.len() > 2 || !parts.iter().all(is_name) {
		return Err(VariantsError::TableName { table: table.to_owned() });
	}
	Ok(parts.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join("."))
}

impl TryFrom<Row> for SiteRow {
	type Error = tokio_postgres::Error;

	fn try_from(row: Row) -> Result<Self, Self::Error> {
		Ok(SiteRow {
			sequence: row.try_get(0)?,
			position: row.try_get(1)?,
			reference: row.try_get(2)?,
			alternates: row.try_get(3)?,
			sample: row.try_get(4)?,
			genotype: row.try_get(5)?,
		})
	}
}

impl SiteRow {
	fn is_bounded(&self) -> bool {
		let texts = [&self.sequence, &self.reference, &self.alternates, &self.sample];
		let fits = |text: &String| text.chars().count() <= MAX_VALUE;
		texts.into_iter().chain(&self.genotype).all(fits)
	}

	fn is_at(&self, other: &SiteRow) -> bool {
		self.sequence == other.sequence
			&& self.position == other.position
			&& self.reference == other.reference
			&& self.alternates == other.alternates
	}
}

impl Sites for PostgresTable {
	fn samples(&self) -> &[String] {
		&self.samples
	}

	fn next_site(&mut self, site: &mut Site) -> Result<bool, VariantsError> {
		let Some(first) = self.ahead.take() else { return Ok(false) };
		self.number += 1;
		let record = self.number;
		let malformed = |source| VariantsError::Site { record, source };
		site.position =
			u32::try_from(first.position).map_err(|_| malformed(SiteError::Position))?;
		site.sequence.clone_from(&first.sequence);
		site.reference.clone_from(&first.reference);
		site.alternates.clone_from(&first.alternates);
		site.calls.clear();
		site.calls.resize(self.samples.len(), Call::MISSING);
		let mut previous: Option<usize> = None;
		let mut row = first;
		loop {
			let Some(place) = self.places.get(&row.sample).copied() else {
				return Err(malformed(SiteError::UnknownSample { name: row.sample }));
			};
			if previous == Some(place) {
				return Err(malformed(SiteError::RepeatedGenotype { name: row.sample }));
			}
			previous = Some(place);
			if let Some(genotype) = &row.genotype {
				site.calls[place] = Call::parse(genotype).map_err(malformed)?;
			}
			match self.next_row()? {
				Some(next) if next.is_at(&row) => row = next,
				next => {
					self.ahead = next;
					return Ok(true);
				},
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn quotes_the_name_of_a_table() {
		assert_eq!(quoted("genotypes").expect("it is a name"), "\"genotypes\"");
		assert_eq!(quoted("lab.genotypes").expect("it is a name"), "\"lab\".\"genotypes\"");
		for bad in ["", "a.b.c", "a\"; DROP TABLE b", "a."] {
			assert!(matches!(quoted(bad), Err(VariantsError::TableName { .. })), "{bad}");
		}
	}

	#[test]
	fn refuses_a_database_that_a_network_lies_before() {
		let refused = |url: &str| {
			let config: Config = url.parse().expect("it is a connection string");
			matches!(refuse_remote(&config), Err(VariantsError::RemoteDatabase { .. }))
		};
		assert!(refused("host=10.1.2.3 user=lab"));
		assert!(refused("postgresql://lab@db.example/lab"));
		assert!(refused("host=localhost,db.example user=lab"));
		assert!(refused("host=localhost hostaddr=10.1.2.3 user=lab"));
		assert!(!refused("host=/run/postgresql user=lab"));
		assert!(!refused("postgresql://lab@127.0.0.1:5433/lab"));
		assert!(!refused("host=::1 user=lab"));
	}

	#[test]
	fn does_not_print_the_password() {
		let config = PostgresConfig {
			url: "postgresql://lab:secret@localhost/lab".into(),
			table: "genotypes".into(),
		};
		assert!(!format!("{config:?}").contains("secret"));
	}
}
