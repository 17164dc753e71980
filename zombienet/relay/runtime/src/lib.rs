// SPDX-License-Identifier: GPL-3.0-only

//! The runtime of the relay chain with epochs of one minute, as the only runtime that is compiled:
//! as a dependency of the node it would be compiled natively, and twice as wasm.

#![no_std]

pub use rococo_runtime::*;
