//! Nodes that compute together over loopback.

use crate::{
	chain::{FakeChain, State},
	world::{files, keys, step, step_all, World},
};
use panshi_compute::{
	engine::Engine,
	protocols::{Joint, NodeProtocols, Patience},
};
use panshi_primitives::{
	agreement::Terms,
	job::{
		AbortReason, AggregationMode, AlgorithmContent, FailureCause, JobStage, OutputShape,
		ParametersType, RefusalReason, Strength, RESULT_CHUNK,
	},
	offchain::Peer,
	signing::{algorithm_digest, parameters_digest},
	BlockNumber, Hash,
};
use sp_crypto_hashing::blake2_256;
use std::{sync::Arc, time::Duration};
use zeroize::Zeroizing;

/// Blocks before a deadline from which on nodes do not wait any longer.
pub(crate) const LAST_CALL: BlockNumber = 12;

impl State {
	/// Has the parties agree on another algorithm.
	pub(crate) fn agree_on(&mut self, algorithm: Hash) {
		if let Terms::Authorization(terms) = &mut self.agreement.content.terms {
			terms.algorithms = vec![algorithm].try_into().expect("it is one");
		}
	}
}

pub(super) fn patience(seconds: u64) -> Patience {
	let time = Duration::from_secs(seconds);
	Patience { joining: time, message: time }
}

/// Makes the job of `world` one of the program with this code, asked with these parameters of so many
/// items, whose nodes compute through `joints`.
pub(super) fn ask(
	world: &mut World,
	(code, parameters): (&[u8], ParametersType),
	strength: Strength,
	question: (Vec<u8>, u32),
	joints: Vec<Joint>,
) {
	let peers = joints.iter().enumerate().map(|(lab, joint)| peer(lab, joint)).collect();
	ask_nodes(world, (code, parameters), strength, question, peers);
	world.protocols =
		joints.into_iter().map(|joint| Arc::new(NodeProtocols::from(joint)) as Arc<_>).collect();
}

/// The same, of nodes that reach each other as `peers` says.
pub(super) fn ask_nodes(
	world: &World,
	(code, parameters): (&[u8], ParametersType),
	strength: Strength,
	(encoded, items): (Vec<u8>, u32),
	peers: Vec<Peer>,
) {
	let mut state = world.chain.state();
	state.peers = peers.into_iter().map(Some).collect();
	let content = state.algorithm.content.clone();
	state.algorithm.content = AlgorithmContent {
		code: code.to_vec().try_into().expect("short"),
		parameters,
		output: OutputShape::Bytes { most: RESULT_CHUNK },
		aggregation: AggregationMode::Agreement { strength },
		..content
	};
	let digest = algorithm_digest(&state.algorithm.content);
	state.job.spec.algorithm = digest;
	let output = state.algorithm.content.output_for(items, 3, 3);
	state.job.output = output.expect("it admits three");
	state.parameters = encoded.chunks(64 * 1_024).map(Vec::from).collect();
	let hashes: Vec<_> = state.parameters.iter().map(|c| Hash::from(blake2_256(c))).collect();
	state.job.spec.parameters = parameters_digest(&hashes);
	state.job.spec.items = items;
	state.agree_on(digest);
	state.sign();
}

pub(super) fn peer(lab: usize, joint: &Joint) -> Peer {
	let address = joint.address().expect("it listens").to_string();
	Peer {
		channel_key: keys(lab).public().channel,
		endpoint: address.into_bytes().try_into().expect("it is short"),
	}
}

/// Has the labs `some` accept and begin, and waits until their computations are over.
pub(super) async fn compute(world: &World, some: &[usize]) -> Vec<Engine<FakeChain>> {
	let mut engines = world.start_all();
	step_all(world, &mut engines).await;
	assert!(matches!(world.stage(), JobStage::Accepted { .. }), "{:?}", world.stage());
	for lab in some {
		assert_eq!(step(&mut engines[*lab]).await.messages, []);
	}
	for lab in some {
		let engine = &mut engines[*lab];
		while !engine.tick().await.expect("the chain answers").tasks.is_empty() {
			engine.work_done().await.expect("the state can be written");
		}
	}
	engines
}

/// What the consumer opens of a result that was released.
pub(super) fn opened(world: &World) -> Vec<Zeroizing<Vec<u8>>> {
	assert_eq!(world.stage(), JobStage::Released);
	let state = world.chain.state();
	let keys: Vec<_> = state.keys.iter().map(|key| key.expect("all accepted")).collect();
	let sealed: Vec<u8> = state.chunks.values().flatten().copied().collect();
	let packets = world.consumer.open_packets(state.job.digest, &keys, &sealed);
	packets.expect("they are sealed for the consumer")
}

/// What the consumer opens once all have computed.
pub(super) async fn compute_and_open(world: &World) -> Vec<Zeroizing<Vec<u8>>> {
	let mut engines = compute(world, &[0, 1, 2]).await;
	step_all(world, &mut engines).await;
	step_all(world, &mut engines).await;
	opened(world)
}

/// Asserts that the second lab refuses after `change` to its data, which it has accepted to compute on.
pub(super) async fn assert_changed_data_stay(world: &World, change: impl FnOnce()) {
	let mut engines = world.start_all();
	step_all(world, &mut engines).await;
	change();
	assert_eq!(step(&mut engines[1]).await.messages, []);
	while !engines[1].tick().await.expect("the chain answers").tasks.is_empty() {
		engines[1].work_done().await.expect("the state can be written");
	}
	let reply = step(&mut engines[1]).await;
	world.chain.apply(&reply);
	let JobStage::Failed { cause, .. } = world.stage() else { panic!("{:?}", world.stage()) };
	assert_eq!(cause, FailureCause::Refused(RefusalReason::DataChanged));
}

/// What each of the labs tells the chain, which has no result then.
pub(super) async fn reports(world: &World, engines: &mut [Engine<FakeChain>]) -> Vec<AbortReason> {
	for engine in engines.iter_mut() {
		let reply = step(engine).await;
		world.chain.apply(&reply);
	}
	assert!(world.chain.state().parts.is_empty());
	for lab in 0..3 {
		assert!(files(world, lab, "shares").is_empty());
	}
	world.chain.state().aborts.iter().map(|note| note.reason).collect()
}

pub(super) async fn refusal(world: &World) -> RefusalReason {
	let mut engine = world.start(0);
	let reply = step(&mut engine).await;
	world.chain.apply(&reply);
	let JobStage::Failed { cause, .. } = world.stage() else { panic!("{:?}", world.stage()) };
	let FailureCause::Refused(reason) = cause else { panic!("{cause:?}") };
	reason
}
