//! A rehearsal: an upgrade of this runtime that gives every data identity a further field.

use crate::{
	AccountId, BlockNumber, Executive, Header, MultiBlockMigrations, Runtime, RuntimeEvent,
	RuntimeOrigin, System, VERSION,
};
use codec::{Decode, Encode};
use frame_support::{
	migrations::{MigrationId, SteppedMigration, SteppedMigrationError},
	parameter_types,
	storage::unhashed,
	weights::{Weight, WeightMeter},
};
use pallet_data_registry::Identities;
use panshi_primitives::{
	data::{DataDescriptor, DataId, DataIdentity, DataStatus, Lineage},
	duo::{DataUse, Permission},
	genomics::{NormalisationRule, ReferenceBuild},
	Hash,
};
use polkadot_sdk::{
	frame_system::{LastRuntimeUpgrade, LastRuntimeUpgradeInfo},
	sp_runtime::{traits::Header as _, BuildStorage, ExtrinsicInclusionMode},
	*,
};

/// A data identity as the former version kept it: it did not know its compute node.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
struct Former {
	holder: AccountId,
	descriptor: DataDescriptor,
	registered_at: BlockNumber,
	status: DataStatus,
}

parameter_types! {
	/// The data identity at which the migration fails, as a faulty one would.
	static FailsAt: Option<DataId> = None;
}

/// Gives every data identity the field for its compute node.
pub struct AddNode;

impl SteppedMigration for AddNode {
	/// The last data identity that is done.
	type Cursor = DataId;
	type Identifier = MigrationId<13>;

	fn id() -> Self::Identifier {
		MigrationId { pallet_id: *b"data-registry", version_from: 0, version_to: 1 }
	}

	fn step(
		mut cursor: Option<DataId>,
		meter: &mut WeightMeter,
	) -> Result<Option<DataId>, SteppedMigrationError> {
		let database = <Runtime as frame_system::Config>::DbWeight::get().reads_writes(1, 1);
		// One identity is at most that long; the path to it in the trie comes on top.
		let required = database.saturating_add(Weight::from_parts(0, 4_096));
		if meter.remaining().any_lt(required) {
			return Err(SteppedMigrationError::InsufficientWeight { required });
		}
		while meter.try_consume(required).is_ok() {
			let next = match cursor {
				None => Identities::<Runtime>::iter_keys().next(),
				Some(done) => {
					let key = Identities::<Runtime>::hashed_key_for(done);
					Identities::<Runtime>::iter_keys_from(key).next()
				},
			};
			let Some(id) = next else { return Ok(None) };
			rewrite(id)?;
			cursor = Some(id);
		}
		Ok(cursor)
	}
}

fn rewrite(id: DataId) -> Result<(), SteppedMigrationError> {
	if FailsAt::get() == Some(id) {
		return Err(SteppedMigrationError::Failed);
	}
	let key = Identities::<Runtime>::hashed_key_for(id);
	let former: Former = unhashed::get(&key).ok_or(SteppedMigrationError::Failed)?;
	let Former { holder, descriptor, registered_at, status } = former;
	let identity = DataIdentity { holder, descriptor, node: None, registered_at, status };
	Identities::<Runtime>::insert(id, identity);
	Ok(())
}

fn former(id: DataId) -> Former {
	Former {
		holder: AccountId::new([7; 32]),
		descriptor: DataDescriptor {
			fingerprint: Hash::from_low_u64_be(id.into()),
			rule: NormalisationRule::Trimmed,
			media_type: b"text/x-vcf".to_vec().try_into().expect("short"),
			reference_build: ReferenceBuild::Grch38,
			record_count: 1,
			sample_count: 1,
			attributes: Default::default(),
			data_use: DataUse {
				permission: Permission::GeneralResearch,
				modifiers: Default::default(),
			},
			metadata: Hash::zero(),
			location_hint: Default::default(),
			lineage: Lineage::default(),
		},
		registered_at: id,
		status: DataStatus::Registered,
	}
}

/// A chain with `count` data identities of the former version, whose code has just been replaced.
fn upgraded(count: DataId) -> sp_io::TestExternalities {
	let storage = frame_system::GenesisConfig::<Runtime>::default().build_storage();
	let mut chain = sp_io::TestExternalities::new(storage.expect("the default genesis builds"));
	chain.execute_with(|| {
		for id in 0..count {
			unhashed::put(&Identities::<Runtime>::hashed_key_for(id), &former(id));
		}
		LastRuntimeUpgrade::<Runtime>::put(LastRuntimeUpgradeInfo {
			spec_version: (VERSION.spec_version - 1).into(),
			spec_name: VERSION.spec_name,
		});
	});
	chain
}

