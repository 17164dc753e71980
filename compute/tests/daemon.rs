//! The daemon as the chain node meets it: HTTP on loopback, JSON-RPC to the chain.

use axum::{body::Bytes, routing::post, Router};
use codec::Encode;
use panshi_compute::{
	daemon::{self, Config, DaemonError, NodeConfig},
	engine::{ChainError, ChainPort, RpcChain, StateDir, StoreError},
	keystore,
};
use panshi_primitives::{
	offchain::{StepReply, StepRequest, MAX_BODY, MAX_JOBS, STEP_PATH},
	Hash,
};
use rand_core::OsRng;
use serde_json::{json, Value};
use std::{fs, net::SocketAddr, os::unix::fs::PermissionsExt, path::Path, time::Duration};
use tempfile::TempDir;
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::{TcpListener, TcpStream},
	sync::watch,
	task::JoinHandle,
};

const BINARY: &str = "application/octet-stream";
const GENESIS: Hash = Hash::repeat_byte(7);

/// A chain node's JSON-RPC: it gives `answer(method, first parameter)`.
async fn chain_node(answer: fn(&str, &Value) -> Value) -> SocketAddr {
	let handler = move |body: Bytes| async move {
		let request: Value = serde_json::from_slice(&body).expect("requests are JSON");
		let method = request["method"].as_str().expect("requests have a method");
		let result = answer(method, &request["params"][0]);
		json!({ "jsonrpc": "2.0", "id": request["id"], "result": result }).to_string()
	};
	let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
	let address = listener.local_addr().expect("it is bound");
	let router = Router::new().route("/", post(handler));
	tokio::spawn(async move { axum::serve(listener, router).await });
	address
}

fn hash(hash: Hash) -> Value {
	json!(format!("{hash:?}"))
}

/// A sound chain on which nobody is registered.
fn empty_chain(method: &str, _: &Value) -> Value {
	match method {
		"chain_getBlockHash" => hash(GENESIS),
		"chain_getFinalizedHead" => hash(Hash::repeat_byte(8)),
		"chain_getHeader" => json!({ "number": "0x1f" }),
		"state_call" => json!("0x00"),
		_ => Value::Null,
	}
}

struct Daemon {
	folder: TempDir,
	config: Config,
	stop: watch::Sender<bool>,
	running: JoinHandle<Result<(), DaemonError>>,
}

fn config(folder: &Path, listen: SocketAddr, chain: SocketAddr) -> Config {
	Config {
		node: NodeConfig {
			chain_rpc: format!("http://{chain}"),
			listen,
			peers_listen: None,
			state_dir: folder.join("state"),
			keystore: folder.join("keystore.json"),
			passphrase_file: Some(folder.join("passphrase")),
			log: Default::default(),
			poll_seconds: 1,
		},
		policy: Default::default(),
		prepare: Vec::new(),
		data: Vec::new(),
	}
}

async fn free_port() -> SocketAddr {
	let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
	listener.local_addr().expect("it is bound")
}

impl Daemon {
	async fn start(chain: SocketAddr) -> Self {
		let folder = tempfile::tempdir().expect("there is a place for temporary files");
		let passphrase = folder.path().join("passphrase");
		fs::write(&passphrase, "correct horse\n").expect("it is ours");
		fs::set_permissions(&passphrase, fs::Permissions::from_mode(0o600)).expect("it is ours");
		let config = config(folder.path(), free_port().await, chain);
		keystore::create(&config.node.keystore, "correct horse", &mut OsRng).expect("it is new");
		let (stop, stopped) = watch::channel(false);
		let running = tokio::spawn(daemon::run(config.clone(), stopped));
		Daemon { folder, config, stop, running }
	}

	/// Sends `request` as it is; gives the status and the body. Waits until the daemon listens.
	async fn send(&self, request: &[u8]) -> (u16, Vec<u8>) {
		let exchange = async {
			let mut stream = loop {
				match TcpStream::connect(self.config.node.listen).await {
					Ok(stream) => break stream,
					Err(_) => tokio::task::yield_now().await,
				}
			};
			// A refusal may come before all is sent.
			drop(stream.write_all(request).await);
			let mut response = Vec::new();
			drop(stream.read_to_end(&mut response).await);
			response
		};
		let response = tokio::time::timeout(Duration::from_secs(30), exchange)
			.await
			.expect("the daemon answers");
		let text = String::from_utf8_lossy(&response);
		let status = text.split(' ').nth(1).and_then(|s| s.parse().ok()).expect("it is HTTP");
		let body = response.windows(4).position(|w| w == b"\r\n\r\n").expect("it is HTTP") + 4;
		(status, response[body..].to_vec())
	}

	async fn get(&self, path: &str) -> (u16, String) {
		let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
		let (status, body) = self.send(request.as_bytes()).await;
		(status, String::from_utf8(body).expect("it is text"))
	}

