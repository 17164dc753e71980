//! What runtime APIs answer with.

use super::*;
use crate::{mock::*, Jobs, NextJobId};
use frame_support::assert_ok;
use panshi_primitives::{
	job::{Algorithm, JobList, MAX_JOBS_LOOKED_AT},
	sealed_sum::LANES_PER_CHUNK,
	traits::{Authorizations, DataIdentities},
	AccountId,
};

#[test]
fn an_assignment_holds_what_a_node_needs() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(LANES_PER_CHUNK);
		accept(id, 2);
		accept(id, 0);
		accept(id, 1);
		assert_ok!(submit(id, 1, 1, &[1], 0));
		let assignment = ComputeJobs::assignment(id, 1).expect("it takes part");
		assert_eq!(assignment.job, job(id));
		assert_eq!(Some(assignment.agreement), <World as Authorizations>::get(AGREEMENT));
		assert_eq!(assignment.agreement_id, AGREEMENT);
		let Algorithm { content, .. } = assignment.algorithm;
		assert_eq!(content, algorithm());
		let data = <World as DataIdentities>::get(1).expect("it was made");
		assert_eq!(assignment.data, data.descriptor);
		assert_eq!(assignment.parameter_chunks, 1);
		assert_eq!(assignment.ephemeral_keys, vec![Some([50; 32]), Some([51; 32]), Some([52; 32])]);
		assert_eq!(assignment.delivered, vec![false, true]);
		assert_eq!(assignment.now, 1);
		assert_eq!(ComputeJobs::assignment(id, 9), None);
		assert_eq!(ComputeJobs::assignment(9, 1), None);
	});
}

#[test]
fn everything_is_delivered_once_the_job_is_settled() {
	ExtBuilder::default().build_and_execute(|| {
		let id = aggregate(LANES_PER_CHUNK);
		assert_ok!(ComputeJobs::settle(signed(&OUTSIDER), id));
		let assignment = ComputeJobs::assignment(id, 1).expect("it took part");
		assert_eq!(assignment.delivered, vec![true, true]);
		assert_eq!(ComputeJobs::open_jobs_of(1), Vec::<u32>::new());
	});
}

#[test]
fn chunks_come_as_they_were_sent() {
	ExtBuilder::default().build_and_execute(|| {
		let id = create(1);
		assert_eq!(ComputeJobs::parameter_chunk(id, 0), Some(PARAMETERS.to_vec()));
		assert_eq!(ComputeJobs::parameter_chunk(id, 1), None);
		assert_eq!(ComputeJobs::parameter_chunk(9, 0), None);
		assert_eq!(ComputeJobs::result_chunk(id, 0), None);
		assert_eq!((ComputeJobs::job(id), ComputeJobs::record(id)), (Some(job(id)), None));
	});
}

#[test]
fn jobs_of_an_account_come_newest_first_and_page_by_page() {
	ExtBuilder::default().build_and_execute(|| {
		let holder = job(create(1)).participants[0].holder.clone();
		assert_ok!(ComputeJobs::create(signed(&CONSUMER), spec(3, 1, 201)));
		let list = |account: &AccountId, before, most| {
			let JobList { jobs, next } = ComputeJobs::jobs_of(account, before, most);
			(jobs, next)
		};
		assert_eq!(list(&CONSUMER, None, 10), (vec![1, 0], None));
		assert_eq!(list(&holder, None, 10), (vec![1, 0], None));
		assert_eq!(list(&OUTSIDER, None, 10), (vec![], None));
		assert_eq!(list(&CONSUMER, None, 1), (vec![1], Some(1)));
		assert_eq!(list(&CONSUMER, Some(1), 1), (vec![0], None));
		assert_eq!(list(&CONSUMER, Some(0), 1), (vec![], None));
		assert_eq!(list(&CONSUMER, None, 0), (vec![], Some(2)));
	});
}

#[test]
fn a_list_of_jobs_looks_at_a_bounded_number() {
	ExtBuilder::default().build_and_execute(|| {
		let first = job(create(1));
		let last = MAX_JOBS_LOOKED_AT + 1;
		Jobs::<Test>::insert(last, first);
		NextJobId::<Test>::put(last + 1);
		let found = ComputeJobs::jobs_of(&CONSUMER, None, 10);
		assert_eq!(found, JobList { jobs: vec![last], next: Some(2) });
		assert_eq!(ComputeJobs::jobs_of(&CONSUMER, found.next, 10).jobs, [0]);
		// The job that only this test knows.
		Jobs::<Test>::remove(last);
		NextJobId::<Test>::put(1);
	});
}
