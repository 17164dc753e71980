//! Calls on privacy budgets.

use crate::chain::call::calls;
use panshi_primitives::{data::DataId, privacy::Allowance};

calls! {
	"PrivacyBudget";

	/// Says what may be released about data that are not on offer yet. By the holder.
	set(data: DataId, allowance: Allowance);
	/// Allows less than before. By the holder.
	lower(data: DataId, allowance: Allowance);
}
