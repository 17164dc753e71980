//! The real program as a child, and what it says to its chain node.

use codec::Encode;
use panshi_compute::daemon::PASSPHRASE_VARIABLE;
use panshi_primitives::{
	offchain::{StepReply, StepRequest, STEP_PATH},
	Hash,
};
use std::{
	fs::OpenOptions,
	net::SocketAddr,
	path::Path,
	process::{Child, Command, ExitStatus},
};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::TcpStream,
};

/// Of all keystores.
pub(crate) const PASSPHRASE: &str = "correct horse";

/// A running program, which does not outlive the test.
pub(crate) struct Running(Child);

impl Running {
	/// Starts it with this configuration. What it logs goes to the end of a file beside that.
	pub(crate) fn start(config: &Path) -> Self {
		let log = OpenOptions::new().create(true).append(true).open(config.with_extension("log"));
		let child = Command::new(env!("CARGO_BIN_EXE_panshi-compute"))
			.arg("run")
			.arg("--config")
			.arg(config)
			.env(PASSPHRASE_VARIABLE, PASSPHRASE)
			.env("RUST_LOG", "info")
			.stderr(log.expect("the folder is ours"))
			.spawn();
		Running(child.expect("the program was built"))
	}

	/// How it ended, if it did.
	pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
		self.0.try_wait().expect("it is our child")
	}
}

impl Drop for Running {
	fn drop(&mut self) {
		// SIGKILL: nothing of it runs any more.
		drop(self.0.kill());
		drop(self.0.wait());
	}
}

/// What the program at `listen` says now, if it is up.
pub(crate) async fn ask(listen: SocketAddr, genesis: Hash) -> Option<StepReply> {
	let body = StepRequest { genesis, best: 1, jobs: Vec::new() }.encode();
	let head = format!(
		"POST {STEP_PATH} HTTP/1.1\r\nhost: localhost\r\n\
		 content-type: application/octet-stream\r\ncontent-length: {}\r\n\r\n",
		body.len()
	);
	let response = exchange(listen, &[head.as_bytes(), &body].concat()).await?;
	let start = response.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
	response.starts_with(b"HTTP/1.1 200").then_some(())?;
	StepReply::read(response.get(start..)?).ok()
}

/// What the program at `listen` answers.
pub(crate) async fn exchange(listen: SocketAddr, request: &[u8]) -> Option<Vec<u8>> {
	let mut stream = TcpStream::connect(listen).await.ok()?;
	stream.write_all(request).await.ok()?;
	let mut response = Vec::new();
	stream.read_to_end(&mut response).await.ok()?;
	Some(response)
}
