// SPDX-License-Identifier: GPL-3.0-only

//! The process in which a validator checks a parachain's block.

polkadot_node_core_pvf_common::decl_worker_main!(
	"execute-worker",
	polkadot_node_core_pvf_execute_worker::worker_entrypoint,
	polkadot_node_primitives::NODE_VERSION,
	"registry",
);
