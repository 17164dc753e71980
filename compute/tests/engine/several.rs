//! Several jobs at a time: who keeps one waiting does not make a node owe another.

use crate::{
	chain::{FakeChain, AGREEMENT, WINDOW},
	joint::{joint, world, Conduct},
	together::LAST_CALL,
	world::{step, World},
};
use panshi_compute::{
	engine::{ChainError, ChainPort, Engine, Head},
	variants::DataConfig,
};
use panshi_primitives::{
	consortium::ComputeNodeId,
	job::{AggregationMode, FailureCause, JobId, JobStage, RefusalReason, PHENOTYPE_RANKING},
	offchain::{Assignment, ComputeNodeAnswer, Message, SignedMessage, StepReply},
	Hash, SigningKey,
};
use std::time::Duration;

/// One chain with the jobs of several, which have the same nodes.
#[derive(Clone)]
struct Several(Vec<FakeChain>);

impl Several {
	fn of(&self, job: JobId) -> &FakeChain {
		let mut jobs = self.0.iter();
		jobs.find(|chain| chain.state().id == job).expect("there is such a job")
	}

	fn stage(&self, job: JobId) -> JobStage {
		self.of(job).state().job.stage.clone()
	}

	/// Puts the messages of `reply` into the block at hand.
	fn apply(&self, reply: &StepReply) {
		for chain in &self.0 {
			let id = chain.state().id;
			let is_of_it = |message: &Message| match message {
				Message::Heartbeat { .. } => false,
				Message::Accept(acceptance) => acceptance.job == id,
				Message::Refuse(refusal) => refusal.job == id,
				Message::Share(header, _) => header.job == id,
				Message::Commit(commitment) => commitment.job == id,
				Message::Result(header, _) => header.job == id,
				Message::Abort(report) => report.job == id,
			};
			for signed in reply.messages.iter().filter(|signed| is_of_it(&signed.message)) {
				chain.state().apply(signed);
			}
		}
	}

	fn wait_until(&self, number: u32) {
		self.0.iter().for_each(|chain| chain.state().number = number);
	}
}

impl ChainPort for Several {
	async fn genesis(&self) -> Result<Hash, ChainError> {
		self.0[0].genesis().await
	}

	async fn finalized_head(&self) -> Result<Head, ChainError> {
		self.0[0].finalized_head().await
	}

	async fn compute_node(
		&self,
		key: SigningKey,
		at: Hash,
	) -> Result<ComputeNodeAnswer, ChainError> {
		self.0[0].compute_node(key, at).await
	}

	async fn open_jobs(&self, node: ComputeNodeId, at: Hash) -> Result<Vec<JobId>, ChainError> {
		let mut jobs = Vec::new();
		for chain in &self.0 {
			jobs.extend(chain.open_jobs(node, at).await?);
		}
		Ok(jobs)
	}

	async fn assignment(
		&self,
		job: JobId,
		node: ComputeNodeId,
		at: Hash,
	) -> Result<Option<Assignment>, ChainError> {
		self.of(job).assignment(job, node, at).await
	}

	async fn parameter_chunk(
		&self,
		job: JobId,
		index: u32,
		at: Hash,
	) -> Result<Option<Vec<u8>>, ChainError> {
		self.of(job).parameter_chunk(job, index, at).await
	}
}

/// A job like that of `world` under another number and agreement.
fn another(world: &World, id: JobId, agreement: u32) -> FakeChain {
	let mut state = world.chain.state().clone();
	(state.id, state.agreement_id, state.job.spec.agreement) = (id, agreement, agreement);
	state.sign();
	FakeChain::of(state)
}

/// Joint jobs 0 to 4, whose nodes wait for somebody who never comes: two under one agreement, two
/// under another, and one more.
fn waiting(world: &World) -> Vec<FakeChain> {
	let agreements = [AGREEMENT, AGREEMENT, AGREEMENT + 1, AGREEMENT + 1, AGREEMENT + 2];
	(0..).zip(agreements).map(|(id, agreement)| another(world, id, agreement)).collect()
}

fn start_all(world: &World, chain: &Several) -> Vec<Engine<Several>> {
	let start = |lab| world.try_start_on(lab, chain.clone(), Vec::new()).expect("it is sound");
	(0..3).map(start).collect()
}

async fn step_all(chain: &Several, engines: &mut [Engine<Several>]) {
	for engine in engines {
		let reply = step(engine).await;
		chain.apply(&reply);
	}
}

