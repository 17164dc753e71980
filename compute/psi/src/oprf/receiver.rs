//! The party that learns the function at its own elements.

use super::{
	base, batches, check, finish, matrix, store_key, Value, ANSWERS, CHALLENGE, CHALLENGE_LENGTH,
	CHOICES, CHOICES_LENGTH, MATRIX, RESPONSE,
};
use crate::{
	bits::{Row, Stream},
	code,
	okvs::{Shape, Store, Table},
	transcript::Transcript,
	Cohort, Error, Session,
};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

/// The store of H1 of the list, and random rows after it.
fn store(
	session: &Session,
	cohort: &Cohort,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<Store, Error> {
	let shape = Shape::new(session.receiver_bound);
	let key = |seed: &[u8; 32]| store_key(session, seed);
	let mut store = Store::new(shape, cohort.elements(), key, |_, probe| probe.value, rng)?;
	let mut fill = [0; 16];
	rng.fill_bytes(&mut fill);
	let missing = super::rows(shape) - store.slots.len();
	store.slots.append(&mut Stream::new(&fill).numbers(missing));
	Ok(store)
}

/// Waits for the choices of the base transfers.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct Receiver<'c> {
	session: Session,
	pub(super) transcript: Transcript,
	cohort: &'c Cohort,
	store: Store,
}

impl<'c> Receiver<'c> {
	/// Encodes the list; sends nothing yet.
	pub(crate) fn new(
		session: Session,
		cohort: &'c Cohort,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, Error> {
		session.check()?;
		cohort.within(session.receiver, session.receiver_bound)?;
		let transcript = Transcript::new(session.key("panshi psi 2026 transcript"));
		let store = store(&session, cohort, rng)?;
		Ok(Self { session, transcript, cohort, store })
	}

	/// Takes step 1, gives step 2.
	pub(crate) fn choices(
		mut self,
		message: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Streaming<'c>, Vec<u8>), Error> {
		let from = self.session.sender;
		let body = self.transcript.open(CHOICES, from, message, CHOICES_LENGTH)?;
		let base = self.session.key("panshi psi 2026 base");
		let (seeds, mut body) = base::answer(&base, body, from, rng)?;
		body.extend_from_slice(&self.store.seed);
		let message = self.transcript.seal(ANSWERS, self.session.receiver, body);
		let branch = |branch: usize| -> Vec<Stream> {
			seeds.iter().map(|pair| Stream::new(&pair[branch])).collect()
		};
		let kept = branch(0);
		let state = Streaming {
			remaining: batches(&self.session).collect::<Vec<_>>().into_iter(),
			session: self.session,
			transcript: self.transcript,
			cohort: self.cohort,
			again: kept.clone(),
			kept,
			other: branch(1),
			rows: Zeroizing::new(Vec::with_capacity(self.store.slots.len())),
			store: self.store,
		};
		Ok((state, message))
	}
}

/// Sends the matrix.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct Streaming<'c> {
	session: Session,
	pub(super) transcript: Transcript,
	cohort: &'c Cohort,
	store: Store,
	kept: Vec<Stream>,
	other: Vec<Stream>,
	again: Vec<Stream>,
	rows: Zeroizing<Vec<Row>>,
	remaining: std::vec::IntoIter<usize>,
}

impl Streaming<'_> {
	/// The next batch of step 3, until there is none left.
	pub(crate) fn batch(mut self) -> (Self, Option<Vec<u8>>) {
		let Some(rows) = self.remaining.next() else { return (self, None) };
		let values = &self.store.slots[self.rows.len()..][..rows];
		let kept = matrix::expand(&mut self.kept, rows);
		let mut columns = kept.clone();
		matrix::add_next(&mut self.other, &mut columns);
		matrix::add_code_words(code::columns(), &matrix::value_columns(values), &mut columns);
		self.rows.append(&mut matrix::rows(&kept, rows));
		let body = matrix::encode(&columns);
		let message = self.transcript.seal(MATRIX, self.session.receiver, body);
		(self, Some(message))
	}

	/// Takes step 4, gives step 5 and the values of the function at the own elements, in order.
	pub(crate) fn challenge(
		mut self,
		message: &[u8],
	) -> Result<(Vec<Value>, Transcript, Vec<u8>), Error> {
		let from = self.session.sender;
		let body = self.transcript.open(CHALLENGE, from, message, CHALLENGE_LENGTH)?;
		let mut key = [0; CHALLENGE_LENGTH];
		key.copy_from_slice(body);
		let mut columns = check::Hashes::new(&key, code::LENGTH);
		let mut values = check::Hashes::new(&key, code::DIMENSION);
		let mut store = &self.store.slots[..];
		for rows in batches(&self.session) {
			let (batch, rest) = store.split_at(rows);
			columns.update(&matrix::expand(&mut self.again, rows));
			values.update(&matrix::value_columns(batch));
			store = rest;
		}
		let hashes = columns.finish().into_iter().chain(values.finish());
		let body = hashes.flat_map(u128::to_le_bytes).collect();
		let message = self.transcript.seal(RESPONSE, self.session.receiver, body);
		let values = self.evaluate();
		Ok((values, self.transcript, message))
	}

	fn evaluate(&self) -> Vec<Value> {
		let key = self.session.key("panshi psi 2026 value");
		let table = Table::new(Shape::new(self.session.receiver_bound), &self.rows);
		let elements = self.cohort.elements().iter();
		elements
			.zip(&self.store.probes)
			.map(|(element, probe)| finish(&key, element, &table.decode(probe)))
			.collect()
	}
}
