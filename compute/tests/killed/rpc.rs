//! A chain in memory as a node's JSON-RPC gives it.

use crate::chain::FakeChain;
use axum::{body::Bytes, extract::State, routing::post, Router};
use codec::{Decode, DecodeAll, Encode};
use panshi_compute::engine::ChainPort;
use panshi_primitives::{offchain::methods, Hash};
use serde_json::{json, Value};
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// `chain` as a node's JSON-RPC gives it.
pub(crate) async fn serve(chain: FakeChain) -> SocketAddr {
	async fn handle(State(chain): State<FakeChain>, body: Bytes) -> String {
		let request: Value = serde_json::from_slice(&body).expect("requests are JSON");
		let result = answer(&chain, &request["method"], &request["params"]).await;
		json!({ "jsonrpc": "2.0", "id": request["id"], "result": result }).to_string()
	}
	let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
	let address = listener.local_addr().expect("it is bound");
	let router = Router::new().route("/", post(handle)).with_state(chain);
	tokio::spawn(async move { axum::serve(listener, router).await });
	address
}

async fn answer(chain: &FakeChain, method: &Value, params: &Value) -> Value {
	const WELL: &str = "the chain answers";
	match method.as_str().expect("requests have a method") {
		"chain_getBlockHash" => json!(format!("{:?}", chain.genesis().await.expect(WELL))),
		"chain_getFinalizedHead" => json!(format!("{:?}", Hash::zero())),
		"chain_getHeader" => {
			let head = chain.finalized_head().await.expect(WELL);
			json!({ "number": format!("{:#x}", head.number) })
		},
		"state_call" => {
			let hex = params[1].as_str().and_then(|text| text.strip_prefix("0x"));
			let bytes = hex::decode(hex.expect("arguments are hex")).expect("arguments are hex");
			let at = Hash::zero();
			let encoded = match params[0].as_str().expect("a method is named") {
				methods::COMPUTE_NODE => {
					chain.compute_node(arguments(&bytes), at).await.expect(WELL).encode()
				},
				methods::OPEN_JOBS => {
					chain.open_jobs(arguments(&bytes), at).await.expect(WELL).encode()
				},
				methods::ASSIGNMENT => {
					let (job, node) = arguments(&bytes);
					chain.assignment(job, node, at).await.expect(WELL).encode()
				},
				_ => {
					let (job, index) = arguments(&bytes);
					chain.parameter_chunk(job, index, at).await.expect(WELL).encode()
				},
			};
			json!(format!("0x{}", hex::encode(encoded)))
		},
		other => panic!("{other} is not asked for"),
	}
}

fn arguments<T: Decode>(bytes: &[u8]) -> T {
	T::decode_all(&mut &bytes[..]).expect("arguments are what the method takes")
}
