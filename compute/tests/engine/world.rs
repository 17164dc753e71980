//! Three laboratories, their chain and the consumer.

use crate::chain::{node_keys, FakeChain, Holder};
use panshi_compute::{
	allele_counts::{count_alleles_vcf, AlleleCounts},
	engine::{ChainPort, Engine, JobCounts, Parts, Protocols, StateDir, StoreError, SumsOnly},
	fingerprint::fingerprint_vcf,
	keystore::NodeKeys,
	sealed_sum::{ResultKeyPair, SumContext},
	tables::TableFiles,
	variants::{DataConfig, Location, Normaliser, RuleName},
};
use panshi_primitives::{
	genomics::{NormalisationRule, ReferenceBuild, VariantKey, VariantList},
	job::JobStage,
	offchain::StepReply,
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::{fs, path::PathBuf, sync::Arc};
use tempfile::TempDir;

pub(crate) const BUILD: ReferenceBuild = ReferenceBuild::Grch37;
/// More variants than fit into one chunk of lanes.
pub(crate) const VARIANTS: u32 = 3_000;

/// Three laboratories, their chain and the consumer.
pub(crate) struct World {
	pub(crate) folder: TempDir,
	pub(crate) chain: FakeChain,
	pub(crate) list: VariantList,
	pub(crate) consumer: ResultKeyPair,
	pub(crate) least_holders: usize,
	/// What each laboratory can compute.
	pub(crate) protocols: Vec<Arc<dyn Protocols>>,
}

impl World {
	pub(crate) fn new() -> Self {
		let folder = tempfile::tempdir().expect("there is a place for temporary files");
		let variants = (1..=VARIANTS).map(variant).collect();
		let list = VariantList::new(BUILD, NormalisationRule::Trimmed, variants)
			.expect("the keys are sound");
		let consumer = ResultKeyPair::generate(&mut ChaCha20Rng::seed_from_u64(77));
		let holders: Vec<_> = (0..3)
			.map(|lab| {
				let path = folder.path().join(format!("lab{lab}.vcf"));
				fs::write(&path, vcf(lab)).expect("the folder is ours");
				let summary = fingerprint_vcf(&path, BUILD, Normaliser::trimmed());
				Holder {
					signing_key: keys(lab).public().signing,
					fingerprint: summary.expect("the file is sound").fingerprint,
				}
			})
			.collect();
		let chain = FakeChain::new(&holders, &list, consumer.public());
		let protocols = (0..3).map(|_| Arc::new(SumsOnly) as Arc<dyn Protocols>).collect();
		World { folder, chain, list, consumer, least_holders: 2, protocols }
	}

	pub(crate) fn vcf(&self, lab: usize) -> PathBuf {
		self.folder.path().join(format!("lab{lab}.vcf"))
	}

	/// Where a laboratory keeps who is a case, if it does.
	pub(crate) fn phenotypes(&self, lab: usize) -> PathBuf {
		self.folder.path().join(format!("lab{lab}.phenotype.tsv"))
	}

	/// Where a laboratory keeps what it knows of its people, if it does.
	pub(crate) fn people(&self, lab: usize) -> PathBuf {
		self.folder.path().join(format!("lab{lab}.people.tsv"))
	}

	/// Where a laboratory keeps by what its people are known elsewhere, if it does.
	pub(crate) fn identifiers(&self, lab: usize) -> PathBuf {
		self.folder.path().join(format!("lab{lab}.identifiers.tsv"))
	}

	/// Tables of a laboratory.
	pub(crate) fn tables(&self, lab: usize) -> TableFiles {
		let people = Some(self.people(lab)).filter(|path| path.exists());
		let identifiers = Some(self.identifiers(lab)).filter(|path| path.exists());
		TableFiles { people, segregation: None, identifiers }
	}

	/// What the configuration of a laboratory says of its data.
	pub(crate) fn data(&self, lab: usize) -> DataConfig {
		DataConfig {
			name: "genotypes".into(),
			id: None,
			location: Location::Vcf(self.vcf(lab)),
			build: BUILD,
			rule: RuleName::Trimmed,
			phenotypes: Some(self.phenotypes(lab)).filter(|path| path.exists()),
			tables: self.tables(lab),
		}
	}

	/// The state folder of a laboratory.
	pub(crate) fn state(&self, lab: usize) -> Result<StateDir, StoreError> {
		StateDir::lock(&self.folder.path().join(format!("state{lab}")))
	}

	pub(crate) fn try_start(&self, lab: usize) -> Result<Engine<FakeChain>, StoreError> {
		self.try_start_on(lab, self.chain.clone(), Vec::new())
	}

	/// Starts a laboratory on a chain of its own choice, with `others` beside its genotypes.
	pub(crate) fn try_start_on<C: ChainPort>(
		&self,
		lab: usize,
		chain: C,
		others: Vec<DataConfig>,
	) -> Result<Engine<C>, StoreError> {
		let keys = keys(lab);
		let genesis = self.chain.state().genesis;
		let state = self.state(lab)?;
		Engine::new(Parts {
			chain,
			store: state.store(genesis, keys.storage().clone())?,
			keys,
			genesis,
			data: [others, vec![self.data(lab)]].concat(),
			least_holders: self.least_holders,
			protocols: self.protocols[lab].clone(),
			rng: Box::new(ChaCha20Rng::from_entropy()),
		})
	}

	pub(crate) fn start(&self, lab: usize) -> Engine<FakeChain> {
		self.try_start(lab).expect("the state is sound")
	}

	pub(crate) fn start_all(&self) -> Vec<Engine<FakeChain>> {
		(0..3).map(|lab| self.start(lab)).collect()
	}

	pub(crate) fn stage(&self) -> JobStage {
		self.chain.state().job.stage.clone()
	}

	/// What the consumer opens is what the three files hold together.
	pub(crate) fn check_result(&self) {
		assert_eq!(self.stage(), JobStage::Released);
		let state = self.chain.state();
		let context = SumContext { job_digest: state.job.digest, lanes: state.job.lanes() };
		let keys: Vec<_> = state.keys.iter().map(|key| key.expect("all accepted")).collect();
		let opened = self.consumer.open(&context, &keys, &state.sum).expect("the sum is sound");
		let mut wanted = vec![AlleleCounts::default(); self.list.variants.len()];
		for lab in 0..3 {
			let (counts, _) =
				count_alleles_vcf(&self.list, &self.vcf(lab)).expect("the file is sound");
			for (sum, count) in wanted.iter_mut().zip(counts) {
				sum.allele_count += count.allele_count;
				sum.allele_number += count.allele_number;
				sum.homozygotes += count.homozygotes;
			}
		}
		assert_eq!(AlleleCounts::from_lanes(&opened), wanted);
		assert_eq!(opened.len(), wanted.len() * 3);
	}
}

pub(crate) fn keys(lab: usize) -> NodeKeys {
	node_keys(u64::try_from(lab).expect("it fits") + 1)
}

pub(crate) fn variant(position: u32) -> VariantKey {
	VariantKey { sequence: "22".into(), position, reference: "A".into(), alternate: "C".into() }
}

/// Two people of a laboratory at some of the sites.
pub(crate) fn vcf(lab: usize) -> String {
	const CALLS: [&str; 5] = ["0/0", "0/1", "1/1", "./.", "1"];
	let lab = u32::try_from(lab).expect("it fits");
	let mut text = format!(
		"##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP{lab}a\tP{lab}b\n"
	);
	for position in (1..=VARIANTS).filter(|p| p % 4 != lab) {
		let call = |n: u32| CALLS[usize::try_from((position * 7 + n) % 5).expect("it fits")];
		let (one, two) = (call(lab), call(lab * 3 + 1));
		text.push_str(&format!("22\t{position}\t.\tA\tC\t.\t.\t.\tGT\t{one}\t{two}\n"));
	}
	text
}

/// One tick, then all work that it began, and the reply.
pub(crate) async fn step<C: ChainPort>(engine: &mut Engine<C>) -> StepReply {
	loop {
		let report = engine.tick().await.expect("the chain answers");
		if !engine.is_working() {
			return report.reply;
		}
		engine.work_done().await.expect("the state can be written");
	}
}

pub(crate) async fn step_all(world: &World, engines: &mut [Engine<FakeChain>]) {
	for engine in engines {
		let reply = step(engine).await;
		world.chain.apply(&reply);
	}
}

pub(crate) async fn run_to_the_end(world: &World, engines: &mut [Engine<FakeChain>]) {
	for _ in 0..6 {
		step_all(world, engines).await;
	}
}

pub(crate) async fn counts(engine: &mut Engine<FakeChain>) -> JobCounts {
	engine.tick().await.expect("the chain answers").jobs
}

pub(crate) fn files(world: &World, lab: usize, kind: &str) -> Vec<PathBuf> {
	let genesis = hex::encode(world.chain.state().genesis);
	let folder = world.folder.path().join(format!("state{lab}")).join(genesis).join(kind);
	fs::read_dir(folder)
		.expect("the folder was made")
		.map(|entry| entry.expect("it can be read").path())
		.collect()
}
