//! A network of a run's own, in the kernel: each compute node in a network namespace with two links,
//! one to its chain node and one to the other compute nodes. Links can be cut.
//!
//! All of it is in a namespace of its own, with its mounts, and goes with the last program in it, however
//! that one ends.

use super::wire::{Capture, Wire};
use crate::{
	place::{Place, Ports},
	process::{program, Process},
};
use anyhow::{ensure, Context, Result};
use std::{
	env,
	ffi::OsString,
	net::{Ipv4Addr, SocketAddr},
	os::unix::process::CommandExt,
	path::Path,
	process::Command,
};

/// Says that the program is in a namespace of its own.
const INSIDE: &str = "PANSHI_CHAOS_TOWN";
/// What enters one: as root, or as a user who is root in it.
const WAYS: [&[&str]; 2] = [&["--net", "--mount"], &["--map-root-user", "--net", "--mount"]];

/// A link of a laboratory.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Link {
	/// To its chain node.
	Chain,
	/// To the other laboratories.
	Others,
}

/// The network of a run.
pub(super) struct Town {
	laboratories: u8,
	doors: Vec<Process>,
}

/// Starts this program again in a namespace of its own, where that can be; returns whether it is in
/// one. Without one, what takes one is left out.
pub fn enter() -> Result<bool> {
	if env::var_os(INSIDE).is_some() {
		run("ip link set lo up")?;
		// Where the names of namespaces are; nobody else sees this.
		run("mount -t tmpfs panshi-chaos /run")?;
		return Ok(true);
	}
	let can = |way: &&&[&str]| {
		let tried =
			Command::new("unshare").args(**way).args(["ip", "link", "set", "lo", "up"]).output();
		tried.is_ok_and(|tried| tried.status.success())
	};
	let Some(way) = WAYS.iter().find(can) else { return Ok(false) };
	let mut again = Command::new("unshare");
	again.args(*way).arg(env::current_exe()?).args(env::args_os().skip(1)).env(INSIDE, "yes");
	Err(again.exec()).context("cannot start again in a namespace")
}

/// Carries connections from each first address to the second one, without end: the door of a namespace.
pub async fn door(addresses: &[SocketAddr]) -> Result<()> {
	let mut wires = Vec::new();
	for pair in addresses.chunks_exact(2) {
		wires.push(Wire::lay_at(pair[0], pair[1], Capture::default()).await?);
	}
	std::future::pending().await
}

impl Town {
	/// Builds the network for so many laboratories.
	pub(super) fn build(laboratories: u8) -> Result<Self> {
		ensure!(env::var_os(INSIDE).is_some(), "no network namespace can be made here");
		let town = Town { laboratories, doors: Vec::new() };
		for link in [Link::Chain, Link::Others] {
			let bridge = link.bridge();
			run(&format!("ip link add {bridge} type bridge"))?;
			run(&format!("ip addr add {}/24 dev {bridge}", link.gate()))?;
			run(&format!("ip link set {bridge} up"))?;
		}
		for i in 0..laboratories {
			run(&format!("ip netns add lab{i}"))?;
			run(&format!("ip -n lab{i} link set lo up"))?;
			run(&format!("ip addr add {}/24 dev {}", outside(i), Link::Others.bridge()))?;
			for link in [Link::Chain, Link::Others] {
				let (port, bridge) = (link.port(i), link.bridge());
				run(&format!("ip link add {port} type veth peer name {bridge} netns lab{i}"))?;
				run(&format!("ip link set {port} master {bridge} up"))?;
				run(&format!("ip -n lab{i} addr add {}/24 dev {bridge}", link.address(i)))?;
				run(&format!("ip -n lab{i} link set {bridge} up"))?;
			}
		}
		Ok(town)
	}

	/// Where the compute node of a laboratory runs.
	pub(super) fn place(&self, i: u8) -> Place {
		Place {
			enter: entering(i),
			variables: Vec::new(),
			door: Link::Chain.address(i),
			inside: Link::Others.address(i),
			outside: outside(i),
		}
	}

	/// Opens the door of a laboratory: what its compute node says to `seen.rpc` of its own machine
	/// goes to the chain node's side, and what comes from there to `own.listen` goes to the compute node.
	pub(super) fn open(&mut self, i: u8, (own, seen): (Ports, Ports), folder: &Path) -> Result<()> {
		let here = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
		let gate = SocketAddr::from((Link::Chain.gate(), seen.rpc));
		let address = SocketAddr::from((Link::Chain.address(i), own.listen));
		let mut command = self.place(i).command(&program("panshi-chaos")?);
		command.arg("door");
		command.args([here(seen.rpc), gate, address, here(own.listen)].map(|a| a.to_string()));
		let log = folder.join(format!("door{i}.log"));
		self.doors.push(Process::start("a door", &mut command, &log)?);
		Ok(())
	}

	/// Cuts a link of a laboratory, or mends it.
	pub(super) fn set(&self, i: usize, link: Link, is_up: bool) -> Result<()> {
		let state = if is_up { "up" } else { "down" };
		run(&format!("ip link set {} {state}", link.port(u8::try_from(i)?)))
	}

	/// Cuts two laboratories off from each other alone, or joins them again.
	pub(super) fn part(&self, pair: [usize; 2], is_joined: bool) -> Result<()> {
		let verb = if is_joined { "del" } else { "add" };
		for [from, to] in [pair, [pair[1], pair[0]]] {
			let to = outside(u8::try_from(to)?);
			run(&format!("ip -n lab{from} route {verb} blackhole {to}/32"))?;
		}
		Ok(())
	}
}

impl Drop for Town {
	fn drop(&mut self) {
		self.doors.clear();
		// What was not built cannot be taken away, and need not be.
		for i in 0..self.laboratories {
			drop(run(&format!("ip netns del lab{i}")));
		}
		for link in [Link::Chain, Link::Others] {
			drop(run(&format!("ip link del {}", link.bridge())));
		}
	}
}

impl Link {
	fn bridge(self) -> &'static str {
		match self {
			Link::Chain => "chain",
			Link::Others => "others",
		}
	}

	fn port(self, i: u8) -> String {
		format!("{}{i}", self.bridge())
	}

	/// The address of the story on it.
	pub(super) fn gate(self) -> Ipv4Addr {
		self.on(254)
	}

	fn address(self, i: u8) -> Ipv4Addr {
		self.on(i + 1)
	}

	fn on(self, last: u8) -> Ipv4Addr {
		let third = match self {
			Link::Chain => 0,
			Link::Others => 1,
		};
		Ipv4Addr::new(10, 213, third, last)
	}
}

/// Where other laboratories look for a compute node: an address of its own, so that the way from one
/// to another can be closed.
fn outside(i: u8) -> Ipv4Addr {
	Link::Others.on(100 + i)
}

fn entering(i: u8) -> Vec<OsString> {
	vec!["nsenter".into(), format!("--net=/run/netns/lab{i}").into()]
}

/// Runs a command of plain words.
fn run(line: &str) -> Result<()> {
	let mut words = line.split(' ');
	let mut command = Command::new(words.next().unwrap_or_default());
	let done = command.args(words).output().with_context(|| line.to_string())?;
	let said = String::from_utf8_lossy(&done.stderr);
	ensure!(done.status.success(), "`{line}` failed: {}", said.trim());
	Ok(())
}
