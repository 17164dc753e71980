//! What a question may cost. `docs/rpc.md` repeats the numbers.

use std::time::Duration;

/// Items on a page when the question names no number.
pub const DEFAULT_PAGE: u32 = 20;
/// Most items on a page.
pub const MAX_PAGE: u32 = 100;
/// Most entries of a list in a filter or a search.
pub const MAX_NAMES: usize = 16;
/// Most bytes of a text in a filter or a search.
pub const MAX_TEXT: usize = 256;
/// Most agreements or events that a filter looks at for one page.
pub const MAX_LOOKED_AT: usize = 500;
/// Most questions that are worked on at a time; further ones are refused.
pub const MAX_AT_A_TIME: usize = 8;
/// Most subscriptions of all connections together.
pub const MAX_SUBSCRIPTIONS: usize = 64;
/// Most blocks that a subscription may lag behind before it is closed.
pub const MAX_LAG: usize = 256;
/// How long a subscriber may take to take a message before its subscription is closed.
pub const SEND_TIMEOUT: Duration = Duration::from_secs(30);
