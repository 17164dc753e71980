//! AND gates a second of `polytune`: malicious security against all parties but one, all preprocessing
//! included. `cargo run --release -- [GATES] [PARTIES]`; prints one line for `cargo xtask bench`.
//!
//! Parties are tasks of one process over channels in memory, as in the benchmarks of panshi-mpc.

use garble_lang::circuit::{Circuit, Gate};
use polytune::{channel::SimpleChannel, mpc};
use std::time::Instant;

/// A party's bits; each is 1.
const BITS: usize = 128;

/// A chain of gates over everybody's bits.
fn circuit(gates: usize, parties: usize) -> Circuit {
	let inputs = BITS * parties;
	Circuit {
		input_gates: vec![BITS; parties],
		gates: (0..gates).map(|gate| Gate::And(gate, gate + inputs - 1)).collect(),
		output_gates: vec![inputs + gates - 1],
	}
}

/// Processor seconds of the threads of this process.
fn processor() -> f64 {
	let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
	let nanoseconds = tasks.filter_map(|task| {
		let stat = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
		stat.split(' ').next()?.parse::<f64>().ok()
	});
	nanoseconds.sum::<f64>() / 1e9
}

#[tokio::main(worker_threads = 2)]
async fn main() {
	let mut arguments = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
	let gates = arguments.next().unwrap_or(20_000);
	let parties = arguments.next().unwrap_or(3);
	let circuit: garble_lang::register_circuit::Circuit = circuit(gates, parties).into();
	let (clock, before) = (Instant::now(), processor());
	let mut tasks = Vec::new();
	for (me, channel) in SimpleChannel::channels(parties).into_iter().enumerate() {
		let circuit = circuit.clone();
		tasks.push(tokio::spawn(async move {
			let inputs = vec![true; BITS];
			let result = mpc(&channel, &circuit, &inputs, 0, me, &[0], None).await;
			(result.expect("honest parties"), channel.bytes_sent())
		}));
	}
	let mut sent = 0;
	for (me, task) in tasks.into_iter().enumerate() {
		let (output, bytes) = task.await.expect("no panic");
		assert!(me > 0 || output == [true], "a wrong result");
		sent += bytes;
	}
	let (wall, cpu) = (clock.elapsed().as_secs_f64(), processor() - before);
	println!("figure polytune-and-gates {gates} {wall:.4} {cpu:.4} {}", sent / parties as u64);
}
