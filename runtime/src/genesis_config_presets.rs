//! Genesis of the chains that developers start: a consortium of named development organisations.
//!
//! # Security
//!
//! The keys of these presets are public. The presets exist in development chains alone.

use crate::{
	constants::{EXISTENTIAL_DEPOSIT, PAN},
	AccountId, BalancesConfig, CollatorSelectionConfig, ConsortiumConfig, ParachainInfoConfig,
	RuntimeGenesisConfig, SessionConfig, SessionKeys, SudoConfig,
};
use alloc::{
	format,
	string::{String, ToString},
	vec,
	vec::Vec,
};
use frame_support::build_struct_json_patch;
use pallet_consortium::{GenesisMember, GenesisQualification};
use panshi_primitives::{
	consortium::{QualificationKind, Role},
	Hash,
};
use polkadot_sdk::*;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::{crypto::get_public_from_string_or_panic, sr25519};
use sp_genesis_builder::PresetId;

/// Laboratories of the development consortium, `//Lab1` and so on.
pub const LABORATORIES: u32 = 7;
/// Number of the parachain in the presets.
pub const PARA_ID: u32 = 2_000;

const ENDOWMENT: u128 = 1_000_000 * PAN;
const NEVER: u32 = 100_000_000;

/// An organisation of the development consortium.
struct Organisation {
	seed: String,
	name: String,
	roles: Vec<Role>,
	qualifications: Vec<QualificationKind>,
}

impl Organisation {
	fn new(seed: &str, name: &str, roles: &[Role], qualifications: &[QualificationKind]) -> Self {
		Organisation {
			seed: seed.to_string(),
			name: name.to_string(),
			roles: roles.to_vec(),
			qualifications: qualifications.to_vec(),
		}
	}
}

fn organisations() -> Vec<Organisation> {
	use QualificationKind::*;
	let mut all = vec![
		Organisation::new(
			"Operator",
			"Development market operator",
			&[Role::Operator],
			&[LegalEntity],
		),
		Organisation::new("Auditor", "Development auditor", &[Role::Auditor], &[LegalEntity]),
		Organisation::new(
			"Consumer",
			"Development clinic",
			&[Role::Consumer],
			&[LegalEntity, EthicsApproval, ResearcherStatus],
		),
		Organisation::new(
			"ThirdParty",
			"Development algorithm provider",
			&[Role::ThirdParty],
			&[LegalEntity],
		),
	];
	all.extend((1..=LABORATORIES).map(|i| {
		Organisation::new(
			&format!("Lab{i}"),
			&format!("Development laboratory {i}"),
			&[Role::Holder],
			&[LegalEntity, LaboratoryLicence, EthicsApproval, DataSecurity],
		)
	}));
	all
}

fn qualification(kind: &QualificationKind) -> GenesisQualification {
	GenesisQualification {
		kind: *kind,
		issuer: "Development authority".to_string(),
		evidence: Hash::repeat_byte(1),
		expires_at: NEVER,
	}
}

fn account(seed: &str) -> AccountId {
	get_public_from_string_or_panic::<sr25519::Public>(seed).into()
}

fn genesis(collators: &[&str]) -> serde_json::Value {
	let organisations = organisations();
	let members: Vec<AccountId> = organisations.iter().map(|o| account(&o.seed)).collect();
	let keys = |seed: &&str| {
		let aura: AuraId = get_public_from_string_or_panic::<AuraId>(seed);
		(account(seed), account(seed), SessionKeys { aura })
	};
	let endowed = members.iter().cloned().chain(collators.iter().map(|c| account(c)));
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig { balances: endowed.map(|a| (a, ENDOWMENT)).collect::<Vec<_>>() },
		parachain_info: ParachainInfoConfig { parachain_id: PARA_ID.into() },
		collator_selection: CollatorSelectionConfig {
			invulnerables: collators.iter().map(|c| account(c)).collect::<Vec<_>>(),
			candidacy_bond: EXISTENTIAL_DEPOSIT * 16,
		},
		session: SessionConfig { keys: collators.iter().map(keys).collect::<Vec<_>>() },
		consortium: ConsortiumConfig {
			members: organisations
				.iter()
				.map(|o| GenesisMember {
					account: account(&o.seed),
					name: o.name.clone(),
					country: "CN".to_string(),
					roles: o.roles.clone(),
					qualifications: o.qualifications.iter().map(qualification).collect(),
				})
				.collect::<Vec<_>>(),
		},
		sudo: SudoConfig { key: Some(account("Alice")) },
	})
}

/// JSON of the preset `id`.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		sp_genesis_builder::DEV_RUNTIME_PRESET => genesis(&["Alice"]),
		sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET => genesis(&["Alice", "Bob"]),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// Names of the presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![
		PresetId::from(sp_genesis_builder::DEV_RUNTIME_PRESET),
		PresetId::from(sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET),
	]
}