	async fn post(&self, body: &[u8]) -> (u16, Vec<u8>) {
		let head = format!(
			"POST {STEP_PATH} HTTP/1.1\r\nhost: localhost\r\ncontent-type: {BINARY}\r\n\
			 content-length: {}\r\n\r\n",
			body.len()
		);
		self.send(&[head.as_bytes(), body].concat()).await
	}

	async fn step(&self, genesis: Hash) -> (u16, Vec<u8>) {
		self.post(&StepRequest { genesis, best: 40, jobs: vec![1] }.encode()).await
	}

	/// Asks until the answer is `status`.
	async fn health_becomes(&self, status: u16) -> String {
		let ask = async {
			loop {
				let (now, body) = self.get("/health").await;
				if now == status {
					return body;
				}
			}
		};
		tokio::time::timeout(Duration::from_secs(30), ask).await.expect("the health changes")
	}

	async fn end(self) -> Result<(), DaemonError> {
		self.stop.send_replace(true);
		tokio::time::timeout(Duration::from_secs(30), self.running)
			.await
			.expect("it stops when it is told to")
			.expect("it does not panic")
	}
}

#[tokio::test]
async fn answers_a_step_and_stops_when_told() {
	let daemon = Daemon::start(chain_node(empty_chain).await).await;
	let health = daemon.health_becomes(200).await;
	assert!(health.contains("\"registered\":false"), "{health}");
	let (status, body) = daemon.step(GENESIS).await;
	assert_eq!(status, 200);
	let reply = StepReply::read(&body).expect("it is a reply");
	assert_eq!(reply, StepReply::default());
	let (status, metrics) = daemon.get("/metrics").await;
	assert_eq!(status, 200);
	assert!(metrics.contains("panshi_compute_finalized_block 31"), "{metrics}");
	assert!(metrics.contains("panshi_compute_steps_total{answer=\"200\"} 1"), "{metrics}");
	daemon.end().await.expect("it ends well");
}

#[tokio::test]
async fn refuses_a_step_of_another_chain() {
	let daemon = Daemon::start(chain_node(empty_chain).await).await;
	daemon.health_becomes(200).await;
	let (status, body) = daemon.step(Hash::repeat_byte(9)).await;
	assert_eq!(status, 409);
	assert!(String::from_utf8_lossy(&body).contains("follows the chain with genesis 0x0707"));
	daemon.end().await.expect("it ends well");
}

#[tokio::test]
async fn refuses_bodies_that_are_no_step() {
	let daemon = Daemon::start(chain_node(empty_chain).await).await;
	daemon.health_becomes(200).await;
	assert_eq!(daemon.post(b"hello").await.0, 400);
	let mut trailing = StepRequest { genesis: GENESIS, best: 1, jobs: Vec::new() }.encode();
	trailing.push(0);
	assert_eq!(daemon.post(&trailing).await.0, 400);
	let jobs = vec![0; MAX_JOBS + 1];
	let many = StepRequest { genesis: GENESIS, best: 1, jobs }.encode();
	assert_eq!(daemon.post(&many).await.0, 400);
	assert_eq!(daemon.post(&vec![0; MAX_BODY + 1]).await.0, 413);
	assert_eq!(daemon.get("/v1/other").await.0, 404);
	daemon.end().await.expect("it ends well");
}

#[tokio::test]
async fn refuses_what_a_web_page_had_a_browser_send() {
	let daemon = Daemon::start(chain_node(empty_chain).await).await;
	daemon.health_becomes(200).await;
	let body = StepRequest { genesis: GENESIS, best: 1, jobs: Vec::new() }.encode();
	let status = async |method: &str, headers: &str| {
		let length = body.len();
		let head = format!("{method} HTTP/1.1\r\n{headers}content-length: {length}\r\n\r\n");
		daemon.send(&[head.as_bytes(), &body].concat()).await.0
	};
	let post = format!("POST {STEP_PATH}");
	let binary = format!("content-type: {BINARY}\r\n");
	let local = "host: 127.0.0.1:8090\r\n";
	assert_eq!(status(&post, &format!("{local}{binary}")).await, 200);
	// A form or a script of a page.
	assert_eq!(status(&post, &format!("{local}{binary}origin: null\r\n")).await, 403);
	let page = "origin: https://evil.example\r\n";
	assert_eq!(status(&post, &format!("{local}{binary}{page}")).await, 403);
	assert_eq!(status(&post, &format!("{local}content-type: text/plain\r\n")).await, 415);
	assert_eq!(status(&post, local).await, 415);
	// A name that was made to point to this machine.
	let rebound = "host: evil.example:8090\r\n";
	assert_eq!(status(&post, &format!("{rebound}{binary}")).await, 403);
	assert_eq!(status("GET /metrics", rebound).await, 403);
	// A picture of a page.
	assert_eq!(
		status("GET /metrics", &format!("{local}sec-fetch-site: cross-site\r\n")).await,
		403
	);
	assert_eq!(status("GET /metrics", &format!("{local}sec-fetch-site: none\r\n")).await, 200);
	daemon.end().await.expect("it ends well");
}