/// Begins block `number`, and does what comes before its transactions. Gives what it may hold, and
/// what it said.
fn block(number: BlockNumber) -> (ExtrinsicInclusionMode, Vec<RuntimeEvent>) {
	let parent = Hash::from_low_u64_be(number.into());
	let header = Header::new(number, Hash::zero(), Hash::zero(), parent, Default::default());
	let mode = Executive::initialize_block(&header);
	Executive::inherents_applied();
	let events = System::events().into_iter().map(|record| record.event).collect();
	(mode, events)
}

#[test]
fn a_long_migration_takes_several_blocks_and_no_transactions_until_it_is_done() {
	const COUNT: DataId = 6_000;
	upgraded(COUNT).execute_with(|| {
		let mut blocks = 0;
		let is_done = |events: &[RuntimeEvent]| {
			let done = pallet_migrations::Event::UpgradeCompleted;
			events.contains(&RuntimeEvent::MultiBlockMigrations(done))
		};
		for number in 1..20 {
			let (mode, events) = block(number);
			assert_eq!(mode, ExtrinsicInclusionMode::OnlyInherents, "block {number}");
			blocks += 1;
			if is_done(&events) {
				break;
			}
			// What jobs have missed in the meantime, they get back.
			assert_eq!(pallet_compute_jobs::HaltedSince::<Runtime>::get(), Some(0));
			// Until then the code may not be replaced again.
			let code = System::set_code(RuntimeOrigin::root(), vec![0]).expect_err("it is refused");
			let ongoing = frame_system::Error::<Runtime>::MultiBlockMigrationsOngoing;
			assert_eq!(code.error, ongoing.into());
		}
		assert!((2..19).contains(&blocks), "{blocks} blocks");
		assert_eq!(pallet_compute_jobs::HaltedSince::<Runtime>::get(), None);
		assert_eq!(block(blocks + 1).0, ExtrinsicInclusionMode::AllExtrinsics);
		assert_eq!(Identities::<Runtime>::iter().count(), COUNT as usize);
		for (id, identity) in Identities::<Runtime>::iter() {
			let Former { holder, descriptor, registered_at, status } = former(id);
			let wanted = DataIdentity { holder, descriptor, node: None, registered_at, status };
			assert_eq!(identity, wanted);
		}
	});
}

#[test]
fn a_migration_runs_once() {
	upgraded(10).execute_with(|| {
		block(1);
		assert_eq!(block(2).0, ExtrinsicInclusionMode::AllExtrinsics);
		// As after another upgrade, with the same migration still in the list.
		LastRuntimeUpgrade::<Runtime>::kill();
		let (_, events) = block(3);
		let again = events.iter().any(|event| {
			matches!(
				event,
				RuntimeEvent::MultiBlockMigrations(
					pallet_migrations::Event::MigrationAdvanced { .. }
						| pallet_migrations::Event::MigrationCompleted { .. }
				)
			)
		});
		assert!(!again, "{events:?}");
		assert_eq!(Identities::<Runtime>::iter().count(), 10);
	});
}

#[test]
fn a_migration_that_fails_stops_the_chain_with_nothing_half_done() {
	upgraded(10).execute_with(|| {
		FailsAt::set(Some(6));
		let (_, events) = block(1);
		let failed = pallet_migrations::Event::UpgradeFailed;
		assert!(events.contains(&RuntimeEvent::MultiBlockMigrations(failed)), "{events:?}");
		for number in 2..5 {
			assert_eq!(block(number).0, ExtrinsicInclusionMode::OnlyInherents);
		}
		for id in 0..10 {
			let key = Identities::<Runtime>::hashed_key_for(id);
			assert_eq!(unhashed::get(&key), Some(former(id)), "{id} is as it was");
		}
		// A corrected runtime, put there through the relay chain, sets the cursor back.
		FailsAt::set(None);
		let root = RuntimeOrigin::root();
		MultiBlockMigrations::force_set_active_cursor(root, 0, None, Some(5)).expect("root may");
		block(5);
		assert_eq!(block(6).0, ExtrinsicInclusionMode::AllExtrinsics);
		assert_eq!(Identities::<Runtime>::iter().count(), 10);
	});
}
