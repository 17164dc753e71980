//! The main job, step by step, as its people would do it.

mod association;
mod joint;
mod lookup;
mod market;
pub mod rare_disease;
mod run;

pub(crate) use association::strength_words;
pub use association::{
	compare_association, key_of, with_phenotypes, AssociationMarket, AssociationOutcome,
};
pub use joint::{
	identifiers_table, people_table, Asked, JointQuestion, JointStory, TableKind, FEW_PEOPLE,
};
pub use lookup::{lookup_records, plain_records, LookupStory};
pub(crate) use market::PAN;
pub use market::{sample_descriptor, Authorization, Market, Publications, PRICE};
pub use run::{compare, Opened, Outcome, Question, PATIENCE};

use crate::{network::Network, plain_vcf};
use anyhow::{Context, Result};
use panshi_client::{
	chain::Chain,
	keys::{account_of, Signer},
};
use panshi_primitives::{
	consortium::ComputeNodeId, data::DataId, genomics::NormalisationRule, AccountId,
};
use std::path::{Path, PathBuf};

/// Rule by which every laboratory of the stories spells its variants.
pub const RULE: NormalisationRule = NormalisationRule::Trimmed;

/// Told of each step as it happens.
pub type Reporter<'a> = &'a mut (dyn FnMut(&str) + Send);

/// A person's organisation in a story, and its key.
pub struct Organisation {
	/// Name for people.
	pub name: String,
	/// Development key, such as `//Lab1`.
	pub seed: String,
	/// Signs for it.
	pub signer: Signer,
}

impl Organisation {
	/// The organisation of the development consortium with this key.
	pub fn new(name: &str, seed: &str) -> Result<Self> {
		let signer = panshi_client::keys::dev(seed).with_context(|| format!("key {seed}"))?;
		Ok(Organisation { name: name.to_string(), seed: seed.to_string(), signer })
	}

	/// Its account.
	pub fn account(&self) -> AccountId {
		account_of(&self.signer)
	}
}

/// A laboratory with data and a compute node.
pub struct Laboratory {
	/// The organisation.
	pub organisation: Organisation,
	/// Its genotypes.
	pub vcf: PathBuf,
	/// Its compute node, once registered.
	pub node: Option<ComputeNodeId>,
	/// Its data identity, once registered.
	pub data: Option<DataId>,
}

/// Everybody in a story, connected to the chain.
pub struct Cast {
	/// The chain.
	pub chain: Chain,
	/// The market operator.
	pub operator: Organisation,
	/// Who asks.
	pub consumer: Organisation,
	/// Who brings the algorithm.
	pub third_party: Organisation,
	/// Who holds data.
	pub laboratories: Vec<Laboratory>,
}

impl Cast {
	/// The development consortium with one laboratory for each file, connected to `url`.
	pub async fn new(url: &str, files: &[PathBuf]) -> Result<Self> {
		let laboratories = files
			.iter()
			.enumerate()
			.map(|(i, vcf)| {
				let name = vcf.file_name().unwrap_or_default().to_string_lossy();
				let name = name.split('.').next().unwrap_or_default().to_string();
				Ok(Laboratory {
					organisation: Organisation::new(&name, &format!("//Lab{}", i + 1))?,
					vcf: vcf.clone(),
					node: None,
					data: None,
				})
			})
			.collect::<Result<_>>()?;
		Ok(Cast {
			chain: Chain::connect(url).await?,
			operator: Organisation::new("operator", "//Operator")?,
			consumer: Organisation::new("clinic", "//Consumer")?,
			third_party: Organisation::new("algorithm provider", "//ThirdParty")?,
			laboratories,
		})
	}

	/// Connects again, after the chain node was restarted.
	pub async fn reconnect(&mut self, url: &str) -> Result<()> {
		self.chain = Chain::connect(url).await?;
		Ok(())
	}

	/// Name of the organisation with this account.
	pub fn name_of(&self, account: &AccountId) -> String {
		[&self.operator, &self.consumer, &self.third_party]
			.into_iter()
			.chain(self.laboratories.iter().map(|lab| &lab.organisation))
			.find(|organisation| organisation.account() == *account)
			.map_or_else(|| account.to_string(), |organisation| organisation.name.clone())
	}
}

/// A network on which everything up to the authorization has been done.
pub struct OpenMarket {
	/// The programs.
	pub network: Network,
	/// The people.
	pub cast: Cast,
	/// The authorization, in force.
	pub authorization: Authorization,
}

impl OpenMarket {
	/// Starts the network on the demo's genotypes, split between three laboratories, and brings an
	/// authorization with these terms into force.
	pub async fn start(folder: &Path, market: &Market) -> Result<Self> {
		let files = plain_vcf::split_by_person(&genotypes(), 3, folder)?;
		let network = Network::start(folder, &files, 500).await?;
		let mut cast = Cast::new(&network.url(), &files).await?;
		let mut silent = |_: &str| ();
		cast.register_nodes(network.node_infos(), &mut silent).await?;
		cast.register_data(&mut silent).await?;
		cast.publish(&mut silent).await?;
		let algorithm = cast.register_algorithm(&mut silent).await?;
		let authorization = cast.authorize(algorithm, market, &mut silent).await?;
		Ok(OpenMarket { network, cast, authorization })
	}
}

/// Real genotypes of 22 people, from tests/data.
pub fn genotypes() -> PathBuf {
	Path::new(env!("PANSHI_ROOT")).join("tests/data/hapmap_exome_chr22.vcf.gz")
}

/// Bounded text from `text`; the stories' own texts fit.
pub(crate) fn text<const N: u32>(text: &str) -> Result<panshi_primitives::Text<N>> {
	let bytes = text.as_bytes().to_vec();
	bytes.try_into().ok().with_context(|| format!("`{text}` is longer than {N} bytes"))
}
