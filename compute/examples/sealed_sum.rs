//! What a sealed sum of a million lanes costs its three holders and its consumer, beside the time
//! that the same bytes take over loopback: `cargo run -p panshi-compute --example sealed_sum [LANES]`.
//!
//! What the chain does in between, adding, is timed apart. A job has at most 2^19 lanes: a million are
//! two jobs. The three holders share the processors here, and then the consumer has them all; the time
//! that one holder takes alone, as on a machine of its own, stands beside it.

use panshi_compute::sealed_sum::{Chunk, EphemeralSecret, Holder, ResultKeyPair, SumContext};
use panshi_primitives::{
	sealed_sum::{add_lanes, MAX_LANES},
	ChannelKey, Hash,
};
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};
use std::{
	io::{Read, Write},
	net::{TcpListener, TcpStream},
	thread,
	time::Instant,
};

const HOLDERS: usize = 3;
const ROUNDS: usize = 5;
/// Bytes of one write.
const WRITE: usize = 1 << 20;

type Error = Box<dyn std::error::Error>;

/// Keys and vectors of one job.
struct Job {
	context: SumContext,
	secrets: Vec<EphemeralSecret>,
	keys: Vec<ChannelKey>,
	consumer: ResultKeyPair,
	vectors: Vec<Vec<u64>>,
}

impl Job {
	fn new(seed: u64, lanes: u32) -> Result<Self, Error> {
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let secrets: Vec<_> = (0..HOLDERS).map(|_| EphemeralSecret::generate(&mut rng)).collect();
		let keys = secrets.iter().map(EphemeralSecret::public).collect();
		let consumer = ResultKeyPair::generate(&mut rng);
		// One lane is the weighted check lane.
		let length = usize::try_from(lanes)? - 1;
		let mut vector = || (0..length).map(|_| u64::from(rng.next_u32())).collect();
		let vectors = (0..HOLDERS).map(|_| vector()).collect();
		let context = SumContext { job_digest: Hash::repeat_byte(7), lanes };
		Ok(Job { context, secrets, keys, consumer, vectors })
	}

	/// The share of a holder, which gives its vector away.
	fn share(&self, index: usize, vector: Vec<u64>) -> Vec<Chunk> {
		let result_key = self.consumer.public();
		let secret = &self.secrets[index];
		let holder = Holder::new(self.context, index, secret, &self.keys, &result_key);
		let chunks = holder.and_then(|holder| holder.seal(vector));
		chunks.expect("sound keys and the right length").collect()
	}

	/// All holders' shares, each holder in a thread.
	fn seal(&self, vectors: Vec<Vec<u64>>) -> Vec<Vec<Chunk>> {
		thread::scope(|scope| {
			let threads: Vec<_> = vectors
				.into_iter()
				.enumerate()
				.map(|(index, vector)| scope.spawn(move || self.share(index, vector)))
				.collect();
			threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
		})
	}

	fn sum(&self) -> Vec<u64> {
		let mut sum = vec![0; self.vectors[0].len()];
		for vector in &self.vectors {
			sum.iter_mut().zip(vector).for_each(|(sum, lane): (&mut u64, _)| {
				*sum = sum.wrapping_add(*lane);
			});
		}
		sum
	}
}

/// What the chain keeps.
fn add(shares: &[Vec<Chunk>]) -> Vec<Vec<u8>> {
	let mut sum: Vec<Vec<u8>> = shares[0].iter().map(|chunk| chunk.lanes.clone()).collect();
	for share in &shares[1..] {
		for (sum, chunk) in sum.iter_mut().zip(share) {
			assert!(add_lanes(sum, &chunk.lanes), "chunks of one length");
		}
	}
	sum
}

/// Processor seconds of this process.
fn processor() -> f64 {
	let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
	let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
	fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Seconds that so many bytes take over loopback.
fn loopback(bytes: usize) -> Result<f64, Error> {
	let listener = TcpListener::bind("127.0.0.1:0")?;
	let address = listener.local_addr()?;
	let start = Instant::now();
	let sender = thread::spawn(move || -> std::io::Result<()> {
		let mut stream = TcpStream::connect(address)?;
		let buffer = vec![1; WRITE];
		let mut left = bytes;
		while left > 0 {
			let length = left.min(WRITE);
			stream.write_all(&buffer[..length])?;
			left -= length;
		}
		Ok(())
	});
	let (mut stream, _) = listener.accept()?;
	let (mut buffer, mut read) = (vec![0; WRITE], 0);
	while read < bytes {
		read += match stream.read(&mut buffer)? {
			0 => return Err("the connection ended early".into()),
			some => some,
		};
	}
	sender.join().map_err(|_| "the sender panicked")??;
	Ok(start.elapsed().as_secs_f64())
}

fn median(mut values: Vec<f64>) -> f64 {
	values.sort_by(f64::total_cmp);
	values[values.len() / 2]
}

fn main() -> Result<(), Error> {
	let lanes = std::env::args().nth(1).map_or(Ok(1_000_000), |lanes| lanes.parse::<u32>())?;
	let mut jobs = Vec::new();
	let mut left = lanes;
	while left > 1 {
		jobs.push(Job::new(u64::from(left), left.min(MAX_LANES))?);
		left -= left.min(MAX_LANES);
	}
	let (mut off_chain, mut on_chain, mut moved, mut ratios) = (vec![], vec![], vec![], vec![]);
	let mut alone = vec![];
	let (mut bytes, mut used) = (0, 0.0);
	for _ in 0..ROUNDS {
		let (mut ours, mut chain, mut one) = (0.0, 0.0, 0.0);
		bytes = 0;
		for job in &jobs {
			let vectors = job.vectors.clone();
			let (start, before) = (Instant::now(), processor());
			let shares = job.seal(vectors);
			ours += start.elapsed().as_secs_f64();
			used += processor() - before;
			let start = Instant::now();
			let sum = add(&shares);
			chain += start.elapsed().as_secs_f64();
			let (start, before) = (Instant::now(), processor());
			let opened = job.consumer.open(&job.context, &job.keys, &sum)?;
			ours += start.elapsed().as_secs_f64();
			used += processor() - before;
			assert_eq!(opened, job.sum(), "a wrong sum");
			let vector = job.vectors[0].clone();
			let start = Instant::now();
			assert_eq!(job.share(0, vector), shares[0], "a share is the same again");
			one += start.elapsed().as_secs_f64();
			bytes += (HOLDERS + 1) * sum.iter().map(Vec::len).sum::<usize>();
		}
		let loopback = loopback(bytes)?;
		off_chain.push(ours);
		alone.push(one);
		on_chain.push(chain);
		moved.push(loopback);
		ratios.push(ours / loopback);
	}
	println!(
		"lanes | holders | bytes moved | off-chain s | CPU s | one holder alone s | chain's additions s | \
		 loopback s | ratio"
	);
	println!(
		"{lanes} | {HOLDERS} | {bytes} | {:.4} | {:.3} | {:.4} | {:.4} | {:.4} | {:.1}",
		median(off_chain),
		used / ROUNDS as f64,
		median(alone),
		median(on_chain),
		median(moved),
		median(ratios),
	);
	Ok(())
}
