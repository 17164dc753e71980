//! Joint results as the portal opens them: sealed bytes of every program, with what they open to.
//!
//! `web/unit/joint.json` has them; the portal's own tests read the same file. With
//! `PANSHI_WRITE_VECTORS=1` this makes them anew: it runs the programs among parties in memory.

use anyhow::{Context, Result};
use codec::Encode;
use panshi_client::open::{evidence_variants, AssociationResult, OrderResult, RegressionResult};
use panshi_compute::{
	protocols::results,
	questions::{
		AssociationQuestion, Covariate, EvidenceQuestion, Inheritance, Measure,
		MillionairesQuestion, OrderQuestion, RegressionQuestion, Scale,
	},
	sealed_result::{join, PacketContext, PacketKind},
	sealed_sum::{EphemeralSecret, ResultKeyPair},
	tables::{Number, UNIT},
};
use panshi_mpc::{
	programs::{
		association::{self, GenotypeCounts, Ratio, Selection},
		evidence::{self, VariantCounts},
		millionaires, order,
		regression::{self, Row},
		Packet, ProgramError,
	},
	transport::memory::Memory,
	Authenticated, Lattice, Mpc, Replicated,
};
use panshi_primitives::{
	genomics::{NormalisationRule, ReferenceBuild, VariantKey, VariantList},
	job::{Strength, ASSOCIATION, EVIDENCE, MILLIONAIRES, ORDER, REGRESSION},
	ChannelKey, Hash,
};
use panshi_stories::story::FEW_PEOPLE;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};
use std::path::{Path, PathBuf};

const JOB: Hash = Hash::repeat_byte(7);
const WRITE: &str = "PANSHI_WRITE_VECTORS";

/// A result as the chain keeps it, and what the consumer reads in it.
#[derive(Deserialize, Serialize)]
struct Vector {
	name: String,
	code: String,
	strength: String,
	/// Secret half of the result key.
	secret: String,
	/// Keys that the participants made for the job.
	keys: Vec<String>,
	parameters: String,
	sealed: String,
	opened: Value,
}

/// What each party runs; gives the encoded packet of the party at `me`.
trait Program: Sync {
	fn packet<M: Mpc>(&self, mpc: &mut M, me: usize) -> Result<Vec<u8>, ProgramError>;
}

/// A question with what each holder brings.
struct Asked<Question, Input>(Question, Vec<Input>);

impl Program for Asked<AssociationQuestion, Vec<GenotypeCounts>> {
	fn packet<M: Mpc>(&self, mpc: &mut M, me: usize) -> Result<Vec<u8>, ProgramError> {
		let packet = association::run(mpc, &self.0.parameters, &self.1[me], &mut |_| ())?;
		Ok(packet.encode())
	}
}

impl Program for Asked<EvidenceQuestion, Vec<VariantCounts>> {
	fn packet<M: Mpc>(&self, mpc: &mut M, me: usize) -> Result<Vec<u8>, ProgramError> {
		let packet = evidence::run(mpc, &self.0.parameters, &self.1[me], &mut |_| ())?;
		Ok(packet.encode())
	}
}

impl Program for Asked<OrderQuestion, Vec<u64>> {
	fn packet<M: Mpc>(&self, mpc: &mut M, me: usize) -> Result<Vec<u8>, ProgramError> {
		Ok(order::run(mpc, &self.0.parameters, &self.1[me], &mut |_| ())?.encode())
	}
}

impl Program for Asked<RegressionQuestion, Vec<Row>> {
	fn packet<M: Mpc>(&self, mpc: &mut M, me: usize) -> Result<Vec<u8>, ProgramError> {
		let packet = regression::run(mpc, &self.0.parameters, &self.1[me], &mut |_| ())?;
		Ok(packet.encode())
	}
}

impl Program for Asked<MillionairesQuestion, u64> {
	fn packet<M: Mpc>(&self, mpc: &mut M, me: usize) -> Result<Vec<u8>, ProgramError> {
		let opened = millionaires::run(mpc, &self.0.parameters, self.1[me], &mut |_| ())?;
		Ok(Packet { opened, shares: Vec::new() }.encode())
	}
}

/// The packets of all parties, each a thread.
fn packets(strength: Strength, parties: usize, program: &impl Program) -> Result<Vec<Vec<u8>>> {
	let ends = Memory::mesh(parties).context("two to seven parties")?;
	let party = |(me, end): (usize, Memory)| {
		let mut rng = ChaCha20Rng::seed_from_u64(me as u64);
		match strength {
			Strength::HonestMajority => {
				program.packet(&mut Replicated::new(end, JOB.0, &mut rng)?, me)
			},
			Strength::AllButOne => {
				program.packet(&mut Authenticated::new(end, JOB.0, Lattice::new(), &mut rng)?, me)
			},
		}
	};
	std::thread::scope(|scope| {
		let threads: Vec<_> =
			ends.into_iter().enumerate().map(|end| scope.spawn(move || party(end))).collect();
		let join = |thread: std::thread::ScopedJoinHandle<'_, Result<Vec<u8>, ProgramError>>| {
			Ok(thread.join().map_err(|_| anyhow::anyhow!("a party panicked"))??)
		};
		threads.into_iter().map(join).collect()
	})
}