#[tokio::test]
async fn a_client_that_never_finishes_does_not_keep_it_up() {
	let daemon = Daemon::start(chain_node(empty_chain).await).await;
	daemon.health_becomes(200).await;
	let mut slow = Vec::new();
	for half in ["POST /v1/step HTT", "GET /health HTTP/1.1\r\nhost: loc"] {
		let mut stream = TcpStream::connect(daemon.config.node.listen).await.expect("it listens");
		stream.write_all(half.as_bytes()).await.expect("it is there");
		slow.push(stream);
	}
	assert_eq!(daemon.get("/health").await.0, 200);
	// Within the time that `end` allows, while the clients stay.
	daemon.end().await.expect("it ends well");
	drop(slow);
}

#[tokio::test]
async fn is_unwell_while_the_chain_is_away() {
	let daemon = Daemon::start(free_port().await).await;
	let health = daemon.health_becomes(503).await;
	assert!(health.contains("\"chain\":false"), "{health}");
	assert_eq!(daemon.step(GENESIS).await.0, 503);
	daemon.end().await.expect("it ends well");
}

#[tokio::test]
async fn refuses_a_wrong_passphrase() {
	let daemon = Daemon::start(chain_node(empty_chain).await).await;
	daemon.health_becomes(200).await;
	let passphrase = daemon.folder.path().join("passphrase");
	fs::set_permissions(&passphrase, fs::Permissions::from_mode(0o640)).expect("it is ours");
	let (_stop, stopped) = watch::channel(false);
	let refused = daemon::run(daemon.config.clone(), stopped).await;
	assert!(matches!(refused, Err(DaemonError::PassphraseExposed { .. })));
	fs::set_permissions(&passphrase, fs::Permissions::from_mode(0o600)).expect("it is ours");
	fs::write(&passphrase, "wrong").expect("it is ours");
	let (_stop, stopped) = watch::channel(false);
	let refused = daemon::run(daemon.config.clone(), stopped).await;
	assert!(matches!(
		refused,
		Err(DaemonError::Keystore(keystore::KeystoreError::WrongPassphrase { .. }))
	));
	daemon.end().await.expect("it ends well");
}

#[tokio::test]
async fn refuses_a_second_daemon_on_the_same_state() {
	let daemon = Daemon::start(chain_node(empty_chain).await).await;
	daemon.health_becomes(200).await;
	let (_stop, stopped) = watch::channel(false);
	let refused = daemon::run(daemon.config.clone(), stopped).await;
	assert!(matches!(refused, Err(DaemonError::Store(StoreError::InUse { .. }))));
	let state = daemon.config.node.state_dir.clone();
	let folder = daemon.folder.path().to_owned();
	daemon.end().await.expect("it ends well");
	assert!(!folder.exists() || StateDir::lock(&state).is_ok());
}

mod garbage_from_the_chain {
	use super::*;

	async fn asks(answer: fn(&str, &Value) -> Value) -> RpcChain {
		let node = chain_node(answer).await;
		RpcChain::new(&format!("http://{node}")).expect("it is an address")
	}

	fn is_malformed<T>(result: Result<T, ChainError>) -> bool {
		matches!(result, Err(ChainError::Malformed { .. }))
	}

	#[tokio::test]
	async fn is_an_error_and_no_panic() {
		for garbage in [
			(|_, _| json!("0x")) as fn(&str, &Value) -> Value,
			|_, _| json!("nothing"),
			|_, _| json!("0x0"),
			|_, _| json!("0x01ffffffff"),
			|_, _| json!("0xfeffffff"),
			|_, _| json!(format!("0x00{}", "ab".repeat(1_000))),
		] {
			let chain = asks(garbage).await;
			assert!(is_malformed(chain.genesis().await));
			assert!(is_malformed(chain.assignment(1, 2, GENESIS).await));
			assert!(is_malformed(chain.compute_node([1; 32], GENESIS).await));
			assert!(is_malformed(chain.open_jobs(2, GENESIS).await));
			assert!(is_malformed(chain.parameter_chunk(1, 0, GENESIS).await));
		}
	}

	#[tokio::test]
	async fn of_another_type_is_an_error() {
		for garbage in
			[(|_, _| json!(null)) as fn(&str, &Value) -> Value, |_, _| json!(5), |_, _| json!([1])]
		{
			let chain = asks(garbage).await;
			assert!(chain.genesis().await.is_err());
			assert!(chain.finalized_head().await.is_err());
			assert!(chain.open_jobs(2, GENESIS).await.is_err());
		}
	}

	#[tokio::test]
	async fn in_a_header_is_an_error() {
		let chain = asks(|method, _| match method {
			"chain_getHeader" => json!({ "number": "0x1ffffffff" }),
			_ => hash(GENESIS),
		})
		.await;
		assert!(is_malformed(chain.finalized_head().await));
	}

	#[tokio::test]
	async fn without_bound_is_an_error() {
		let chain = asks(|_, _| json!("00".repeat(9 * 1_024 * 1_024))).await;
		assert!(matches!(chain.genesis().await, Err(ChainError::Client(_))));
	}
}
