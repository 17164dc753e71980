//! Benchmarks of every call and of the checks that authorize some of them.

mod scene;

use crate::{Call, Config, Jobs, OpenJobs, Pallet, ParameterChunk, Records, Sums, MAX_CHUNKS};
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_system::RawOrigin;
use panshi_primitives::{
	agreement::AgreementId,
	consortium::Role,
	data::DataId,
	job::{JobStage, MAX_PARAMETER_CHUNK, MAX_PARAMETER_CHUNKS, MAX_PARTICIPANTS, RESULT_CHUNK},
	sealed_sum::LANES_PER_CHUNK,
	signing,
	traits::Members as _,
	AccountId, Hash, SigningKey,
};
use scene::*;
use sp_runtime::traits::BlockNumberProvider;

/// Makes what other pallets hold.
pub trait BenchmarkHelper {
	/// Makes a member with `role` that has money.
	fn member(role: Role) -> AccountId;
	/// Makes published data for each of `keys`, served by a compute node with that signing key
	/// whose bond covers the penalty, and an authorization in force for them, in which `consumer`
	/// is the consumer, with `checker` as checker, `algorithm` as algorithm, a price that the
	/// consumer can pay, a share for as many accounts as there are keys, and windows that are not
	/// longer than 1,000 blocks. Returns the agreement and the data in the order of the keys.
	///
	/// There are up to 16 keys, and the holders may be fewer than the data.
	fn authorization(
		consumer: &AccountId,
		checker: &AccountId,
		algorithm: &Hash,
		keys: &[SigningKey],
	) -> (AgreementId, Vec<DataId>);
}

