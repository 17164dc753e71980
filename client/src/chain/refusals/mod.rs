//! Why the chain refused, in plain words and with the next step.
//!
//! What happened is said by the pallet that refused: the documentation of its error is in the
//! chain's metadata. The tables here add what a person at this command line can do about it, and
//! put the refusals of the SDK's pallets in the words of this market.

mod table;

use super::events;
use std::fmt;
use subxt::{
	error::{ArithmeticError, DispatchError, ModuleError, TokenError},
	Metadata,
};
use table::{next_step, said};

/// A refusal of the chain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
	/// Pallet and name of the error, such as `Agreements::AlreadySigned`, for those who look it
	/// up.
	pub error: String,
	/// What happened.
	pub happened: String,
	/// What to do about it, where there is more to say.
	pub next: Option<&'static str>,
}

impl fmt::Display for Refusal {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "{}", self.happened)?;
		if let Some(next) = self.next {
			write!(f, " {next}")?;
		}
		write!(f, " ({})", self.error)
	}
}

impl std::error::Error for Refusal {}

impl Refusal {
	/// Whether this is the error `name` of `pallet`.
	pub fn is(&self, pallet: &str, name: &str) -> bool {
		self.error.split_once("::") == Some((pallet, name))
	}

	/// Explains what the chain said.
	pub fn explain(error: &DispatchError, metadata: &Metadata) -> Self {
		if let DispatchError::Module(module) = error {
			return Self::of_pallet(module, metadata);
		}
		Self::of_the_chain(error)
	}

	fn of_the_chain(error: &DispatchError) -> Self {
		let (happened, next) = chain_words(error);
		Refusal { error: format!("{error:?}"), happened: happened.to_owned(), next: Some(next) }
	}

	fn of_pallet(module: &ModuleError, metadata: &Metadata) -> Self {
		let Ok(details) = module.details() else {
			return Refusal {
				error: module.to_string(),
				happened: "The chain refused with an error that its metadata does not name."
					.to_owned(),
				next: Some("Update this client."),
			};
		};
		let (pallet, name) = (details.pallet.name(), details.variant.name.as_str());
		let error = format!("{pallet}::{name}");
		let mut happened = said(pallet, name)
			.map(str::to_owned)
			.unwrap_or_else(|| sentence(&details.variant.docs, &error));
		if let Some(field) = details.variant.fields.first() {
			let bytes = module.bytes();
			let detail = bytes.get(2..).and_then(|b| events::text_of(b, field.ty.id, metadata));
			happened.extend(detail.map(|detail| format!(" {detail}.")));
		}
		Refusal { next: next_step(pallet, name), error, happened }
	}
}

/// The documentation `docs` of the error `error` as one paragraph.
fn sentence(docs: &[String], error: &str) -> String {
	let text = docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
	let text = text.trim().replace('`', "");
	match text.chars().last() {
		None => format!("The chain refused with {error}."),
		Some('.') => text,
		Some(_) => format!("{text}."),
	}
}

/// Refusals that are not of a pallet: what happened, and what to do.
fn chain_words(error: &DispatchError) -> (&'static str, &'static str) {
	match error {
		DispatchError::BadOrigin => (
			"The signer may not do this.",
			"It takes another role, or a vote of the consortium: see `panshi member show` for the \
			 signer's roles.",
		),
		DispatchError::Token(TokenError::FundsUnavailable) |
		DispatchError::Token(TokenError::NotExpendable) |
		DispatchError::Arithmetic(ArithmeticError::Underflow) => (
			"The account does not have the money for this.",
			"Fees, escrow, deposits and bonds come from its free balance: see `panshi member show`.",
		),
		DispatchError::Token(_) => (
			"The money cannot be moved that way.",
			"See the balances of the accounts with `panshi member show`.",
		),
		DispatchError::Arithmetic(_) => (
			"A number in the call is too large for the chain.",
			"Correct it and send the call again.",
		),
		DispatchError::Exhausted => (
			"The block is full.",
			"Send the call again.",
		),
		DispatchError::ConsumerRemaining |
		DispatchError::NoProviders |
		DispatchError::TooManyConsumers => (
			"The account lacks the minimum balance, or is in use and cannot be closed.",
			"See `panshi member show`.",
		),
		_ => ("The chain refused the call.", "The name of the error says more to its operators."),
	}
}

