//! The offchain worker.

use super::*;
use crate::{mock::*, Call};
use codec::{Decode, Encode};
use frame_support::{assert_ok, traits::Hooks};
use panshi_primitives::{
	job::RefusalReason,
	offchain::{
		Message, ProgressReport, SignedMessage, StepCount, StepReply, StepRequest, TaskProgress,
		TaskStep, COMPUTE_ENDPOINTS_KEY, MAX_BODY, MAX_MESSAGES, MAX_TASKS, PROGRESS_HEADER,
		PROGRESS_KEY, STEP_COUNTS_KEY,
	},
	signing::{acceptance_payload, refusal_payload, share_payload},
};
use sp_core::offchain::{
	testing::TestOffchainExt, OffchainDbExt, OffchainWorkerExt, Timestamp, TransactionPoolExt,
};
use sp_runtime::offchain::storage::StorageValueRef;

const ONE: &str = "http://127.0.0.1:9001";
const TWO: &str = "http://127.0.0.1:9002/";
const ONE_STEP: &str = "http://127.0.0.1:9001/v1/step";
const TWO_STEP: &str = "http://127.0.0.1:9002/v1/step";

fn with_worker(endpoints: &[&[u8]], test: impl FnOnce(Http, Pool)) {
	let endpoints: Vec<Vec<u8>> = endpoints.iter().map(|e| e.to_vec()).collect();
	with_stored(endpoints.encode(), test);
}

fn with_stored(endpoints: Vec<u8>, test: impl FnOnce(Http, Pool)) {
	let (http, pool) = (Http::default(), Pool::default());
	let (database, _) = TestOffchainExt::new();
	let mut ext = ExtBuilder::default().build();
	ext.register_extension(OffchainDbExt::new(database));
	ext.register_extension(OffchainWorkerExt::new(http.clone()));
	ext.register_extension(TransactionPoolExt::new(pool.clone()));
	run(&mut ext, || {
		sp_io::offchain::local_storage_set(
			sp_core::offchain::StorageKind::PERSISTENT,
			COMPUTE_ENDPOINTS_KEY,
			&endpoints,
		);
		test(http, pool);
	});
}

fn step() {
	ComputeJobs::offchain_worker(System::block_number());
}

fn calls(pool: &Pool) -> Vec<Call<Test>> {
	let call = |transaction: &Vec<u8>| {
		let extrinsic = Extrinsic::decode(&mut transaction.as_slice()).expect("it was encoded");
		match extrinsic.function {
			RuntimeCall::ComputeJobs(call) => call,
			other => panic!("unexpected call: {other:?}"),
		}
	};
	pool.transactions().iter().map(call).collect()
}

fn reply(messages: Vec<SignedMessage>) -> Reply {
	Reply::Body(StepReply { messages, progress: vec![] }.encode())
}

fn task(job: u32, node: u32, done: u64) -> TaskProgress {
	let step = TaskStep::Computing;
	TaskProgress { job, node, step, done, total: 100, seconds_left: Some(9) }
}

fn telling(progress: Vec<TaskProgress>) -> Reply {
	Reply::Body(StepReply { messages: vec![], progress }.encode())
}

fn told() -> Option<ProgressReport> {
	StorageValueRef::persistent(PROGRESS_KEY).get().expect("it decodes")
}

fn heartbeat(node: u32) -> SignedMessage {
	SignedMessage { message: Message::Heartbeat { node, at: 3 }, signature: [8; 64] }
}

fn accept_message(job: u32, node: u32) -> SignedMessage {
	let acceptance = acceptance(job, node);
	let signature = sign(node, &acceptance_payload(&genesis(), &acceptance));
	SignedMessage { message: Message::Accept(acceptance), signature }
}

#[test]
fn tells_every_node_of_the_open_jobs() {
	with_worker(&[ONE.as_bytes(), TWO.as_bytes()], |http, _| {
		at(7);
		let id = create(1);
		http.answer(ONE_STEP, reply(vec![]));
		http.answer(TWO_STEP, reply(vec![]));
		step();
		let request = StepRequest { genesis: genesis(), best: 7, jobs: vec![id] };
		let seen = http.seen();
		assert_eq!(seen.len(), 2);
		for (seen, url) in seen.iter().zip([ONE_STEP, TWO_STEP]) {
			assert_eq!((seen.method.as_str(), seen.url.as_str()), ("POST", url));
			assert_eq!(StepRequest::decode(&mut seen.body.as_slice()), Ok(request.clone()));
			assert!(seen.headers.iter().any(|name| name == PROGRESS_HEADER));
			let latest = Timestamp::from_unix_millis(11_500);
			assert!(!seen.deadlines.is_empty());
			assert!(seen.deadlines.iter().all(|deadline| *deadline <= latest));
		}
	});
}

