//! A file of one gigabyte is read in at most 200 MiB.

use panshi_compute::{fingerprint::fingerprint_vcf, variants::Normaliser};
use panshi_primitives::genomics::ReferenceBuild;
use std::{
	fs::{self, File},
	io::{BufWriter, Write},
};

const SIZE: usize = 1 << 30;
const SAMPLES: usize = 2_504;

#[test]
fn reads_a_gigabyte_in_200_mebibytes() {
	let folder = tempfile::tempdir().expect("there is a place for temporary files");
	let path = folder.path().join("large.vcf");
	let mut file = BufWriter::new(File::create(&path).expect("the folder is ours"));
	let mut header = String::from("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
	for sample in 0..SAMPLES {
		header.push_str(&format!("\tS{sample}"));
	}
	let calls = "\t0|0:35:99\t0|1:28:80".repeat(SAMPLES / 2);
	writeln!(file, "{header}").expect("there is room");
	let lines = SIZE / calls.len() + 1;
	for position in 1..=lines {
		writeln!(file, "22\t{position}\t.\tA\tC\t.\t.\t.\tGT:DP:GQ{calls}").expect("there is room");
	}
	file.flush().expect("there is room");
	assert!(fs::metadata(&path).expect("it was made").len() > 1 << 30);

	let summary = fingerprint_vcf(&path, ReferenceBuild::Grch38, Normaliser::trimmed());
	assert_eq!(summary.expect("the file is sound").records, u64::try_from(lines).expect("it fits"));

	let status = fs::read_to_string("/proc/self/status").expect("this is Linux");
	let peak = status.lines().find(|line| line.starts_with("VmHWM:")).expect("the peak is there");
	let kib: u64 = peak
		.split_whitespace()
		.nth(1)
		.and_then(|number| number.parse().ok())
		.expect("it is a number of KiB");
	assert!(kib < 200 * 1_024, "{kib} KiB");
}
