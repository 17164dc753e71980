//! Messages of one session: to all, by commitment, and coins tossed together.

use crate::authenticated::field::{Fp, BYTES};
use crate::authenticated::prg::Prg;
use crate::{Error, Parties, PartyId, Traffic, Transport};
use rand_core::{CryptoRng, RngCore};

/// Most elements of one message, so that a message stays below a mebibyte.
const ELEMENTS: usize = 1 << 16;
const DIGEST: usize = 32;

/// A transport bound to a session, with a record of everything that was told to all.
///
/// # Security
///
/// Parties compare their records whenever they toss coins, so a party that tells different parties
/// different things is found before an output leaves. It is named if its own record differs from
/// what it said; if two others differ about it, one of the three lies and nobody is named.
pub struct Link<T> {
	transport: T,
	session: [u8; 32],
	/// What each party has told everybody.
	told: Vec<blake3::Hasher>,
	commitments: u64,
	pub(crate) rng: Prg,
}

impl<T: Transport> Link<T> {
	/// Binds a transport to a session. All parties must give the same session; the first coins fail
	/// otherwise.
	pub fn new(transport: T, session: [u8; 32], rng: &mut (impl RngCore + CryptoRng)) -> Self {
		let mut seed = [0; 32];
		rng.fill_bytes(&mut seed);
		let told = records(transport.parties(), &session);
		Self { transport, session, told, commitments: 0, rng: Prg::from_seed(seed) }
	}

	/// Gives the session a name that all toss together. Everything that follows is bound to it.
	///
	/// # Security
	///
	/// The name it was joined under may have been that of an earlier run, after a crash for example.
	/// The tossed one was not, as long as one party is honest.
	pub fn rename(&mut self) -> Result<(), Error> {
		let mut session = [0; 32];
		self.coins()?.fill_bytes(&mut session);
		self.told = records(self.parties(), &session);
		self.session = session;
		self.commitments = 0;
		Ok(())
	}

	/// Who takes part.
	pub(crate) fn parties(&self) -> Parties {
		self.transport.parties()
	}

	/// The session.
	pub(crate) fn session(&self) -> &[u8; 32] {
		&self.session
	}

	/// What has gone over the channels.
	pub fn traffic(&self) -> Traffic {
		self.transport.traffic()
	}

	/// Sends to one party.
	pub(crate) fn send(&mut self, to: PartyId, message: &[u8]) -> Result<(), Error> {
		Ok(self.transport.send(to, message)?)
	}

	/// Receives from one party.
	pub(crate) fn receive(&mut self, from: PartyId, length: usize) -> Result<Vec<u8>, Error> {
		Ok(self.transport.receive(from, length)?)
	}

	/// Tells everybody the same and hears the same from everybody, all of the same length; in the
	/// order of the parties, the own message among them.
	pub(crate) fn exchange(&mut self, message: Vec<u8>) -> Result<Vec<Vec<u8>>, Error> {
		let parties = self.parties();
		for to in parties.others() {
			self.transport.send(to, &message)?;
		}
		let length = message.len();
		let mut messages = vec![Vec::new(); parties.count()];
		messages[parties.me().index()] = message;
		for from in parties.others() {
			messages[from.index()] = self.transport.receive(from, length)?;
		}
		for (record, message) in self.told.iter_mut().zip(&messages) {
			record.update(message);
		}
		Ok(messages)
	}

	/// One party tells everybody; the message is the owner's or the one received.
	pub(crate) fn announce(
		&mut self,
		owner: PartyId,
		message: Option<Vec<u8>>,
		length: usize,
	) -> Result<Vec<u8>, Error> {
		let message = match message {
			Some(message) => {
				for to in self.parties().others() {
					self.transport.send(to, &message)?;
				}
				message
			},
			None => self.transport.receive(owner, length)?,
		};
		self.told[owner.index()].update(&message);
		Ok(message)
	}