#[test]
fn submits_what_nodes_signed() {
	with_worker(&[ONE.as_bytes()], |http, pool| {
		let id = create(1);
		let refusal = refusal(id, 1, RefusalReason::DataMissing);
		let signature = sign(1, &refusal_payload(&genesis(), &refusal));
		let lanes = bytes_of(&[1, 2]);
		let share = header(id, 2, 0, &lanes, 5);
		let share_signature = sign(2, &share_payload(&genesis(), &job(id).digest, &share));
		http.answer(
			ONE_STEP,
			reply(vec![
				heartbeat(0),
				accept_message(id, 0),
				SignedMessage { message: Message::Refuse(refusal.clone()), signature },
				SignedMessage {
					message: Message::Share(share.clone(), lanes.clone().into_inner()),
					signature: share_signature,
				},
			]),
		);
		step();
		assert_eq!(
			calls(&pool),
			vec![accept_call(acceptance(id, 0)), refuse_call(refusal), share_call(share, lanes),]
		);
		assert_eq!(MockHeartbeats::get(0), Some((3, [8; 64])));
	});
}

#[test]
fn steps_are_counted_for_each_node() {
	with_worker(&[ONE.as_bytes(), TWO.as_bytes()], |http, _| {
		http.answer(ONE_STEP, reply(vec![heartbeat(0), heartbeat(1)]));
		for (block, answer) in
			[(5, Reply::Dead), (6, reply(vec![heartbeat(2)])), (8, Reply::Silent)]
		{
			at(block);
			http.answer(TWO_STEP, answer);
			step();
		}
		let counts = StorageValueRef::persistent(STEP_COUNTS_KEY).get::<Vec<StepCount>>();
		let count = |endpoint: &str, answered, failed, messages, last_answered| {
			let endpoint = endpoint.as_bytes().to_vec();
			StepCount { endpoint, answered, failed, messages, last_answered }
		};
		assert_eq!(counts, Ok(Some(vec![count(ONE, 3, 0, 6, 8), count(TWO, 1, 2, 1, 6)])));
	});
}

#[test]
fn progress_is_what_the_nodes_said_last() {
	with_worker(&[ONE.as_bytes(), TWO.as_bytes()], |http, pool| {
		let id = create(1);
		for (block, one, two, wanted) in [
			(5, telling(vec![task(id, 0, 10)]), telling(vec![]), vec![task(id, 0, 10)]),
			(
				6,
				telling(vec![task(id, 0, 20)]),
				telling(vec![task(id, 1, 30)]),
				vec![task(id, 0, 20), task(id, 1, 30)],
			),
			// A node that does not answer, one that does not know of progress, one that is done.
			(7, Reply::Dead, telling(vec![task(id, 1, 40)]), vec![task(id, 1, 40)]),
			(8, telling(vec![]), Reply::Body(vec![accept_message(id, 1)].encode()), vec![]),
			(9, Reply::Silent, Reply::Status(500), vec![]),
		] {
			at(block);
			http.answer(ONE_STEP, one);
			http.answer(TWO_STEP, two);
			step();
			assert_eq!(told(), Some(ProgressReport { at: block, tasks: wanted }));
		}
		assert_eq!(calls(&pool), vec![accept_call(acceptance(id, 1))], "of the older node");
	});
}

#[test]
fn progress_is_of_jobs_in_which_the_node_takes_part() {
	with_worker(&[ONE.as_bytes()], |http, _| {
		let settled = aggregate(1);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), settled));
		assert_ok!(ComputeJobs::create(signed(&CONSUMER), spec(3, 1, 201)));
		let id = settled + 1;
		let tasks = vec![task(settled, 0, 1), task(99, 0, 2), task(id, 99, 3), task(id, 2, 4)];
		http.answer(ONE_STEP, telling(tasks));
		step();
		assert_eq!(told().map(|report| report.tasks), Some(vec![task(id, 2, 4)]));
	});
}

#[test]
fn progress_is_bounded_and_holds_no_message_up() {
	with_worker(&[ONE.as_bytes(), TWO.as_bytes()], |http, pool| {
		let id = create(1);
		let many = vec![task(id, 0, 1); MAX_TASKS + 1];
		let reply = StepReply { messages: vec![accept_message(id, 0)], progress: many };
		http.answer(ONE_STEP, Reply::Body(reply.encode()));
		let garbled = [vec![accept_message(id, 1)].encode(), vec![0xff; 64]].concat();
		http.answer(TWO_STEP, Reply::Body(garbled));
		step();
		assert_eq!(told().map(|report| report.tasks), Some(vec![]));
		assert_eq!(
			calls(&pool),
			vec![accept_call(acceptance(id, 0)), accept_call(acceptance(id, 1))]
		);
	});
	with_worker(&[ONE.as_bytes(); 12], |http, _| {
		let id = create(1);
		http.answer(ONE_STEP, telling(vec![task(id, 0, 1); MAX_TASKS]));
		step();
		assert_eq!(told().map(|report| report.tasks.len()), Some(8 * MAX_TASKS));
	});
}

