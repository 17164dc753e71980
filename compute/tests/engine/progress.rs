//! What the chain node beside a compute node is told of its computations.

use crate::{
	chain::JOB,
	joint::{joint, Conduct},
	world::{keys, step_all, World},
};
use codec::{DecodeAll, Encode};
use panshi_compute::daemon::{router, Config, NodeConfig, Shared, Worker};
use panshi_primitives::{
	job::JobStage,
	offchain::{
		SignedMessage, StepReply, StepRequest, TaskProgress, TaskStep, PROGRESS_HEADER, STEP_PATH,
	},
};
use rand_core::OsRng;
use std::{future::IntoFuture, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::{TcpListener, TcpStream},
	sync::watch,
};

/// The worker of a laboratory, without the rest of its daemon.
fn worker(world: &World, lab: usize, listen: SocketAddr) -> Worker<crate::chain::FakeChain> {
	let folder = world.folder.path();
	Worker {
		chain: world.chain.clone(),
		keys: keys(lab),
		state: world.state(lab).expect("nobody else has it"),
		config: Config {
			node: NodeConfig {
				chain_rpc: String::new(),
				listen,
				peers_listen: None,
				state_dir: folder.join("unused"),
				keystore: folder.join("unused"),
				passphrase_file: None,
				log: Default::default(),
				poll_seconds: 1,
			},
			policy: Default::default(),
			prepare: Vec::new(),
			data: vec![world.data(lab)],
		},
		shared: Arc::new(Shared::default()),
		protocols: world.protocols[lab].clone(),
		rng: || Box::new(OsRng),
	}
}

/// The body of the reply at `address` to a chain node that reads progress, or to an older one.
async fn ask(world: &World, address: SocketAddr, reads_progress: bool) -> Vec<u8> {
	let (genesis, best) = {
		let state = world.chain.state();
		(state.genesis, state.number)
	};
	let body = StepRequest { genesis, best, jobs: vec![JOB] }.encode();
	let asks = if reads_progress { format!("{PROGRESS_HEADER}: 1\r\n") } else { String::new() };
	let length = body.len();
	let head = format!(
		"POST {STEP_PATH} HTTP/1.1\r\nhost: localhost\r\n{asks}\
		 content-type: application/octet-stream\r\ncontent-length: {length}\r\n\r\n"
	);
	let mut stream = TcpStream::connect(address).await.expect("it listens");
	stream.write_all(&[head.as_bytes(), &body].concat()).await.expect("it takes the request");
	let mut response = Vec::new();
	stream.read_to_end(&mut response).await.expect("it answers");
	let body = response.windows(4).position(|w| w == b"\r\n\r\n").expect("it is HTTP") + 4;
	match response.starts_with(b"HTTP/1.1 200 ") {
		true => response[body..].to_vec(),
		// It has not found its chain yet.
		false => StepReply::default().encode(),
	}
}

/// Asks until there is a reply that is `wanted`. Each question has the worker look at the chain.
async fn reply_that(
	world: &World,
	address: SocketAddr,
	wanted: impl Fn(&StepReply) -> bool,
) -> StepReply {
	let asking = async {
		loop {
			let reply = StepReply::decode_all(&mut &ask(world, address, true).await[..]);
			let reply = reply.expect("it is a reply");
			if wanted(&reply) {
				return reply;
			}
		}
	};
	tokio::time::timeout(Duration::from_secs(60), asking).await.expect("there is one")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_node_that_asks_is_told_how_far_a_computation_is() {
	let world = joint([Conduct::Waits; 3]);
	let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
	let address = listener.local_addr().expect("it is bound");
	let worker = worker(&world, 0, address);
	let serving = axum::serve(listener, router(worker.shared.clone())).into_future();
	let (stop, stopped) = watch::channel(false);
	let story = async {
		let accepts = reply_that(&world, address, |reply| !reply.messages.is_empty()).await;
		assert_eq!(accepts.progress, []);
		world.chain.apply(&accepts);
		step_all(&world, &mut [world.start(1), world.start(2)]).await;
		assert!(matches!(world.stage(), JobStage::Accepted { .. }), "{:?}", world.stage());

		let exchanges = |task: &TaskProgress| task.step == TaskStep::ExchangingPackets;
		let told = reply_that(&world, address, |reply| reply.progress.iter().any(exchanges)).await;
		let node = world.chain.state().job.participants[0].node;
		let (step, seconds_left) = (TaskStep::ExchangingPackets, None);
		let task = TaskProgress { job: JOB, node, step, done: 0, total: 1, seconds_left };
		assert_eq!(told, StepReply { messages: vec![], progress: vec![task] });
		let to_an_older_one = ask(&world, address, false).await;
		assert_eq!(Vec::<SignedMessage>::decode_all(&mut &to_an_older_one[..]), Ok(vec![]));

		world.chain.state().job.stage = JobStage::Settled { at: 30 };
		reply_that(&world, address, |reply| reply.progress.is_empty()).await;
		stop.send_replace(true);
	};
	tokio::select! {
		(ended, ()) = async { tokio::join!(worker.run(stopped), story) } => {
			ended.expect("the state can be written");
		},
		served = serving => panic!("it served no more: {served:?}"),
	}
}
