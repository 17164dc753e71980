//! Members of the consortium.

mod admit;
mod nodes;
mod roles;
mod show;

use super::session::Session;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Admit an organisation, by a vote of the consortium or the root key.
	Admit(admit::Opts),
	/// Remove a member, by a vote of the consortium or the root key.
	Remove(admit::RemoveOpts),
	/// List the members.
	List,
	/// Show a member: roles, qualifications, money, compute nodes, data.
	Show(show::Opts),
	/// Grant a role.
	GrantRole(roles::Opts),
	/// Take a role back.
	RevokeRole(roles::Opts),
	/// Record a qualification.
	Qualify(roles::QualifyOpts),
	/// Take a qualification back.
	Disqualify(roles::DisqualifyOpts),
	/// Register a compute node of the signer, against a bond.
	NodeRegister(nodes::RegisterOpts),
	/// Replace the keys and the address of a compute node.
	NodeUpdate(nodes::UpdateOpts),
	/// Show compute nodes: one, those of a member, or all.
	NodeShow(nodes::ShowOpts),
	/// Add to the bond of a compute node.
	NodeBond(nodes::BondOpts),
	/// Retire a compute node and get the bond back.
	NodeRetire(nodes::RetireOpts),
}

pub(super) async fn run(command: Command, session: &mut Session<'_>) -> anyhow::Result<()> {
	match command {
		Command::Admit(opts) => admit::run(opts, session).await,
		Command::Remove(opts) => admit::remove(opts, session).await,
		Command::List => show::list(session).await,
		Command::Show(opts) => show::run(opts, session).await,
		Command::GrantRole(opts) => roles::grant(opts, session).await,
		Command::RevokeRole(opts) => roles::revoke(opts, session).await,
		Command::Qualify(opts) => roles::qualify(opts, session).await,
		Command::Disqualify(opts) => roles::disqualify(opts, session).await,
		Command::NodeRegister(opts) => nodes::register(opts, session).await,
		Command::NodeUpdate(opts) => nodes::update(opts, session).await,
		Command::NodeShow(opts) => nodes::show(opts, session).await,
		Command::NodeBond(opts) => nodes::bond(opts, session).await,
		Command::NodeRetire(opts) => nodes::retire(opts, session).await,
	}
}
