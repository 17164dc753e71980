//! Units of money and time.

use crate::{Balance, BlockNumber};

/// One PAN, the token that pays for jobs and fees: twelve decimals.
pub const PAN: Balance = 1_000_000_000_000;
/// A thousandth of a PAN.
pub const MILLI_PAN: Balance = PAN / 1_000;
/// A millionth of a PAN.
pub const MICRO_PAN: Balance = PAN / 1_000_000;

/// Least balance of an account.
pub const EXISTENTIAL_DEPOSIT: Balance = MILLI_PAN;

/// Time of a slot, and of a block while the chain has one core.
pub const SLOT_DURATION: u64 = 6_000;
/// Time of a slot of the relay chain.
pub const RELAY_CHAIN_SLOT_DURATION_MILLIS: u32 = 6_000;
/// Blocks that the relay chain takes per parent.
pub const BLOCK_PROCESSING_VELOCITY: u32 = 1;
/// Blocks built ahead of their inclusion.
pub const UNINCLUDED_SEGMENT_CAPACITY: u32 = 3;
/// Relay parent that blocks build on, behind the relay chain's best block.
pub const RELAY_PARENT_OFFSET: u32 = 0;

/// Blocks in a minute.
pub const MINUTES: BlockNumber = 10;
/// Blocks in an hour.
pub const HOURS: BlockNumber = MINUTES * 60;
/// Blocks in a day.
pub const DAYS: BlockNumber = HOURS * 24;