fn hex(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn bytes(text: &str) -> Result<Vec<u8>> {
	Ok(hex::decode(text.trim_start_matches("0x"))?)
}

fn strength_of(word: &str) -> Strength {
	match word {
		"AllButOne" => Strength::AllButOne,
		_ => Strength::HonestMajority,
	}
}

/// Runs `program` among `parties` and seals what comes out.
fn vector(
	name: &str,
	code: &[u8],
	(strength, parties): (Strength, usize),
	question: &impl Encode,
	program: &impl Program,
) -> Result<Vector> {
	let mut rng = ChaCha20Rng::seed_from_u64(9);
	let consumer = ResultKeyPair::generate(&mut rng);
	let (mut keys, mut sealed) = (Vec::new(), Vec::new());
	for (party, packet) in (0u8..).zip(packets(strength, parties, program)?) {
		let secret = EphemeralSecret::generate(&mut rng);
		let context = PacketContext { job_digest: JOB, kind: PacketKind::Joint, party };
		sealed.push(context.seal(&secret, &consumer.public(), &packet, &mut rng)?);
		keys.push(hex(&secret.public()));
	}
	let mut vector = Vector {
		name: name.to_owned(),
		code: String::from_utf8(code.to_vec())?,
		strength: format!("{strength:?}"),
		secret: hex(&*consumer.to_bytes()),
		keys,
		parameters: hex(&question.encode()),
		sealed: hex(&join(&sealed)),
		opened: Value::Null,
	};
	vector.opened = open(&vector)?;
	Ok(vector)
}

/// What the consumer's program reads in it.
fn open(vector: &Vector) -> Result<Value> {
	let consumer = ResultKeyPair::from_bytes(bytes(&vector.secret)?.try_into().expect("32 bytes"));
	let key = |key: &String| Ok(bytes(key)?.try_into().expect("32 bytes"));
	let keys = vector.keys.iter().map(key).collect::<Result<Vec<ChannelKey>>>()?;
	let packets = consumer.open_packets(JOB, &keys, &bytes(&vector.sealed)?)?;
	let (strength, asked) = (strength_of(&vector.strength), bytes(&vector.parameters)?);
	let opened = match vector.code.as_bytes() {
		ASSOCIATION => {
			let question = AssociationQuestion::read(&asked)?;
			let output = results::association(&question.parameters, strength, &packets)?;
			json!(AssociationResult::new(&question, &output))
		},
		EVIDENCE => {
			let question = EvidenceQuestion::read(&asked)?;
			let output = results::evidence(&question.parameters, strength, &packets)?;
			json!(evidence_variants(&question, &output))
		},
		ORDER => {
			let question = OrderQuestion::read(&asked)?;
			let output = results::order(&question.parameters, strength, &packets)?;
			json!(OrderResult::new(&question, &output))
		},
		REGRESSION => {
			let question = RegressionQuestion::read(&asked)?;
			let output = results::regression(&question.parameters, strength, &packets)?;
			json!(RegressionResult::new(&question, &output))
		},
		MILLIONAIRES => json!({ "richest": results::millionaires(&packets)?.richest }),
		_ => anyhow::bail!("{} is no joint program", vector.code),
	};
	Ok(opened)
}

fn list(variants: u32) -> VariantList {
	let key = |i: u32| VariantKey {
		sequence: if i < 4 { b"22".to_vec() } else { b"X".to_vec() },
		position: 16_050_000 + 1_000 * i,
		reference: b"A".to_vec(),
		alternate: if i % 2 == 0 { b"G".to_vec() } else { b"AT".to_vec() },
	};
	VariantList {
		build: ReferenceBuild::Grch37,
		rule: NormalisationRule::Trimmed,
		variants: (0..variants).map(key).collect(),
	}
}

fn scale(origin: i64, unit: i64) -> Scale {
	Scale { origin: Number(origin), unit: Number(unit) }
}

fn association_of(
	holders: u32,
	selection: Selection,
) -> Asked<AssociationQuestion, Vec<GenotypeCounts>> {
	let counts = |holder: u32| {
		let one = |variant: u32| GenotypeCounts {
			cases: [2 + variant % 3, 3 + holder, variant % 4],
			controls: [6 + holder, 1 + variant % 2, 0],
		};
		(0..6).map(one).collect()
	};
	let parameters = association::Parameters {
		variants: 6,
		people: vec![24; holders as usize],
		selection,
		minimum_cell: 0,
		rounding: 0,
	};
	Asked(AssociationQuestion { list: list(6), parameters }, (0..holders).map(counts).collect())
}

fn evidence_asked() -> Asked<EvidenceQuestion, Vec<VariantCounts>> {
	let counts = |holder: u32| {
		let one = |variant: u32| VariantCounts {
			case_carriers: [4, 0, 1, 3, 0][variant as usize],
			case_others: 6,
			control_carriers: [0, 2, 0, 0, 0][variant as usize],
			control_others: 9,
			alternate_alleles: [0, 2, 0, 0, 1][variant as usize],
			other_alleles: 20,
			healthy_carriers: [0, 1, 0, 0, 0][variant as usize],
			meioses: [1 + holder, 0, 1, 2, 0][variant as usize],
		};
		(0..5).map(one).collect()
	};
	let parameters = evidence::Parameters {
		variants: 5,
		people: vec![20; 3],
		thresholds: FEW_PEOPLE,
		minimum_cell: 0,
	};
	let inheritance = Inheritance::Dominant;
	let question = EvidenceQuestion { list: list(5), inheritance, parameters };
	Asked(question, (0..3).map(counts).collect())
}

fn order_of(question: order::Question, minimum_cell: u32) -> Asked<OrderQuestion, Vec<u64>> {
	let parameters =
		order::Parameters { bits: 8, values: vec![6; 3], question, minimum_cell, rounding: 0 };
	let values = |holder: u64| (0..6).map(|i| 10 * i + 3 * holder).collect();
	let scale = scale(18 * UNIT, UNIT / 2);
	let question = OrderQuestion { column: "age".to_owned(), scale, parameters };
	Asked(question, (0..3).map(values).collect())
}

fn regression_of(minimum_cell: u32) -> Result<Asked<RegressionQuestion, Vec<Row>>> {
	let rows = |holder: u32| {
		let row = |i: u32| {
			let (x, y) = (f64::from(i % 7) / 3.0 - 1.0, f64::from((i + holder) % 5) / 2.0 - 1.0);
			Row::of((3 * i + holder) % 4 > u32::from(x < 0.0), &[x, y])
		};
		(0..12).map(row).collect::<Option<Vec<_>>>().context("rows within the range")
	};
	let covariate = |column: &str, origin, unit| Covariate {
		column: column.to_owned(),
		scale: scale(origin, unit),
	};
	let parameters =
		regression::Parameters { covariates: 2, rows: vec![12; 3], iterations: 8, minimum_cell };
	let covariates =
		vec![covariate("age", 50 * UNIT, 10 * UNIT), covariate("bmi", 25 * UNIT, UNIT)];
	let question = RegressionQuestion { outcome: "case".to_owned(), covariates, parameters };
	Ok(Asked(question, (0..3).map(rows).collect::<Result<_>>()?))
}

fn make() -> Result<Vec<Vector>> {
	let (majority, minority) = ((Strength::HonestMajority, 3), (Strength::AllButOne, 2));
	let top = association_of(3, Selection::Top { count: 4 });
	let threshold = Ratio { numerator: 1, denominator: 2 };
	let above = association_of(2, Selection::Above { threshold, limit: 3 });
	let evidence = evidence_asked();
	let quarter = |numerator| Ratio { numerator, denominator: 4 };
	let quantiles = (1..4).map(quarter).collect();
	let quantiles = order_of(order::Question::Quantiles(quantiles), 3);
	let least = order_of(order::Question::Minimum, 0);
	let bins = order_of(order::Question::Histogram { edges: vec![12, 30, 52] }, 3);
	let (model, withheld) = (regression_of(0)?, regression_of(30)?);
	let question = MillionairesQuestion {
		column: "beds".to_owned(),
		measure: Measure::Sum,
		scale: scale(0, UNIT),
		parameters: millionaires::Parameters { bits: 20 },
	};
	let millionaires = Asked(question, vec![300, 1_200]);
	Ok(vec![
		vector("association, the greatest", ASSOCIATION, majority, &top.0, &top)?,
		vector("association, above a threshold", ASSOCIATION, minority, &above.0, &above)?,
		vector("evidence", EVIDENCE, majority, &evidence.0, &evidence)?,
		vector("quantiles", ORDER, majority, &quantiles.0, &quantiles)?,
		vector("minimum", ORDER, majority, &least.0, &least)?,
		vector("histogram", ORDER, majority, &bins.0, &bins)?,
		vector("regression", REGRESSION, majority, &model.0, &model)?,
		vector("regression, withheld", REGRESSION, majority, &withheld.0, &withheld)?,
		vector("millionaires", MILLIONAIRES, minority, &millionaires.0, &millionaires)?,
	])
}

fn file() -> PathBuf {
	Path::new(env!("PANSHI_ROOT")).join("web/unit/joint.json")
}

#[test]
fn results_that_the_portal_shows_are_what_the_consumers_program_reads() -> Result<()> {
	if std::env::var_os(WRITE).is_some() {
		std::fs::write(file(), format!("{}\n", serde_json::to_string_pretty(&make()?)?))?;
	}
	let vectors: Vec<Vector> = serde_json::from_slice(&std::fs::read(file())?)?;
	for vector in &vectors {
		assert_eq!(open(vector)?, vector.opened, "{}", vector.name);
	}
	for code in [ASSOCIATION, EVIDENCE, ORDER, REGRESSION, MILLIONAIRES] {
		assert!(vectors.iter().any(|vector| vector.code.as_bytes() == code));
	}
	Ok(())
}
