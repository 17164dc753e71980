//! What runtime APIs answer with.

use super::*;
use crate::mock::*;
use frame_support::assert_ok;
use panshi_primitives::{
	job::Algorithm,
	sealed_sum::LANES_PER_CHUNK,
	traits::{Authorizations, DataIdentities},
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
