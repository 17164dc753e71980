//! The party that can evaluate the function everywhere.

use super::{
	base::Choices, batch_length, batches, check, finish, matrix, store_key, Value, ANSWERS,
	ANSWERS_LENGTH, CHALLENGE, CHOICES, MATRIX, RESPONSE, RESPONSE_LENGTH,
};
use crate::{
	bits::{LinearMap, Row, Stream},
	code,
	okvs::{Probe, Shape, Table},
	transcript::Transcript,
	Element, Error, Session,
};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

/// Waits for the answers of the base transfers.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct Sender {
	session: Session,
	pub(super) transcript: Transcript,
	choices: Choices,
}

impl Sender {
	/// Step 1.
	pub(crate) fn new(
		session: Session,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<(Self, Vec<u8>), Error> {
		session.check()?;
		let mut transcript = Transcript::new(session.key("panshi psi 2026 transcript"));
		let (choices, body) = Choices::new(&session.key("panshi psi 2026 base"), rng);
		let message = transcript.seal(CHOICES, session.sender, body);
		Ok((Self { session, transcript, choices }, message))
	}

	/// Takes step 2.
	pub(crate) fn answers(
		mut self,
		message: &[u8],
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Collecting, Error> {
		let from = self.session.receiver;
		let body = self.transcript.open(ANSWERS, from, message, ANSWERS_LENGTH)?;
		let (answers, seed) = body.split_at(ANSWERS_LENGTH - 32);
		let base = self.session.key("panshi psi 2026 base");
		let (secret, seeds) = self.choices.finish(&base, answers, from)?;
		let mut store = [0; 32];
		store.copy_from_slice(seed);
		let mut challenge = [0; 16];
		rng.fill_bytes(&mut challenge);
		let shape = Shape::new(self.session.receiver_bound);
		Ok(Collecting {
			remaining: batches(&self.session).collect::<Vec<_>>().into_iter(),
			probes: store_key(&self.session, &store),
			session: self.session,
			transcript: self.transcript,
			secret,
			streams: seeds.iter().map(Stream::new).collect(),
			hashes: check::Hashes::new(&challenge, code::LENGTH),
			challenge,
			rows: Zeroizing::new(Vec::with_capacity(super::rows(shape))),
		})
	}
}

/// Collects the matrix.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct Collecting {
	session: Session,
	pub(super) transcript: Transcript,
	secret: Zeroizing<Row>,
	probes: [u8; 32],
	streams: Vec<Stream>,
	hashes: check::Hashes,
	challenge: [u8; 16],
	rows: Zeroizing<Vec<Row>>,
	remaining: std::vec::IntoIter<usize>,
}

impl Collecting {
	/// Takes the next batch of step 3.
	pub(crate) fn batch(mut self, message: &[u8]) -> Result<Self, Error> {
		let from = self.session.receiver;
		let rows = self.remaining.next();
		let rows = rows.ok_or(Error::Malformed { party: from, what: MATRIX.name })?;
		let body = self.transcript.open(MATRIX, from, message, batch_length(rows))?;
		let mut columns = matrix::expand(&mut self.streams, rows);
		matrix::add_where(&self.secret, body, &mut columns);
		self.hashes.update(&columns);
		self.rows.append(&mut matrix::rows(&columns, rows));
		Ok(self)
	}

	#[cfg(test)]
	pub(super) fn secret_bit(&self, column: usize) -> bool {
		self.secret.bit(column)
	}

	/// Step 4, after the last batch.
	pub(crate) fn challenge(mut self) -> Result<(Challenged, Vec<u8>), Error> {
		if self.remaining.next().is_some() {
			let party = self.session.receiver;
			return Err(Error::Malformed { party, what: MATRIX.name });
		}
		let body = self.challenge.to_vec();
		let message = self.transcript.seal(CHALLENGE, self.session.sender, body);
		Ok((Challenged(self), message))
	}
}

/// Waits for the response.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct Challenged(Collecting);

impl Challenged {
	/// Takes step 5 and checks it.
	pub(crate) fn response(self, message: &[u8]) -> Result<(Function, Transcript), Error> {
		let Collecting { session, mut transcript, secret, probes, hashes, rows, .. } = self.0;
		let body = transcript.open(RESPONSE, session.receiver, message, RESPONSE_LENGTH)?;
		let received: Vec<u128> =
			body.as_chunks().0.iter().map(|bytes| u128::from_le_bytes(*bytes)).collect();
		let (t, d) = received.split_at(code::LENGTH);
		if !check::holds(&secret, code::columns(), &hashes.finish(), t, d) {
			return Err(Error::Inconsistent(session.receiver));
		}
		let code = code::masked(&secret);
		let finish = session.key("panshi psi 2026 value");
		let shape = Shape::new(session.receiver_bound);
		Ok((Function { shape, probes, finish, rows, code }, transcript))
	}
}

/// The function of one session.
pub(crate) struct Function {
	shape: Shape,
	probes: [u8; 32],
	finish: [u8; 32],
	rows: Zeroizing<Vec<Row>>,
	code: LinearMap<Row>,
}

impl Function {
	/// Its values at `elements`.
	pub(crate) fn evaluate(&self, elements: &[Element]) -> Vec<Value> {
		let table = Table::new(self.shape, &self.rows);
		let value = |element: &Element| {
			let probe = Probe::new(&self.probes, self.shape, element);
			let mut row = table.decode(&probe);
			self.code.add_to(&mut row, &probe.value.to_le_bytes());
			finish(&self.finish, element, &row)
		};
		elements.iter().map(value).collect()
	}
}
