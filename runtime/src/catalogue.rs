//! Answers of the catalogue API.

use crate::{catalogue_api::MAX_ENTRIES, AccountId, Runtime, RuntimeEvent, System};
use alloc::{collections::BTreeSet, vec::Vec};
use panshi_primitives::{
	agreement::{AgreementId, AgreementKind, Template, TemplateId, TemplateStatus},
	catalogue::{AgreedPrice, Changes, Entry, Sizes},
	consortium::Member,
	data::DataId,
};

type Agreements = pallet_agreements::Agreements<Runtime>;
type Identities = pallet_data_registry::Identities<Runtime>;

pub(crate) fn sizes() -> Sizes {
	Sizes {
		identities: pallet_data_registry::NextDataId::<Runtime>::get(),
		agreements: pallet_agreements::NextAgreementId::<Runtime>::get(),
		templates: pallet_agreements::NextTemplateId::<Runtime>::get(),
	}
}

/// What changed, each item once.
#[derive(Default)]
struct Seen {
	identities: BTreeSet<DataId>,
	authorizations: BTreeSet<AgreementId>,
	templates: BTreeSet<TemplateId>,
	members: BTreeSet<AccountId>,
}

pub(crate) fn changes() -> Changes {
	let mut seen = Seen::default();
	System::read_events_no_consensus().for_each(|record| seen.event(&record.event));
	Changes {
		identities: seen.identities.into_iter().collect(),
		authorizations: seen.authorizations.into_iter().collect(),
		templates: seen.templates.into_iter().collect(),
		members: seen.members.into_iter().collect(),
	}
}

impl Seen {
	fn event(&mut self, event: &RuntimeEvent) {
		use pallet_consortium::Event as Consortium;
		match event {
			RuntimeEvent::DataRegistry(event) => self.data(event),
			RuntimeEvent::Agreements(event) => self.agreement(event),
			RuntimeEvent::Consortium(
				Consortium::MemberAdmitted { account, .. } | Consortium::MemberRemoved { account },
			) => {
				self.members.insert(account.clone());
			},
			_ => (),
		}
	}

	fn data(&mut self, event: &pallet_data_registry::Event<Runtime>) {
		use pallet_data_registry::Event;
		match event {
			Event::Registered { data, .. }
			| Event::NodeAssigned { data, .. }
			| Event::Published { data, .. }
			| Event::Unpublished { data, .. }
			| Event::Suspended { data, .. }
			| Event::Resumed { data, .. }
			| Event::Withdrawn { data } => {
				self.identities.insert(*data);
			},
			_ => (),
		}
	}

	fn agreement(&mut self, event: &pallet_agreements::Event<Runtime>) {
		use pallet_agreements::Event;
		match event {
			Event::TemplateProposed { template, .. }
			| Event::TemplateApproved { template, .. }
			| Event::TemplateRetired { template, .. } => {
				self.templates.insert(*template);
			},
			Event::Activated { agreement, .. }
			| Event::NoticeGiven { agreement, .. }
			| Event::Suspended { agreement, .. }
			| Event::Resumed { agreement, .. }
			| Event::Completed { agreement }
			| Event::Expired { agreement }
			| Event::Terminated { agreement } => self.standing(*agreement),
			// Before it is in force, an agreement changes nothing that a catalogue shows.
			_ => (),
		}
	}

	fn standing(&mut self, agreement: AgreementId) {
		let Some(standing) = Agreements::get(agreement) else { return };
		match standing.kind {
			AgreementKind::Publication => self.identities.extend(standing.identities),
			AgreementKind::Authorization => {
				self.authorizations.insert(agreement);
			},
		}
	}
}

pub(crate) fn entries(data: Vec<DataId>) -> Vec<Entry> {
	let now = System::block_number();
	let entry = |data| {
		let identity = Identities::get(data)?;
		let publication = identity.status.publication().filter(|_| identity.status.is_usable());
		let offer = publication.and_then(|agreement| {
			let until = Agreements::get(agreement)?.state_at(now).ends_at()?;
			Some((agreement, until))
		});
		Some(Entry { data, identity, offer, storage_key: Identities::hashed_key_for(data) })
	};
	data.into_iter().take(MAX_ENTRIES).filter_map(entry).collect()
}

pub(crate) fn agreed_prices(agreements: Vec<AgreementId>) -> Vec<AgreedPrice> {
	let now = System::block_number();
	let price = |agreement| {
		let until = Agreements::get(agreement)?.in_force_until(now)?;
		let content = pallet_agreements::Contents::<Runtime>::get(agreement)?;
		let price = content.authorization()?.price;
		Some(AgreedPrice { agreement, identities: content.identities.into_inner(), price, until })
	};
	agreements.into_iter().take(MAX_ENTRIES).filter_map(price).collect()
}

pub(crate) fn open_templates(templates: Vec<TemplateId>) -> Vec<(TemplateId, Template)> {
	let open = |id| {
		let template = pallet_agreements::Templates::<Runtime>::get(id)?;
		let open = template.status == TemplateStatus::Approved
			&& template.content.kind == AgreementKind::Authorization;
		open.then_some((id, template))
	};
	templates.into_iter().take(MAX_ENTRIES).filter_map(open).collect()
}

pub(crate) fn members(accounts: Vec<AccountId>) -> Vec<(AccountId, Member)> {
	let member = |account: AccountId| {
		let member = pallet_consortium::Members::<Runtime>::get(&account)?;
		Some((account, member))
	};
	accounts.into_iter().take(MAX_ENTRIES).filter_map(member).collect()
}
