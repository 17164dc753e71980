//! What a chain node and a compute node tell each other, and the lists of variants.

#![no_main]

use codec::{DecodeAll, Encode};
use libfuzzer_sys::fuzz_target;
use panshi_primitives::{
	genomics::VariantList,
	offchain::{Assignment, ComputeNodeAnswer, ProgressReport, StepReply, StepRequest, MAX_TASKS},
};

fn same<T: DecodeAll + Encode>(data: &[u8]) -> Option<T> {
	let value = T::decode_all(&mut &data[..]).ok()?;
	let again = T::decode_all(&mut &value.encode()[..]);
	assert_eq!(again.map(|again| again.encode()), Ok(value.encode()));
	Some(value)
}

fuzz_target!(|data: &[u8]| {
	same::<StepRequest>(data);
	same::<StepReply>(data);
	same::<ProgressReport>(data);
	if let Ok(reply) = StepReply::read(data) {
		assert!(reply.progress.len() <= MAX_TASKS);
		assert_eq!(StepReply::read(&reply.encode()), Ok(reply));
	}
	same::<ComputeNodeAnswer>(data);
	same::<Assignment>(data);
	if let Some(list) = same::<VariantList>(data) {
		list.check().ok();
	}
});