#[test]
fn repetitions_do_no_harm() {
	with_worker(&[ONE.as_bytes(), TWO.as_bytes()], |http, pool| {
		let id = create(1);
		http.answer(ONE_STEP, reply(vec![heartbeat(0), accept_message(id, 0)]));
		http.answer(
			TWO_STEP,
			reply(vec![heartbeat(0), accept_message(id, 0), accept_message(id, 1)]),
		);
		step();
		step();
		assert_eq!(
			calls(&pool),
			vec![accept_call(acceptance(id, 0)), accept_call(acceptance(id, 1))]
		);
	});
}

#[test]
fn a_bad_node_does_not_stop_the_others() {
	let long = vec![0; MAX_BODY + 1];
	let mut cut = StepReply { messages: vec![heartbeat(5)], progress: vec![] }.encode_messages();
	cut.pop();
	let too_many = vec![heartbeat(5); MAX_MESSAGES + 1];
	let too_many = StepReply { messages: too_many, progress: vec![] }.encode();
	for bad in [
		Reply::Dead,
		Reply::Silent,
		Reply::Status(500),
		Reply::Body(b"garbage".to_vec()),
		Reply::Body(vec![]),
		Reply::Body(vec![0xff; 64]),
		Reply::Body(long),
		Reply::Body(cut),
		Reply::Body(too_many),
		Reply::CutOff(StepReply::default().encode()),
	] {
		with_worker(&[ONE.as_bytes(), TWO.as_bytes()], |http, pool| {
			let id = create(1);
			http.answer(ONE_STEP, bad);
			http.answer(TWO_STEP, reply(vec![accept_message(id, 1)]));
			step();
			assert_eq!(calls(&pool), vec![accept_call(acceptance(id, 1))]);
			assert_eq!(MockHeartbeats::get(5), None);
		});
	}
}

#[test]
fn an_endpoint_that_is_no_address_does_not_stop_the_others() {
	with_worker(&[&[0xff, 0xfe], b"gopher://x", TWO.as_bytes()], |http, pool| {
		let id = create(1);
		http.answer(TWO_STEP, reply(vec![accept_message(id, 1)]));
		step();
		assert_eq!(calls(&pool), vec![accept_call(acceptance(id, 1))]);
	});
}

#[test]
fn a_share_that_is_too_long_does_not_stop_the_rest() {
	with_worker(&[ONE.as_bytes()], |http, pool| {
		let id = create(1);
		let share = header(id, 0, 0, &bytes_of(&[]), 0);
		let message = Message::Share(share, vec![0; 70_000]);
		let long = SignedMessage { message, signature: [0; 64] };
		http.answer(ONE_STEP, reply(vec![long, accept_message(id, 1)]));
		step();
		assert_eq!(calls(&pool), vec![accept_call(acceptance(id, 1))]);
	});
}

#[test]
fn asks_nobody_when_there_are_no_nodes() {
	for stored in [Vec::<Vec<u8>>::new().encode(), b"\xffgarbage".to_vec()] {
		with_stored(stored, |http, pool| {
			create(1);
			step();
			assert!(http.seen().is_empty() && pool.transactions().is_empty());
		});
	}
}

#[test]
fn asks_at_most_eight_nodes() {
	with_worker(&[ONE.as_bytes(); 12], |http, _| {
		step();
		assert_eq!(http.seen().len(), 8);
	});
}

#[test]
fn proposes_what_is_due_without_any_node() {
	with_worker(&[], |_, pool| {
		let released = aggregate(1);
		assert_ok!(ComputeJobs::create(signed(&CONSUMER), spec(3, 1, 201)));
		step();
		assert_eq!(calls(&pool), vec![Call::settle { job: released }]);
		at(12);
		step();
		step();
		assert_eq!(
			calls(&pool),
			vec![Call::settle { job: released }, Call::report_deadline { job: 1 }]
		);
	});
}

#[test]
fn the_list_of_nodes_is_what_the_node_wrote() {
	with_worker(&[ONE.as_bytes()], |http, _| {
		StorageValueRef::persistent(COMPUTE_ENDPOINTS_KEY).set(&vec![TWO.as_bytes().to_vec()]);
		step();
		assert_eq!(
			http.seen().iter().map(|seen| seen.url.as_str()).collect::<Vec<_>>(),
			[TWO_STEP]
		);
	});
}
