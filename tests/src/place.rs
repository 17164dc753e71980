//! Where the programs of a story run, and how they find each other.

use std::{
	ffi::OsString,
	net::{Ipv4Addr, SocketAddr},
	path::Path,
	process::Command,
};

/// Ports on which a compute node and others find each other.
#[derive(Clone, Copy, Debug)]
pub struct Ports {
	/// Of the chain node.
	pub rpc: u16,
	/// On which the chain node reaches the compute node.
	pub listen: u16,
	/// On which other compute nodes reach it.
	pub peers: u16,
}

/// Where a program runs: beside the story, or somewhere of its own.
#[derive(Clone, Debug)]
pub struct Place {
	/// What stands before the program, such as a command that enters a network namespace.
	pub enter: Vec<OsString>,
	/// Variables of its environment.
	pub variables: Vec<(OsString, OsString)>,
	/// Where the story reaches what listens there.
	pub door: Ipv4Addr,
	/// Where other compute nodes arrive there.
	pub inside: Ipv4Addr,
	/// Where other compute nodes look for it.
	pub outside: Ipv4Addr,
}

impl Default for Place {
	fn default() -> Self {
		let door = Ipv4Addr::LOCALHOST;
		Place { enter: Vec::new(), variables: Vec::new(), door, inside: door, outside: door }
	}
}

impl Place {
	/// The program as it is started there.
	pub(crate) fn command(&self, program: &Path) -> Command {
		let mut words = self.enter.iter().map(OsString::as_os_str).chain([program.as_os_str()]);
		let mut command = Command::new(words.next().unwrap_or(program.as_os_str()));
		command.args(words).envs(self.variables.iter().cloned());
		command
	}
}

/// A place with its ports.
#[derive(Clone, Debug)]
pub struct Seat {
	/// Its own ports.
	pub own: Ports,
	/// Those on which it and others look for each other, such as those of something in between.
	pub seen: Ports,
	/// Where it is.
	pub place: Place,
}

impl Seat {
	/// Beside the story, with nothing in between.
	pub fn plain(ports: Ports) -> Self {
		Seat { own: ports, seen: ports, place: Place::default() }
	}

	/// Where the story asks the compute node.
	pub(crate) fn address(&self) -> SocketAddr {
		(self.place.door, self.own.listen).into()
	}
}