/// Whether who signs is a member of the consortium.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Standing {
	/// It is.
	Member,
	/// It is not; it may be staff of one.
	Stranger,
}

/// Number with which the chain turns away who is not a member: `pallet_consortium::refusal`.
const NOT_A_MEMBER: &str = "Custom error: 10";

/// What a node says of a signer that cannot pay, and of one that has no account at all.
const CANNOT_PAY: &str = "Inability to pay";

/// Why a node's transaction pool did not take a transaction of such a signer: its `message` and
/// `data` in plain words.
pub(super) fn pool_refusal(message: &str, data: Option<&str>, signer: Standing) -> String {
	let data = data.unwrap_or_default();
	if data == NOT_A_MEMBER {
		return "the signer is not a member of the consortium, and only members transact. \
		        `panshi member list` shows who is; a member's staff names it with --for"
			.to_owned();
	}
	if data.contains(CANNOT_PAY) && signer == Standing::Stranger {
		return "the signer is not a member of the consortium, and has no money for the fee. Only \
		        members transact, and with --for their staff, which pays its own fees: see \
		        `panshi member list`"
			.to_owned();
	}
	let known = [
		(CANNOT_PAY, "the signer cannot pay the fee. See its balance with `panshi member show`"),
		("outdated", "another transaction of the signer came first. Send it again"),
		(
			"bad signature",
			"node and client differ in version, or the key does not belong to the \
		 account. Update the older one",
		),
		("exhaust the block limits", "the call is too large for a block. Send less at once"),
	];
	let pool = [
		(
			"Priority is too low",
			"another transaction of the signer waits in its place. Wait for the \
		 next block and send it again",
		),
		("Already Imported", "the same transaction waits already. Wait for the next block"),
		("temporarily banned", "the same transaction was refused a moment ago. Wait a few blocks"),
	];
	known
		.iter()
		.find(|(said, _)| data.contains(said))
		.or_else(|| pool.iter().find(|(said, _)| message.contains(said)))
		.map(|(_, words)| (*words).to_owned())
		.unwrap_or_else(|| match data {
			"" => message.to_owned(),
			data => format!("{message}: {data}"),
		})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn documentation_becomes_one_sentence() {
		let docs = [" The party has signed.".to_owned(), " Read `show` again".to_owned()];
		assert_eq!(sentence(&docs, "A::B"), "The party has signed. Read show again.");
		assert_eq!(sentence(&[], "A::B"), "The chain refused with A::B.");
	}

	#[test]
	fn refusals_say_what_happened_and_what_to_do() {
		let refusal = Refusal::of_the_chain(&DispatchError::BadOrigin);
		assert_eq!(refusal.error, "BadOrigin");
		assert!(
			refusal.to_string().starts_with("The signer may not do this. It takes"),
			"{refusal}"
		);
		let broke = DispatchError::Token(TokenError::FundsUnavailable);
		assert!(Refusal::of_the_chain(&broke).to_string().contains("money"));
	}

	#[test]
	fn the_pool_s_answers_are_put_in_words() {
		let said = |message, data| pool_refusal(message, data, Standing::Member);
		let not_member = said("Invalid Transaction", Some("Custom error: 10"));
		assert!(not_member.contains("not a member"));
		assert!(said("Priority is too low: (1 vs 1)", None).contains("waits in its place"));
		assert_eq!(said("Something new", Some("why")), "Something new: why");
	}

	#[test]
	fn a_stranger_without_money_learns_that_money_would_not_help() {
		let broke = Some("Inability to pay some fees (e.g. account balance too low)");
		let said = |standing| pool_refusal("Invalid Transaction", broke, standing);
		assert!(said(Standing::Stranger).contains("not a member"));
		assert!(said(Standing::Member).starts_with("the signer cannot pay the fee"));
	}
}
