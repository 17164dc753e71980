//! What an index beside the node asks, to keep a catalogue of data.

use alloc::vec::Vec;
use panshi_primitives::{
	agreement::{AgreementId, Template, TemplateId},
	catalogue::{AgreedPrice, Changes, Entry, Sizes},
	consortium::Member,
	data::DataId,
	AccountId,
};
use polkadot_sdk::sp_api;

/// Most items that one call gives.
pub const MAX_ENTRIES: usize = 256;

sp_api::decl_runtime_apis! {
	/// Reads of everything that a catalogue shows, and of what a block changed of it.
	///
	/// Each list is answered for its first [`MAX_ENTRIES`] items.
	pub trait CatalogueApi {
		/// How many data identities, agreements and templates there are.
		fn catalogue_sizes() -> Sizes;
		/// What the events of this block say has changed.
		fn catalogue_changes() -> Changes;
		/// Those data identities of `data` that exist.
		fn catalogue_entries(data: Vec<DataId>) -> Vec<Entry>;
		/// Those authorizations of `agreements` that are in force.
		fn agreed_prices(agreements: Vec<AgreementId>) -> Vec<AgreedPrice>;
		/// Those templates of `templates` that may be filled, for authorizations.
		fn open_templates(templates: Vec<TemplateId>) -> Vec<(TemplateId, Template)>;
		/// Those of `accounts` that are members.
		fn catalogue_members(accounts: Vec<AccountId>) -> Vec<(AccountId, Member)>;
	}
}