	/// The sums of everybody's summands.
	pub(crate) fn sums(&mut self, mine: &[Fp]) -> Result<Vec<Fp>, Error> {
		let mut sums = Vec::with_capacity(mine.len());
		for mine in mine.chunks(ELEMENTS) {
			let messages = self.exchange(encode(mine))?;
			let start = sums.len();
			sums.extend_from_slice(mine);
			for party in self.parties().others() {
				let theirs = decode(&messages[party.index()], party, "summand")?;
				sums[start..].iter_mut().zip(theirs).for_each(|(sum, theirs)| *sum += theirs);
			}
		}
		Ok(sums)
	}

	/// Everybody's message, none of which could depend on another: commitments first, then the
	/// messages (by a hash, in the random oracle model; bound to session, party and step).
	pub(crate) fn simultaneously(&mut self, message: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
		let mut opening = vec![0; 32];
		self.rng.fill_bytes(&mut opening);
		opening.extend_from_slice(message);
		let me = self.parties().me();
		let commitment = self.commitment(me, &opening);
		let commitments = self.exchange(commitment.to_vec())?;
		// The records of everybody go with the opening: what was told so far is compared here.
		let records: Vec<u8> =
			self.told.iter().flat_map(|told| *told.finalize().as_bytes()).collect();
		opening.extend_from_slice(&records);
		let openings = self.exchange(opening)?;
		let split = 32 + message.len();
		for party in self.parties().others() {
			let (opening, theirs) = openings[party.index()].split_at(split);
			self.compare(party, theirs, &records)?;
			if self.commitment(party, opening)[..] != commitments[party.index()][..] {
				return Err(Error::BrokenCommitment(party));
			}
		}
		self.commitments += 1;
		Ok(openings.into_iter().map(|opening| opening[32..split].to_vec()).collect())
	}

	fn commitment(&self, party: PartyId, opening: &[u8]) -> [u8; DIGEST] {
		let mut hasher = blake3::Hasher::new_derive_key("panshi mpc 2026 commitment");
		hasher.update(&self.session).update(&[party.0]).update(&self.commitments.to_le_bytes());
		*hasher.update(opening).finalize().as_bytes()
	}

	fn compare(&self, party: PartyId, theirs: &[u8], mine: &[u8]) -> Result<(), Error> {
		let own = party.index() * DIGEST..(party.index() + 1) * DIGEST;
		if theirs[own.clone()] != mine[own] {
			return Err(Error::Equivocation(party));
		}
		if theirs != mine {
			return Err(Error::CheckFailed("what the parties were told"));
		}
		Ok(())
	}

	/// Coins that no party could foresee or bend, as long as one is honest.
	pub(crate) fn coins(&mut self) -> Result<Prg, Error> {
		let mut summand = [0; 32];
		self.rng.fill_bytes(&mut summand);
		let summands = self.simultaneously(&summand)?;
		let mut hasher = blake3::Hasher::new_derive_key("panshi mpc 2026 coins");
		hasher.update(&self.session).update(&self.commitments.to_le_bytes());
		for summand in &summands {
			hasher.update(summand);
		}
		Ok(Prg::from_seed(*hasher.finalize().as_bytes()))
	}
}

/// For each party a record of what it tells everybody in this session; nothing yet.
fn records(parties: Parties, session: &[u8; 32]) -> Vec<blake3::Hasher> {
	let count = u8::try_from(parties.count()).unwrap_or(u8::MAX);
	let record = |party: PartyId| {
		let mut hasher = blake3::Hasher::new_derive_key("panshi mpc 2026 told to all");
		hasher.update(session).update(&[party.0, count]);
		hasher
	};
	parties.all().map(record).collect()
}

/// Elements on the wire, one after the other.
pub(crate) fn encode(elements: &[Fp]) -> Vec<u8> {
	elements.iter().flat_map(|element| element.to_bytes()).collect()
}

/// Elements from the wire; `party` sent them.
pub(crate) fn decode(bytes: &[u8], party: PartyId, what: &'static str) -> Result<Vec<Fp>, Error> {
	let element = |bytes: &[u8]| bytes.try_into().ok().and_then(Fp::from_bytes);
	let elements: Option<Vec<_>> = bytes.chunks(BYTES).map(element).collect();
	elements.ok_or(Error::Malformed { party, what })
}
