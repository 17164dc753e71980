//! `panshi-compute health`

use anyhow::{ensure, Context};
use panshi_compute::daemon::Config;
use std::{
	io::{Read, Write},
	net::TcpStream,
	path::PathBuf,
	time::Duration,
};

/// How long connecting, and each part of the answer, may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// Most bytes of an answer.
const MOST: u64 = 64 * 1_024;

#[derive(clap::Args)]
pub(crate) struct Opts {
	/// Configuration file of the node.
	#[arg(long, short, default_value = "compute.toml")]
	config: PathBuf,
}

pub(crate) fn run(opts: Opts) -> anyhow::Result<()> {
	let address = Config::read(&opts.config)?.node.listen;
	let mut stream = TcpStream::connect_timeout(&address, PATIENCE)
		.with_context(|| format!("no compute node answers at {address}"))?;
	stream.set_read_timeout(Some(PATIENCE))?;
	stream.set_write_timeout(Some(PATIENCE))?;
	write!(stream, "GET /health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
	let mut answer = String::new();
	stream.take(MOST).read_to_string(&mut answer).context("the answer broke off")?;
	let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.trim()).unwrap_or_default();
	println!("{body}");
	ensure!(answer.starts_with("HTTP/1.1 200 "), "the compute node is not well");
	Ok(())
}
