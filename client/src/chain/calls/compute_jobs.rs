//! Calls on algorithms, parameters and jobs.

use crate::chain::call::calls;
use panshi_primitives::{
	consortium::ReasonCode,
	job::{AlgorithmContent, JobId, JobSpec, MAX_PARAMETER_CHUNK},
	Hash, Text,
};

calls! {
	"ComputeJobs";

	/// Registers an algorithm.
	register_algorithm(content: AlgorithmContent);
	/// Approves an algorithm, or refuses it. By an operator.
	review_algorithm(digest: Hash, approve: bool);
	/// Retires an algorithm. By its author or an operator.
	retire_algorithm(digest: Hash);
	/// Uploads one chunk of a set of parameters, against a deposit.
	upload_parameters(digest: Hash, index: u32, total: u32, bytes: Text<MAX_PARAMETER_CHUNK>);
	/// Removes a set of parameters and gives the deposit back.
	remove_parameters(digest: Hash);
	/// Creates a job and puts its fee on hold. By a consumer of the agreement.
	create(spec: JobSpec);
	/// Releases the result. By the checker that the agreement names.
	release(job: JobId);
	/// Withholds the result. By the checker that the agreement names.
	withhold(job: JobId, reason: ReasonCode);
	/// Pays a released job out. By any member.
	settle(job: JobId);
	/// Reports that a stage has passed its deadline. By any member.
	report_deadline(job: JobId);
	/// Removes the result of a settled job from the chain. By its consumer.
	discard_result(job: JobId);
}
