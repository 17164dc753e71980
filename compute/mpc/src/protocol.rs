//! What programs are written against.

use crate::{Error, PartyId, Traffic};

/// Input of one party to a computation.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
	/// This party's own values.
	Mine(&'a [i128]),
	/// So many values of another party.
	Theirs(usize),
}

/// Two vectors of one length, whose inner product is asked for.
pub type Factors<'a, S> = (&'a [S], &'a [S]);

/// Computation on secret integers, malicious with abort.
///
/// Secrets are signed integers of at most [`capacity`](Mpc::capacity) bits; sums and products that
/// outgrow it wrap in a way that depends on the strength, so a program bounds its values
/// beforehand. Every step takes a vector: a step costs a number of rounds that does not depend on
/// how long the vector is. All parties call the same steps in the same order with the same lengths.
///
/// # Security
///
/// Nothing is known about a secret but what [`open`](Mpc::open) and [`deliver`](Mpc::deliver) give
/// away. Both first finish every deferred check; after an error no step works any more.
pub trait Mpc {
	/// One party's part of one secret.
	type Share: Clone + Send + Sync;

	/// Index of this party.
	fn me(&self) -> PartyId;

	/// Number of parties.
	fn parties(&self) -> usize;

	/// Bits that a secret may have, its sign included.
	fn capacity(&self) -> u32;

	/// Bits that values may have, their sign included, of which a run compares so many, tests them for
	/// zero or takes them apart: at most [`capacity`](Mpc::capacity). Where values are masked more of
	/// them need longer masks.
	fn capacity_for(&self, _: u64) -> u32 {
		self.capacity()
	}

	/// What has gone over the channels so far.
	fn traffic(&self) -> Traffic;

	/// The share of a number that everybody knows.
	fn public(&self, value: i128) -> Self::Share;

	/// `a + b`, without communication.
	fn add(&self, a: &Self::Share, b: &Self::Share) -> Self::Share;

	/// `a - b`, without communication.
	fn subtract(&self, a: &Self::Share, b: &Self::Share) -> Self::Share;

	/// `factor * a` for a public factor, without communication.
	fn scale(&self, a: &Self::Share, factor: i128) -> Self::Share;

	/// Shares of the input of `owner`, in its order.
	fn input(&mut self, owner: PartyId, values: Input<'_>) -> Result<Vec<Self::Share>, Error>;

	/// The products `a[i] * b[i]`.
	fn multiply(&mut self, a: &[Self::Share], b: &[Self::Share])
		-> Result<Vec<Self::Share>, Error>;

	/// The inner product of each pair of vectors, at the cost of one opening each where the
	/// strength allows.
	fn inner_products(
		&mut self,
		pairs: &[Factors<'_, Self::Share>],
	) -> Result<Vec<Self::Share>, Error>;

	/// Uniform secret bits that nobody knows.
	fn random_bits(&mut self, count: usize) -> Result<Vec<Self::Share>, Error>;

	/// The `width` bits of each value, lowest first; for `0 <= value < 2^width`.
	fn bits(&mut self, values: &[Self::Share], width: u32) -> Result<Vec<Vec<Self::Share>>, Error>;

	/// One where a value is below zero, else zero; for `-2^(width-1) <= value < 2^(width-1)`.
	fn negative(&mut self, values: &[Self::Share], width: u32) -> Result<Vec<Self::Share>, Error>;

	/// One where a value is zero, else zero; for `-2^(width-1) <= value < 2^(width-1)`.
	fn zero(&mut self, values: &[Self::Share], width: u32) -> Result<Vec<Self::Share>, Error>;

	/// The first party of whose list a value is not in `0..2^width`, if there is one; for `width` of
	/// at least one.
	///
	/// List `i` holds values that party `i` knows: its inputs, and what is linear in them. `mine`
	/// are the values of this party's list. A party that is not named has only values in the range,
	/// and a party that is named has cheated, whoever else does; nothing is learned of the values
	/// of an honest party. After a party was named no step works any more.
	fn out_of_range(
		&mut self,
		lists: &[Vec<Self::Share>],
		mine: &[i128],
		width: u32,
	) -> Result<Option<PartyId>, Error>;

	/// Opens values to all parties, after every deferred check has passed.
	fn open(&mut self, values: &[Self::Share]) -> Result<Vec<i128>, Error>;

	/// This party's packet for a receiver outside the computation, after every deferred check has
	/// passed. Who holds the packets of all parties reads the values with
	/// [`receive`](Mpc::receive); who misses one learns nothing.
	///
	/// The packet is secret: the caller encrypts it to the receiver.
	fn deliver(&mut self, values: &[Self::Share]) -> Result<Vec<u8>, Error>;

	/// The values of the packets that all parties made with [`deliver`](Mpc::deliver), in the order
	/// of the parties. A packet that was altered is found.
	fn receive(packets: &[Vec<u8>]) -> Result<Vec<i128>, Error>
	where
		Self: Sized;
}

/// Fails unless there is a list for each party, and `mine` belongs to that of party `me`.
pub(crate) fn one_list_a_party<S>(
	lists: &[Vec<S>],
	mine: &[i128],
	me: PartyId,
	parties: usize,
) -> Result<(), Error> {
	let same = |what, left, right| {
		(left == right).then_some(()).ok_or(Error::Lengths { what, left, right })
	};
	same("lists of a range", lists.len(), parties)?;
	same("own values of a range", mine.len(), lists.get(me.index()).map_or(0, Vec::len))
}