#[benchmarks(where <T as frame_system::Config>::RuntimeCall: From<Call<T>>)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register_algorithm() {
		let author = T::BenchmarkHelper::member(Role::ThirdParty);
		T::Members::whitelist_sender(&author);
		#[extrinsic_call]
		_(RawOrigin::Signed(author), algorithm());
	}

	#[benchmark]
	fn review_algorithm() -> Result<(), BenchmarkError> {
		let operator = T::BenchmarkHelper::member(Role::Operator);
		Pallet::<T>::do_register_algorithm(operator.clone(), algorithm())?;
		let digest = signing::algorithm_digest(&algorithm());
		T::Members::whitelist_sender(&operator);
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), digest, true);
		Ok(())
	}

	#[benchmark]
	fn retire_algorithm() -> Result<(), BenchmarkError> {
		let operator = T::BenchmarkHelper::member(Role::Operator);
		Pallet::<T>::do_register_algorithm(operator.clone(), algorithm())?;
		let digest = signing::algorithm_digest(&algorithm());
		T::Members::whitelist_sender(&operator);
		#[extrinsic_call]
		_(RawOrigin::Signed(operator), digest);
		Ok(())
	}

	/// The chunk that completes the largest set.
	#[benchmark]
	fn upload_parameters(n: Linear<1, MAX_PARAMETER_CHUNK>) -> Result<(), BenchmarkError> {
		let consumer = T::BenchmarkHelper::member(Role::Consumer);
		let small: ParameterChunk = vec![1; 1].try_into().expect("it is short");
		let large: ParameterChunk = vec![2; n as usize].try_into().expect("it is a chunk");
		let last = MAX_PARAMETER_CHUNKS - 1;
		let mut hashes = vec![hash_of(&small); last as usize];
		hashes.push(hash_of(&large));
		let digest = signing::parameters_digest(&hashes);
		for index in 0..last {
			let place = (index, MAX_PARAMETER_CHUNKS);
			let chunk = small.clone();
			Pallet::<T>::do_upload_parameters(consumer.clone(), digest, place, chunk)?;
		}
		T::Members::whitelist_sender(&consumer);
		#[extrinsic_call]
		_(RawOrigin::Signed(consumer), digest, last, MAX_PARAMETER_CHUNKS, large);
		Ok(())
	}

	#[benchmark]
	fn remove_parameters(c: Linear<1, MAX_PARAMETER_CHUNKS>) -> Result<(), BenchmarkError> {
		let consumer = T::BenchmarkHelper::member(Role::Consumer);
		let chunk: ParameterChunk = vec![1; 1_024].try_into().expect("it is short");
		let digest = signing::parameters_digest(&vec![hash_of(&chunk); c as usize]);
		for index in 0..c {
			let chunk = chunk.clone();
			Pallet::<T>::do_upload_parameters(consumer.clone(), digest, (index, c), chunk)?;
		}
		T::Members::whitelist_sender(&consumer);
		#[extrinsic_call]
		_(RawOrigin::Signed(consumer), digest);
		Ok(())
	}

	#[benchmark]
	fn create(p: Linear<2, MAX_PARTICIPANTS>) -> Result<(), BenchmarkError> {
		let scene = set_scene::<T>(p, LANES_PER_CHUNK)?;
		T::Members::whitelist_sender(&scene.consumer);
		#[extrinsic_call]
		_(RawOrigin::Signed(scene.consumer), scene.spec);
		assert_eq!(OpenJobs::<T>::count(), 1);
		Ok(())
	}

	#[benchmark]
	fn accept() -> Result<(), BenchmarkError> {
		let (acceptance, signature) = last_acceptance::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Authorized, acceptance, signature);
		let stage = Jobs::<T>::get(ID).map(|job| job.stage);
		assert!(matches!(stage, Some(JobStage::Accepted { .. })));
		Ok(())
	}

	#[benchmark]
	fn refuse(
		p: Linear<2, MAX_PARTICIPANTS>,
		c: Linear<1, MAX_CHUNKS>,
	) -> Result<(), BenchmarkError> {
		let (refusal, signature) = late_refusal::<T>(p, c)?;
		#[extrinsic_call]
		_(RawOrigin::Authorized, refusal, signature);
		assert!(Records::<T>::contains_key(ID));
		Ok(())
	}

	#[benchmark]
	fn submit_share(n: Linear<2, LANES_PER_CHUNK>) -> Result<(), BenchmarkError> {
		let (header, lanes, signature) = almost_summed::<T>(n)?;
		#[extrinsic_call]
		_(RawOrigin::Authorized, header, lanes, signature);
		let stage = Jobs::<T>::get(ID).map(|job| job.stage);
		assert!(matches!(stage, Some(JobStage::Aggregated { .. })));
		Ok(())
	}

	#[benchmark]
	fn release() -> Result<(), BenchmarkError> {
		let (scene, _) =
			summed_job::<T>(MAX_PARTICIPANTS, 1, |_| JobStage::Aggregated { deadline: late() })?;
		T::Members::whitelist_sender(&scene.checker);
		#[extrinsic_call]
		_(RawOrigin::Signed(scene.checker), ID);
		Ok(())
	}

	#[benchmark]
	fn withhold(
		p: Linear<2, MAX_PARTICIPANTS>,
		c: Linear<1, MAX_CHUNKS>,
	) -> Result<(), BenchmarkError> {
		let (scene, _) = summed_job::<T>(p, c, |_| JobStage::Aggregated { deadline: late() })?;
		T::Members::whitelist_sender(&scene.checker);
		#[extrinsic_call]
		_(RawOrigin::Signed(scene.checker), ID, 1);
		assert!(Records::<T>::contains_key(ID));
		Ok(())
	}

	#[benchmark]
	fn settle(
		p: Linear<2, MAX_PARTICIPANTS>,
		c: Linear<1, MAX_CHUNKS>,
	) -> Result<(), BenchmarkError> {
		summed_job::<T>(p, c, |_| JobStage::Released)?;
		#[extrinsic_call]
		_(RawOrigin::Authorized, ID);
		assert!(Records::<T>::contains_key(ID));
		Ok(())
	}

	#[benchmark]
	fn report_deadline(
		p: Linear<2, MAX_PARTICIPANTS>,
		c: Linear<1, MAX_CHUNKS>,
	) -> Result<(), BenchmarkError> {
		summed_job::<T>(p, c, half_done)?;
		T::BlockNumberProvider::set_block_number(late());
		#[extrinsic_call]
		_(RawOrigin::Authorized, ID);
		assert!(Records::<T>::contains_key(ID));
		Ok(())
	}

	#[benchmark]
	fn discard_result(
		p: Linear<2, MAX_PARTICIPANTS>,
		c: Linear<1, MAX_CHUNKS>,
	) -> Result<(), BenchmarkError> {
		let (scene, _) = summed_job::<T>(p, c, |_| JobStage::Released)?;
		Pallet::<T>::do_settle(ID)?;
		T::Members::whitelist_sender(&scene.consumer);
		#[extrinsic_call]
		_(RawOrigin::Signed(scene.consumer), ID);
		assert!(!Sums::<T>::contains_key(ID, 0));
		Ok(())
	}

	#[benchmark]
	fn commit_result() -> Result<(), BenchmarkError> {
		let (commitment, signature) = last_commitment::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Authorized, commitment, signature);
		let stage = Jobs::<T>::get(ID).map(|job| job.stage);
		assert!(matches!(stage, Some(JobStage::Agreed { .. })));
		Ok(())
	}

	#[benchmark]
	fn upload_result(n: Linear<1, RESULT_CHUNK>) -> Result<(), BenchmarkError> {
		let (header, bytes, signature) = last_chunk::<T>(n)?;
		#[extrinsic_call]
		_(RawOrigin::Authorized, header, bytes, signature);
		let stage = Jobs::<T>::get(ID).map(|job| job.stage);
		assert!(matches!(stage, Some(JobStage::Aggregated { .. })));
		Ok(())
	}

	#[benchmark]
	fn report_abort() -> Result<(), BenchmarkError> {
		let (report, signature) = late_report::<T>()?;
		#[extrinsic_call]
		_(RawOrigin::Authorized, report, signature);
		let stage = Jobs::<T>::get(ID).map(|job| job.stage);
		assert!(matches!(stage, Some(JobStage::Aborting { .. })));
		Ok(())
	}

	#[benchmark]
	fn authorize_accept() -> Result<(), BenchmarkError> {
		let (acceptance, signature) = last_acceptance::<T>()?;
		let call: <T as frame_system::Config>::RuntimeCall =
			Call::accept { acceptance, signature }.into();
		#[block]
		{
			authorize(call);
		}
		Ok(())
	}

	#[benchmark]
	fn authorize_refuse() -> Result<(), BenchmarkError> {
		let (refusal, signature) = late_refusal::<T>(MAX_PARTICIPANTS, 1)?;
		let call: <T as frame_system::Config>::RuntimeCall =
			Call::refuse { refusal, signature }.into();
		#[block]
		{
			authorize(call);
		}
		Ok(())
	}

	#[benchmark]
	fn authorize_submit_share(n: Linear<2, LANES_PER_CHUNK>) -> Result<(), BenchmarkError> {
		let (header, lanes, signature) = almost_summed::<T>(n)?;
		let call: <T as frame_system::Config>::RuntimeCall =
			Call::submit_share { header, lanes, signature }.into();
		#[block]
		{
			authorize(call);
		}
		Ok(())
	}

	#[benchmark]
	fn authorize_commit_result() -> Result<(), BenchmarkError> {
		let (commitment, signature) = last_commitment::<T>()?;
		let call: <T as frame_system::Config>::RuntimeCall =
			Call::commit_result { commitment, signature }.into();
		#[block]
		{
			authorize(call);
		}
		Ok(())
	}

	#[benchmark]
	fn authorize_upload_result(n: Linear<1, RESULT_CHUNK>) -> Result<(), BenchmarkError> {
		let (header, bytes, signature) = last_chunk::<T>(n)?;
		let call: <T as frame_system::Config>::RuntimeCall =
			Call::upload_result { header, bytes, signature }.into();
		#[block]
		{
			authorize(call);
		}
		Ok(())
	}

	#[benchmark]
	fn authorize_report_abort() -> Result<(), BenchmarkError> {
		let (report, signature) = late_report::<T>()?;
		let call: <T as frame_system::Config>::RuntimeCall =
			Call::report_abort { report, signature }.into();
		#[block]
		{
			authorize(call);
		}
		Ok(())
	}

	#[benchmark]
	fn authorize_settle() -> Result<(), BenchmarkError> {
		summed_job::<T>(MAX_PARTICIPANTS, 1, |_| JobStage::Released)?;
		let call: <T as frame_system::Config>::RuntimeCall = Call::settle { job: ID }.into();
		#[block]
		{
			authorize(call);
		}
		Ok(())
	}

	#[benchmark]
	fn authorize_report_deadline() -> Result<(), BenchmarkError> {
		summed_job::<T>(MAX_PARTICIPANTS, 1, half_done)?;
		T::BlockNumberProvider::set_block_number(late());
		let call: <T as frame_system::Config>::RuntimeCall =
			Call::report_deadline { job: ID }.into();
		#[block]
		{
			authorize(call);
		}
		Ok(())
	}

	impl_benchmark_test_suite! {
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	}
}