#[tokio::test]
async fn who_keeps_joint_jobs_waiting_does_not_keep_an_answer_from_its_asker() {
	let waits = joint([Conduct::Waits; 3]);
	let asked = world(PHENOTYPE_RANKING, AggregationMode::Collect, [Conduct::Waits; 3]);
	let answer = 9;
	let mut jobs = waiting(&waits);
	jobs.truncate(4);
	jobs.push(another(&asked, answer, AGREEMENT));
	let chain = Several(jobs);
	let mut engines = start_all(&waits, &chain);
	step_all(&chain, &mut engines).await;
	for job in [0, 1, 2, 3, answer] {
		let stage = chain.stage(job);
		assert!(matches!(stage, JobStage::Accepted { .. }), "job {job}: {stage:?}");
	}
	let commits = |reply: &StepReply| {
		reply.messages.iter().any(
			|signed| matches!(&signed.message, Message::Commit(commitment) if commitment.job == answer),
		)
	};
	let committed = async {
		loop {
			let report = engines[0].tick().await.expect("the chain answers");
			if commits(&report.reply) {
				return report.tasks.len();
			}
			engines[0].work_done().await.expect("the state can be written");
		}
	};
	let tasks = tokio::time::timeout(Duration::from_secs(60), committed).await;
	assert_eq!(tasks.expect("the answer has a place"), 4, "all joint jobs wait");
}

#[tokio::test]
async fn a_joint_job_is_not_accepted_behind_those_that_wait() {
	let world = joint([Conduct::Waits; 3]);
	let chain = Several(waiting(&world));
	let mut engines = start_all(&world, &chain);
	for _ in 0..2 {
		step_all(&chain, &mut engines).await;
		for job in 0..4 {
			assert!(matches!(chain.stage(job), JobStage::Accepted { .. }), "{job}");
		}
		let JobStage::Requested { accepted, .. } = chain.stage(4) else { panic!("it waits") };
		assert!(accepted.is_empty());
	}
	// Refused while that is nobody's fault.
	chain.wait_until(10 + WINDOW - LAST_CALL);
	step_all(&chain, &mut engines[..1]).await;
	let JobStage::Failed { cause, at_fault, .. } = chain.stage(4) else { panic!("it is refused") };
	assert_eq!(cause, FailureCause::Refused(RefusalReason::HolderPolicy));
	assert!(at_fault.is_empty());
}

#[tokio::test]
async fn the_jobs_of_one_agreement_do_not_take_all_places() {
	let world = joint([Conduct::Waits; 3]);
	let job = |id, agreement| another(&world, id, agreement);
	let chain = Several(vec![job(0, 2), job(1, 2), job(2, 2), job(3, 3)]);
	let mut engines = start_all(&world, &chain);
	step_all(&chain, &mut engines).await;
	for job in [0, 1, 3] {
		assert!(matches!(chain.stage(job), JobStage::Accepted { .. }), "{job}");
	}
	assert!(matches!(chain.stage(2), JobStage::Requested { .. }));
}

#[tokio::test]
async fn jobs_that_are_verified_at_once_do_not_share_a_place() {
	let world = joint([Conduct::Waits; 3]);
	let of_source = |source: usize| {
		let id = u32::try_from(source).expect("it fits");
		let mut state = another(&world, id, AGREEMENT).state().clone();
		let fingerprints = [0, source].map(|index| state.job.participants[index].fingerprint);
		for (index, fingerprint) in [source, 0].into_iter().zip(fingerprints) {
			state.job.participants[index].fingerprint = fingerprint;
			state.descriptors[index].fingerprint = fingerprint;
		}
		state.sign();
		FakeChain::of(state)
	};
	let chain = Several((0..3).map(of_source).collect());
	let others = [1, 2].map(|lab| DataConfig { name: format!("other{lab}"), ..world.data(lab) });
	let first = world.try_start_on(0, chain.clone(), others.to_vec());
	let mut first = first.expect("the state is sound");
	for _ in 0..2 {
		let reply = step(&mut first).await;
		let is_acceptance = |signed: &&SignedMessage| matches!(signed.message, Message::Accept(_));
		assert_eq!(reply.messages.iter().filter(is_acceptance).count(), 2, "{reply:?}");
	}
}

#[tokio::test]
async fn a_joint_job_is_accepted_once_others_compute() {
	let world = joint([Conduct::Computes; 3]);
	let chain = Several(waiting(&world));
	let mut engines = start_all(&world, &chain);
	step_all(&chain, &mut engines).await;
	assert!(matches!(chain.stage(4), JobStage::Requested { .. }));
	// All begin, and meet.
	let accepted = async {
		while !matches!(chain.stage(4), JobStage::Accepted { .. }) {
			step_all(&chain, &mut engines).await;
			tokio::task::yield_now().await;
		}
	};
	tokio::time::timeout(Duration::from_secs(60), accepted).await.expect("there is a place");
}
