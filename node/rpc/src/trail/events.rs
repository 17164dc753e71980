//! The events of a block, and what each of them is about.

use crate::{
	reader::{camel_case, storage_key, ChainAccess, Hasher, Named, Snapshot, ValueError},
	types::EventEntry,
	RpcError,
};
use codec::{Compact, Decode, Encode};
use panshi_primitives::{
	consortium::ComputeNodeId,
	trail::{is_of_trails, Subject, NODE_FIELD},
	AccountId, Hash,
};
use scale_info::{form::PortableForm, TypeDef, Variant};
use serde_json::Map;
use sp_crypto_hashing::twox_128;
use std::collections::BTreeSet;

/// An event, and what it is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Happened {
	pub(crate) entry: EventEntry,
	pub(crate) about: BTreeSet<Subject>,
}

/// The events of the trails in the block of `snapshot`, in order.
pub(crate) fn events_of(
	snapshot: &Snapshot<'_>,
	chain: &dyn ChainAccess,
) -> Result<Vec<Happened>, RpcError> {
	let Some(records) = snapshot.storage(&value_key("System", "Events"))? else {
		return Ok(Vec::new());
	};
	let read = decode(snapshot, &records);
	let mut happened = read.map_err(|error| RpcError::Internal(error.to_string()))?;
	if happened.is_empty() {
		return Ok(happened);
	}
	let time = snapshot.storage(&value_key("Timestamp", "Now"))?;
	let time = time.and_then(|bytes| u64::decode(&mut bytes.as_slice()).ok()).unwrap_or_default();
	let extrinsics = chain.extrinsics(snapshot.block.hash);
	let extrinsics = extrinsics.map_err(|e| RpcError::Internal(e.to_string()))?.unwrap_or_default();
	for Happened { entry, about } in &mut happened {
		entry.time = time;
		let index = entry.extrinsic.and_then(|index| usize::try_from(index).ok());
		let extrinsic = index.and_then(|index| extrinsics.get(index));
		entry.signer = extrinsic.and_then(|extrinsic| signer(extrinsic));
		about.extend(entry.signer.clone().map(Subject::Member));
		let node = entry.fields.get(NODE_FIELD).and_then(|node| node.as_u64());
		if let Some(node) = node.and_then(|node| ComputeNodeId::try_from(node).ok()) {
			about.extend(owner(snapshot, node)?.map(Subject::Member));
		}
	}
	Ok(happened)
}

/// Key in the state of the plain value `entry` of `pallet`.
fn value_key(pallet: &str, entry: &str) -> Vec<u8> {
	[twox_128(pallet.as_bytes()), twox_128(entry.as_bytes())].concat()
}

/// The member that runs a compute node: the first field of its record.
fn owner(snapshot: &Snapshot<'_>, node: ComputeNodeId) -> Result<Option<AccountId>, RpcError> {
	let key = storage_key("Consortium", "ComputeNodes", Hasher::Twox64, &node.encode());
	let record = snapshot.storage(&key)?;
	Ok(record.and_then(|bytes| AccountId::decode(&mut bytes.as_slice()).ok()))
}

/// The account that signed an extrinsic, if one did: its address is a `MultiAddress`, whose variant
/// 0 is the account itself, and follows the byte that says that it is signed, in version 4.
fn signer(extrinsic: &[u8]) -> Option<AccountId> {
	const SIGNED: u8 = 0b1000_0000 | 4;
	let input = &mut &*extrinsic;
	Compact::<u32>::decode(input).ok()?;
	let (kind, address, account) = <(u8, u8, AccountId)>::decode(input).ok()?;
	(kind == SIGNED && address == 0).then_some(account)
}

/// What caused an event: `frame_system::Phase`.
#[derive(Decode)]
enum Phase {
	ApplyExtrinsic(u32),
	Finalization,
	Initialization,
}

/// The events of the trails in `records`, a list of `frame_system::EventRecord`.
fn decode(snapshot: &Snapshot<'_>, records: &[u8]) -> Result<Vec<Happened>, ValueError> {
	let input = &mut &*records;
	let Compact(count) = Compact::<u32>::decode(input)?;
	let mut happened = Vec::new();
	for index in 0..count {
		let extrinsic = match Phase::decode(input)? {
			Phase::ApplyExtrinsic(extrinsic) => Some(extrinsic),
			Phase::Finalization | Phase::Initialization => None,
		};
		let (pallet, event) = event_at(snapshot, input)?;
		let mut named = Named::default();
		let mut about = BTreeSet::new();
		let mut fields = Map::new();
		for field in &event.fields {
			let name = field.name.as_deref().unwrap_or_default();
			let start = *input;
			let value = snapshot.schema.json(field.ty.id, input, &mut named)?;
			let length = start.len().saturating_sub(input.len());
			let (bytes, _) = start.split_at_checked(length).ok_or(ValueError::Malformed)?;
			let accounts = named.accounts.drain(..).map(Subject::Member);
			let digests = named.hashes.drain(..).map(Subject::Algorithm);
			let candidates = accounts.chain(digests).chain(Subject::numbered(name, bytes));
			about.extend(candidates.filter(|subject| subject.is_named_by(name, bytes)));
			fields.insert(camel_case(name), value);
		}
		let _topics = Vec::<Hash>::decode(input)?;
		if is_of_trails(pallet) {
			let entry = EventEntry {
				block: snapshot.block.number,
				block_hash: snapshot.block.hash,
				index,
				time: 0,
				extrinsic,
				signer: None,
				pallet: pallet.to_owned(),
				event: event.name.clone(),
				fields,
			};
			happened.push(Happened { entry, about });
		}
	}
	Ok(happened)
}

/// The pallet and the kind of the event at the start of `input`, which is then at its fields.
fn event_at<'s>(
	snapshot: &'s Snapshot<'_>,
	input: &mut &[u8],
) -> Result<(&'s str, &'s Variant<PortableForm>), ValueError> {
	let pallet = variant_at(snapshot, snapshot.schema.events(), input)?;
	let [event] = pallet.fields.as_slice() else { return Err(ValueError::Malformed) };
	Ok((&pallet.name, variant_at(snapshot, event.ty.id, input)?))
}

fn variant_at<'s>(
	snapshot: &'s Snapshot<'_>,
	id: u32,
	input: &mut &[u8],
) -> Result<&'s Variant<PortableForm>, ValueError> {
	let index = u8::decode(input)?;
	match &snapshot.schema.resolve(id)?.type_def {
		TypeDef::Variant(variants) => {
			let variant = variants.variants.iter().find(|variant| variant.index == index);
			variant.ok_or(ValueError::Malformed)
		},
		_ => Err(ValueError::Malformed),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_signer_is_read_from_a_signed_transaction_alone() {
		let account = AccountId::new([7; 32]);
		let signed = (0b1000_0100u8, 0u8, account.clone(), [0u8; 64]).encode();
		assert_eq!(signer(&signed.encode()), Some(account.clone()));
		for other in [
			(0b0000_0100u8, 0u8, account.clone(), [0u8; 64]),
			(0b0100_0101, 0, account.clone(), [0; 64]),
			(0b1000_0100, 1, account, [0; 64]),
		] {
			assert_eq!(signer(&other.encode().encode()), None);
		}
		assert_eq!(signer(&[]), None);
	}
}
