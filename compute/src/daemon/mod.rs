//! The daemon: configuration, the engine's worker, HTTP for the chain node, and metrics.

mod config;
mod estimates;
mod guard;
mod http;
mod listener;
mod metrics;
mod preparing;
mod worker;

pub use config::{
	Config, ConfigError, ConfigFault, LogFormat, NodeConfig, PolicyConfig, PrepareConfig,
};
pub use http::router;
pub use metrics::Metrics;
pub use worker::{Shared, Worker};

use crate::{
	engine::{ChainError, RpcChain, StateDir, StoreError},
	keystore::{self, KeystoreError, NodeKeys},
	protocols::NodeProtocols,
};
use listener::Bounded;
use preparing::Preparing;
use rand_core::OsRng;
use std::{
	env, fs,
	future::IntoFuture,
	io,
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
	sync::Arc,
	time::Duration,
};
use thiserror::Error;
use tokio::{net::TcpListener, sync::watch};
use zeroize::Zeroizing;

/// Environment variable with the passphrase of the keystore.
pub const PASSPHRASE_VARIABLE: &str = "PANSHI_COMPUTE_PASSPHRASE";

/// Why the daemon could not start, or ended.
#[derive(Debug, Error)]
pub enum DaemonError {
	/// There is no passphrase.
	#[error("set {PASSPHRASE_VARIABLE}, or name a passphrase_file in the configuration")]
	NoPassphrase,
	/// The passphrase file cannot be read.
	#[error("cannot read the passphrase file")]
	PassphraseFile(#[source] io::Error),
	/// Others may read the passphrase file.
	#[error("the passphrase file {path} may be read by others; run: chmod 600 {path}")]
	PassphraseExposed {
		/// Which.
		path: PathBuf,
	},
	/// The keystore cannot be opened.
	#[error(transparent)]
	Keystore(#[from] KeystoreError),
	/// The state folder cannot be used.
	#[error(transparent)]
	Store(#[from] StoreError),
	/// The address of the chain node is no address.
	#[error("chain_rpc is not the address of a chain node")]
	Chain(#[source] ChainError),
	/// The address to listen on cannot be used.
	#[error("cannot listen for the chain node")]
	Listen(#[source] io::Error),
	/// The address for other compute nodes cannot be used.
	#[error("cannot listen for other compute nodes at peers_listen")]
	ListenPeers(#[source] io::Error),
}

/// The passphrase: from the environment, or else from `file`, whose last line end does not count.
pub fn passphrase(file: Option<&Path>) -> Result<Zeroizing<String>, DaemonError> {
	if let Ok(passphrase) = env::var(PASSPHRASE_VARIABLE) {
		return Ok(Zeroizing::new(passphrase));
	}
	let path = file.ok_or(DaemonError::NoPassphrase)?;
	let mode = fs::metadata(path).map_err(DaemonError::PassphraseFile)?.permissions().mode();
	if mode & 0o077 != 0 {
		return Err(DaemonError::PassphraseExposed { path: path.to_owned() });
	}
	let text = fs::read_to_string(path).map(Zeroizing::new).map_err(DaemonError::PassphraseFile)?;
	Ok(Zeroizing::new(text.trim_end_matches(['\n', '\r']).to_owned()))
}

/// Opens the keystore that `config` names.
pub fn open_keystore(config: &NodeConfig) -> Result<NodeKeys, DaemonError> {
	let passphrase = passphrase(config.passphrase_file.as_deref())?;
	Ok(keystore::open(&config.keystore, &passphrase)?)
}

/// Runs the compute node until `stop` becomes true.
pub async fn run(config: Config, stop: watch::Receiver<bool>) -> Result<(), DaemonError> {
	let keys = open_keystore(&config.node)?;
	let public = keys.public();
	let state = StateDir::lock(&config.node.state_dir)?;
	let chain = RpcChain::new(&config.node.chain_rpc).map_err(DaemonError::Chain)?;
	let listener = TcpListener::bind(config.node.listen).await.map_err(DaemonError::Listen)?;
	let folders = (state.prepared()?, state.overlaps()?);
	let protocols = NodeProtocols::start(&config, &keys, (&folders.0, &folders.1))
		.map_err(DaemonError::ListenPeers)?;
	let protocols = Arc::new(protocols);
	tracing::info!(
		listen = %config.node.listen,
		peers_listen = config.node.peers_listen.map(tracing::field::display),
		chain = config.node.chain_rpc,
		signing_key = hex::encode(public.signing),
		sources = config.data.len(),
		"the compute node is up"
	);
	let shared = Arc::new(Shared::default());
	let preparing = Preparing {
		chain: chain.clone(),
		own: public.signing,
		protocols: protocols.clone(),
		metrics: shared.metrics.clone(),
		pause: Duration::from_secs(config.node.poll_seconds),
	};
	let preparing = tokio::spawn(preparing.run(config.prepare.clone(), stop.clone()));
	let worker = Worker {
		chain,
		keys,
		state,
		config,
		shared: shared.clone(),
		protocols,
		rng: || Box::new(OsRng),
	};
	let serving = axum::serve(Bounded::new(listener), router(shared))
		.with_graceful_shutdown(stopped(stop.clone()));
	let serving = serving.into_future();
	let working = worker.run(stop);
	tokio::pin!(serving, working);
	let done = tokio::select! {
		done = &mut working => match done {
			Ok(()) => serving.await.map_err(DaemonError::Listen),
			Err(error) => Err(error.into()),
		},
		done = &mut serving => match done {
			Ok(()) => working.await.map_err(DaemonError::from),
			Err(error) => Err(DaemonError::Listen(error)),
		},
	};
	preparing.abort();
	done
}

/// Waits until `stop` becomes true, or its sender is gone.
pub(crate) async fn stopped(mut stop: watch::Receiver<bool>) {
	// An error means that nobody can say stop any more.
	drop(stop.wait_for(|stop| *stop).await);
}
