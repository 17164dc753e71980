// SPDX-License-Identifier: GPL-3.0-only

//! How often what happened: every event of every pallet, by name.

use codec::Encode;
use panshi_runtime::RuntimeEvent;
use polkadot_sdk::*;
use scale_info::{TypeDef, TypeInfo};
use std::collections::BTreeMap;
use substrate_prometheus_endpoint::{register, CounterVec, Opts, PrometheusError, Registry, U64};

/// Index in the runtime from which on the pallets are those of the market. Their events are shown
/// from the start, so that a first one is seen as a rise.
const MARKET: u8 = 50;

/// A counter for each event.
pub(super) struct Events {
	counters: CounterVec<U64>,
	/// Names of pallet and event, by their indices.
	names: BTreeMap<(u8, u8), (&'static str, &'static str)>,
}

impl Events {
	pub(super) fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		let opts = Opts::new("panshi_events_total", "Events of finalized blocks");
		let counters = register(CounterVec::new(opts, &["pallet", "event"])?, registry)?;
		let names = names();
		for (pallet, event) in names.range((MARKET, 0)..).map(|(_, name)| name) {
			counters.with_label_values(&[pallet, event]);
		}
		Ok(Events { counters, names })
	}

	pub(super) fn count(&self, event: &RuntimeEvent) {
		let bytes = event.encode();
		let found = match bytes.as_slice() {
			[pallet, event, ..] => self.names.get(&(*pallet, *event)),
			_ => None,
		};
		if let Some((pallet, event)) = found {
			self.counters.with_label_values(&[pallet, event]).inc();
		}
	}
}

/// The names of all events, from the runtime's own description.
fn names() -> BTreeMap<(u8, u8), (&'static str, &'static str)> {
	let TypeDef::Variant(pallets) = RuntimeEvent::type_info().type_def else {
		return BTreeMap::new();
	};
	let mut names = BTreeMap::new();
	for pallet in &pallets.variants {
		let events = pallet.fields.first().map(|field| field.ty.type_info().type_def);
		if let Some(TypeDef::Variant(events)) = events {
			names.extend(events.variants.iter().map(|event| {
				let index = (pallet.index, event.index);
				(index, (pallet.name, event.name))
			}));
		}
	}
	names
}

#[cfg(test)]
mod tests {
	use super::{super::tests::scraped, *};
	use panshi_runtime::pallet_compute_jobs;

	#[test]
	fn events_are_counted_by_name() {
		let registry = Registry::new();
		let events = Events::register(&registry).expect("the name is free");
		let zero = r#"panshi_events_total{event="AllAccepted",pallet="ComputeJobs"} 0"#;
		assert!(scraped(&registry).contains(zero));
		let event = pallet_compute_jobs::Event::AllAccepted { job: 7 };
		events.count(&RuntimeEvent::ComputeJobs(event.clone()));
		events.count(&RuntimeEvent::ComputeJobs(event));
		events.count(&RuntimeEvent::System(frame_system::Event::CodeUpdated {
			hash: Default::default(),
		}));
		let text = scraped(&registry);
		assert!(text.contains(&zero.replace("} 0", "} 2")), "{text}");
		let code = r#"panshi_events_total{event="CodeUpdated",pallet="System"} 1"#;
		assert!(text.contains(code), "{text}");
	}

	#[test]
	fn every_pallet_of_the_market_is_known() {
		let names = names();
		let pallets: std::collections::BTreeSet<_> =
			names.range((MARKET, 0)..).map(|(_, (pallet, _))| *pallet).collect();
		for pallet in ["Consortium", "DataRegistry", "Agreements", "ComputeJobs", "PrivacyBudget"] {
			assert!(pallets.contains(pallet), "{pallet}: {pallets:?}");
		}
	}
}
