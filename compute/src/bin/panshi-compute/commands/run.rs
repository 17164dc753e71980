//! `panshi-compute run`

use anyhow::Context;
use panshi_compute::daemon::{self, Config, LogFormat};
use std::{
	io::{self, IsTerminal},
	path::PathBuf,
	time::Duration,
};
use tokio::{
	signal::unix::{signal, SignalKind},
	sync::watch,
};
use tracing_subscriber::EnvFilter;

#[derive(clap::Args)]
pub(crate) struct Opts {
	/// Configuration file.
	#[arg(long, short, default_value = "compute.toml")]
	config: PathBuf,
}

pub(crate) fn run(opts: Opts) -> anyhow::Result<()> {
	let config = Config::read(&opts.config)?;
	start_log(config.node.log);
	let runtime = tokio::runtime::Runtime::new().context("cannot start")?;
	let result = runtime.block_on(async {
		let (stop, stopped) = watch::channel(false);
		let mut terminate = signal(SignalKind::terminate()).context("cannot watch for signals")?;
		let mut interrupt = signal(SignalKind::interrupt()).context("cannot watch for signals")?;
		tokio::spawn(async move {
			tokio::select! {
				_ = terminate.recv() => {},
				_ = interrupt.recv() => {},
			}
			tracing::info!("told to stop");
			stop.send_replace(true);
		});
		Ok(daemon::run(config, stopped).await?)
	});
	// Not longer: a database that hangs would keep the process.
	runtime.shutdown_timeout(Duration::from_secs(1));
	result
}

/// Logs to standard error. `RUST_LOG` chooses what; nothing private is logged at any level.
fn start_log(format: LogFormat) {
	let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
	let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
	let log = log.with_ansi(io::stderr().is_terminal());
	match format {
		LogFormat::Text => log.init(),
		LogFormat::Json => log.json().init(),
	}
}
