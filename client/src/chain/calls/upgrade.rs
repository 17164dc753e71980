//! Calls that replace the chain's runtime. The vote on one is
//! [`super::consortium::authorize_upgrade`].

use crate::chain::Call;
use codec::Encode;

/// Brings the code of the runtime that the consortium has authorized. By any member.
pub fn apply(code: &[u8]) -> Call {
	Call::new("System", "apply_authorized_upgrade", vec![code.encode()])
}
