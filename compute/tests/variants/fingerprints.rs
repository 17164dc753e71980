//! What a fingerprint depends on.

use super::*;

const LINES: [&str; 3] = ["22 100 A C 0/1 1/1", "22 200 G T,A ./. 1|2", "X 5 CA C 1 0/0"];

#[test]
fn do_not_depend_on_compression() {
	let files = Files::new();
	let text = vcf(&["a", "b"], &LINES);
	let mut blocks = bgzf::io::Writer::new(Vec::new());
	blocks.write_all(text.as_bytes()).expect("writing to memory does not fail");
	let blocks = blocks.finish().expect("writing to memory does not fail");
	let plain = fingerprint(&files.write("a.vcf", &text));
	assert_eq!(plain, fingerprint(&files.write("b.vcf.gz", blocks)));
	assert_eq!(plain, fingerprint(&files.write("c.vcf.gz", gzipped(&text))));
	assert_eq!((plain.records, plain.samples), (4, 2));
}

#[test]
fn do_not_depend_on_the_form_of_the_file() {
	let files = Files::new();
	let one = fingerprint(&files.vcf(&["a", "b"], &LINES));
	// Records in another order, sites split and with bases in common, people in another
	// order, other phase, another prefix.
	let other = fingerprint(&files.vcf(
		&["b", "a"],
		&[
			"chrX 5 CAA CA 0|0 1",
			"chr22 200 G A 1/0 ./.",
			"chr22 200 G T 0/1 ./.",
			"chr22 99 TA TC 1|1 1|0",
		],
	));
	assert_eq!(one, other);
}

#[test]
fn differ_when_anything_differs() {
	let files = Files::new();
	let one = fingerprint(&files.vcf(&["a", "b"], &LINES)).fingerprint;
	let mut all = vec![one];
	for (from, to) in [
		("0/1 1/1", "1/1 0/1"),
		("0/1 1/1", "0/1 0/1"),
		("./.", "0/0"),
		("22 100", "22 101"),
		("A C", "A G"),
		("X 5", "Y 5"),
	] {
		let lines: Vec<_> = LINES.iter().map(|line| line.replace(from, to)).collect();
		let lines: Vec<_> = lines.iter().map(String::as_str).collect();
		all.push(fingerprint(&files.vcf(&["a", "b"], &lines)).fingerprint);
	}
	// A record twice, a record less, another build.
	let twice = [LINES[0], LINES[0], LINES[1], LINES[2]];
	all.push(fingerprint(&files.vcf(&["a", "b"], &twice)).fingerprint);
	all.push(fingerprint(&files.vcf(&["a", "b"], &LINES[..2])).fingerprint);
	let path = files.vcf(&["a", "b"], &LINES);
	let build = ReferenceBuild::Grch38;
	let other = fingerprint_vcf(&path, build, Normaliser::trimmed()).expect("it is sound");
	all.push(other.fingerprint);
	let count = all.len();
	all.sort();
	all.dedup();
	assert_eq!(all.len(), count);
}

#[test]
fn keep_their_bytes() {
	let files = Files::new();
	let summary = fingerprint(&files.vcf(&["a", "b"], &LINES));
	assert_eq!(
		hex::encode(summary.fingerprint),
		"3b7b9d2f5cd2a87315b7ec8eb4004a163e48117e7eafa9f6762e92ac44e09c17"
	);
}
