//! Programs that a story starts, and that end with it.

use anyhow::{bail, ensure, Context, Result};
use std::{
	ffi::OsString,
	fs::{self, File, OpenOptions},
	io::{BufRead, BufReader, Write},
	net::{Ipv4Addr, TcpListener},
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	sync::atomic::{AtomicU16, Ordering},
	time::UNIX_EPOCH,
};
use tempfile::NamedTempFile;

/// A port of the loopback interface that is free now, and that the system gives to nobody who asks
/// for any: it lies below the range that connections come from, and no other call here gives it.
pub fn free_port() -> Result<u16> {
	static NEXT: AtomicU16 = AtomicU16::new(0);
	const FIRST: u16 = 12_000;
	const COUNT: u16 = 18_000;
	// Processes that run at the same time begin at different places.
	let begin = u16::try_from(std::process::id() * 101 % u32::from(COUNT))?;
	for _ in 0..COUNT {
		let port = FIRST + (begin + NEXT.fetch_add(1, Ordering::Relaxed) % COUNT) % COUNT;
		if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
			return Ok(port);
		}
	}
	bail!("no port from {FIRST} on is free")
}

/// A program of this workspace, beside the one that runs.
pub fn program(name: &str) -> Result<PathBuf> {
	let here = std::env::current_exe()?;
	let beside = here.ancestors().skip(1).take(2).map(|folder| folder.join(name));
	let found = beside.into_iter().find(|path| path.is_file());
	found.with_context(|| format!("{name} is not built: run `cargo xtask build` first"))
}

/// What tells a chain node to keep the compiled runtime beside the programs, for the next one.
pub fn wasm_cache() -> Result<OsString> {
	let mut argument = OsString::from("--wasm-cache=");
	argument.push(program("panshi-node")?.with_file_name("wasm-cache"));
	Ok(argument)
}

/// The development chain, with a genesis that is made once for a node as it was built: a node that
/// is told `--dev` alone compiles the runtime for it at every start.
pub fn dev_chain() -> Result<PathBuf> {
	let node = program("panshi-node")?;
	let built = node.metadata()?.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
	let folder = node.with_file_name("dev-chain");
	let file = folder.join(format!("{built}.json"));
	if file.is_file() {
		return Ok(file);
	}
	let made = Command::new(&node).args(["export-chain-spec", "--chain=dev", "--raw"]).output()?;
	let complaint = String::from_utf8_lossy(&made.stderr);
	ensure!(made.status.success(), "panshi-node writes no specification:\n{complaint}");
	fs::create_dir_all(&folder)?;
	// Others may do the same at this moment: who reads it finds all of it or nothing.
	let mut whole = NamedTempFile::new_in(&folder)?;
	whole.write_all(&made.stdout)?;
	whole.persist(&file)?;
	Ok(file)
}

/// A running program; it is killed when this is dropped.
#[derive(Debug)]
pub struct Process {
	child: Child,
	name: String,
	log: PathBuf,
	killed: bool,
}

impl Process {
	/// Starts `command`, its output appended to `log`.
	pub fn start(name: &str, command: &mut Command, log: &Path) -> Result<Self> {
		let file: File = OpenOptions::new().create(true).append(true).open(log)?;
		let child = command
			.stdin(Stdio::null())
			.stdout(file.try_clone()?)
			.stderr(file)
			.spawn()
			.with_context(|| format!("cannot start {name}"))?;
		Ok(Process { child, name: name.to_string(), log: log.to_path_buf(), killed: false })
	}

	/// Its process id.
	pub fn id(&self) -> u32 {
		self.child.id()
	}

	/// Fails if the program has ended, with the end of its log.
	pub fn check(&mut self) -> Result<()> {
		if let Some(status) = self.child.try_wait()? {
			bail!("{} ended ({status}):\n{}", self.name, self.log_tail());
		}
		Ok(())
	}

	/// Kills the program at once, as a power cut would.
	pub fn kill(&mut self) -> Result<()> {
		self.child.kill()?;
		self.child.wait()?;
		self.killed = true;
		Ok(())
	}

	/// Sends it the signal of this name.
	pub fn signal(&self, name: &str) -> Result<()> {
		let sent =
			Command::new("kill").arg(format!("-{name}")).arg(self.id().to_string()).status()?;
		ensure!(sent.success(), "{} does not take the signal {name}", self.name);
		Ok(())
	}

	/// Whether [`Process::kill`] ended it.
	pub fn was_killed(&self) -> bool {
		self.killed
	}

	/// What the program is called.
	pub fn name(&self) -> &str {
		&self.name
	}

	/// Leaves the program running when this is dropped, and returns its process id.
	pub fn leave_running(self) -> u32 {
		let id = self.id();
		std::mem::forget(self);
		id
	}

	/// All that it has written.
	pub fn log(&self) -> Result<String> {
		Ok(String::from_utf8_lossy(&fs::read(&self.log)?).into_owned())
	}

	/// The last lines of the log.
	pub fn log_tail(&self) -> String {
		let Ok(file) = File::open(&self.log) else { return String::new() };
		let lines: Vec<String> = BufReader::new(file).lines().map_while(Result::ok).collect();
		lines[lines.len().saturating_sub(20)..].join("\n")
	}
}

impl Drop for Process {
	fn drop(&mut self) {
		// It may have ended by itself; then there is nothing to kill.
		drop(self.child.kill());
		drop(self.child.wait());
	}
}
