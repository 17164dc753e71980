//! What may become of a message on its way, for the tests of both kinds of queries.

/// What happens to one message.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
	/// It does not come.
	Drop,
	/// It comes after that of another session, which should have come later.
	Reorder,
	/// It comes twice.
	Replay,
	/// An earlier one of the same job comes in its place.
	Earlier,
	/// That of another session comes in its place.
	Foreign,
	/// That of another party comes in its place, made as if it were due.
	Stranger,
	/// What its receiver sent itself comes back.
	Reflect,
	/// This bit is flipped, counted round the length.
	Flip(usize),
	/// It ends after so many bytes, counted round the length.
	Cut(usize),
	/// So many bytes of zero come after it.
	Stretch(usize),
}

/// All faults that leave each byte as it is.
pub(crate) const WHOLE: [Fault; 7] = [
	Fault::Drop,
	Fault::Reorder,
	Fault::Replay,
	Fault::Earlier,
	Fault::Foreign,
	Fault::Stranger,
	Fault::Reflect,
];

impl Fault {
	/// How often the message that is due comes all the same.
	pub(crate) fn honest_arrivals(self) -> usize {
		match self {
			Self::Replay => 2,
			Self::Reorder => 1,
			_ => 0,
		}
	}
}

/// The messages that may come where one is due.
#[derive(Clone, Copy)]
pub(crate) struct Due<'m> {
	pub(crate) honest: &'m [u8],
	pub(crate) earlier: &'m [u8],
	pub(crate) foreign: &'m [u8],
	pub(crate) stranger: &'m [u8],
	pub(crate) reflected: &'m [u8],
}

impl Due<'_> {
	/// What comes instead, in order.
	pub(crate) fn arrivals(&self, fault: Fault) -> Vec<Vec<u8>> {
		let mut changed = self.honest.to_vec();
		match fault {
			Fault::Drop => return Vec::new(),
			Fault::Reorder => return vec![self.foreign.to_vec(), changed],
			Fault::Replay => return vec![changed.clone(), changed],
			Fault::Earlier => return vec![self.earlier.to_vec()],
			Fault::Foreign => return vec![self.foreign.to_vec()],
			Fault::Stranger => return vec![self.stranger.to_vec()],
			Fault::Reflect => return vec![self.reflected.to_vec()],
			Fault::Flip(bit) => {
				let bit = bit % (8 * changed.len());
				changed[bit / 8] ^= 1 << (bit % 8);
			},
			Fault::Cut(length) => changed.truncate(length % changed.len()),
			Fault::Stretch(more) => changed.resize(changed.len() + more, 0),
		}
		vec![changed]
	}
}
