// SPDX-License-Identifier: GPL-3.0-only

//! The process in which a validator compiles a parachain's runtime.

polkadot_node_core_pvf_common::decl_worker_main!(
	"prepare-worker",
	polkadot_node_core_pvf_prepare_worker::worker_entrypoint,
	polkadot_node_primitives::NODE_VERSION,
	"registry",
);
