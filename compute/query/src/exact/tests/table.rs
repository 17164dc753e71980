//! The file.

use super::*;
use std::io::Write;

/// Bytes before the first row.
const HEADER: usize = 126;

fn builder(key: &EpochKey) -> TableBuilder<'_> {
	let layout = TableLayout { record: 8, threads: 1, rows_in_memory: 4 };
	TableBuilder::new(key, 1, SPELLING, layout, &mut rng(2)).unwrap()
}

fn key() -> EpochKey {
	EpochKey::generate(&mut rng(1))
}

#[test]
fn every_altered_byte_is_found() {
	let database = database(100, 1);
	let header = HEADER;
	let row = 16 + 2 + 40 + 16;
	database.table().verify().unwrap();
	for place in (0..database.bytes.len()).step_by(13) {
		let mut bytes = database.bytes.clone();
		bytes[place] ^= 0x20;
		let found = Table::open(Cursor::new(bytes), &database.commitment)
			.and_then(|mut table| table.verify());
		let page = ((place.saturating_sub(header)) / row / 64) as u64;
		let in_rows = (header..header + 200 * row).contains(&place);
		match found.unwrap_err() {
			TableError::Page { page: named } if in_rows => assert_eq!(named, page),
			TableError::Format | TableError::OtherFormat { .. } | TableError::Length { .. }
				if place < header =>
			{
				()
			},
			TableError::Root if !in_rows => (),
			other => panic!("byte {place}: {other}"),
		}
	}
}

#[test]
fn a_wrong_page_is_named_when_it_is_read() {
	let database = database(100, 1);
	let (asker, query) = database.ask(&[variant(1)], 5);
	let answer = database.owner().answer(&JOB, &query, &mut rng(6)).unwrap();
	let opening = asker.open(&answer).unwrap();
	let mut bytes = database.bytes.clone();
	let pages = HEADER..HEADER + 200 * (16 + 2 + 40 + 16);
	bytes[pages].iter_mut().for_each(|byte| *byte ^= 1);
	let mut table = Table::open(Cursor::new(bytes), &database.commitment).unwrap();
	assert!(matches!(opening.find(&mut table), Err(TableError::Page { .. })));
}

#[test]
fn a_row_that_was_committed_to_but_does_not_open_is_found() {
	let database = database(3, 1);
	let (asker, query) = database.ask(&[variant(2)], 5);
	let answer = database.owner().answer(&JOB, &query, &mut rng(6)).unwrap();
	let opening = asker.open(&answer).unwrap();
	// The owner spoils all sealed records, then commits to the result.
	let (header, row) = (HEADER, 16 + 2 + 40 + 16);
	let mut bytes = database.bytes.clone();
	for sealed in 0..6 {
		bytes[header + sealed * row + 20] ^= 1;
	}
	let commitment = super::super::table::commit_to(&mut bytes);
	let mut table = Table::open(Cursor::new(bytes), &commitment).unwrap();
	assert!(matches!(opening.find(&mut table), Err(TableError::Row { page: 0 })));
}

#[test]
fn fails_on_another_table() {
	let (mine, other) = (database(10, 1), database(10, 2));
	let open = |bytes: &[u8]| Table::open(Cursor::new(bytes.to_vec()), &mine.commitment);
	assert!(matches!(open(&other.bytes).unwrap_err(), TableError::Root));
	assert!(matches!(open(&mine.bytes[..50]).unwrap_err(), TableError::Format));
	let mut earlier = mine.bytes.clone();
	earlier[8] = 1;
	assert!(matches!(open(&earlier).unwrap_err(), TableError::OtherFormat { found: 1 }));
	let short = &mine.bytes[..mine.bytes.len() - 1];
	assert!(matches!(open(short).unwrap_err(), TableError::Length { .. }));
}

#[test]
fn two_builds_with_one_key_share_no_row() {
	let key = key();
	let build = |seed| {
		let layout = TableLayout { record: 8, ..TableLayout::default() };
		let mut builder = TableBuilder::new(&key, 1, SPELLING, layout, &mut rng(seed)).unwrap();
		builder.add(&variant(1), b"same").unwrap();
		let mut bytes = Cursor::new(Vec::new());
		builder.finish(&mut bytes).unwrap();
		bytes.into_inner()
	};
	let (a, b) = (build(1), build(2));
	let rows = HEADER + 16;
	assert_ne!(a[HEADER..rows], b[HEADER..rows], "labels");
	assert_ne!(a[rows..], b[rows..], "records");
}

#[test]
fn a_table_commits_to_how_its_variants_are_written() {
	let key = key();
	let reference = Hash::repeat_byte(3);
	let rule = NormalisationRule::FullyJustified { reference };
	let spelling = Spelling { rule, ..SPELLING };
	let layout = TableLayout { record: 8, ..TableLayout::default() };
	let mut builder = TableBuilder::new(&key, 1, spelling, layout, &mut rng(2)).unwrap();
	// One base more in a run of four.
	let repeat = variant_of(7, b"AAAA", b"AAAAA");
	builder.add(&repeat, b"more").unwrap();
	let mut bytes = Cursor::new(Vec::new());
	let commitment = builder.finish(&mut bytes).unwrap();
	assert_eq!(commitment.spelling, spelling);
	assert_eq!(Commitment::of(Cursor::new(bytes.get_ref().as_slice())).unwrap(), commitment);

	let ask = |item: &Item, commitment: &Commitment| {
		let asked = std::slice::from_ref(item);
		ExactAsker::ask(asked, commitment, &JOB, &mut rng(5)).map(drop)
	};
	let refused = |error| Err(AskError::Item { index: 0, error });
	assert_eq!(ask(&repeat, &commitment), Ok(()));
	assert_eq!(ask(&repeat, &database(1, 1).commitment), refused(ItemError::NotCanonical));
	let Item::Variant { variant, .. } = repeat else { panic!("it is a variant") };
	let elsewhere = Item::Variant { build: ReferenceBuild::Grch37, variant };
	assert_eq!(ask(&elsewhere, &commitment), refused(ItemError::OtherBuild));

	// Whoever says otherwise in the file has another table.
	let mut other = bytes.into_inner();
	other[HEADER - 1] ^= 1;
	assert!(matches!(Table::open(Cursor::new(other), &commitment), Err(TableError::Root)));
}

#[test]
fn fails_when_an_item_is_repeated() {
	let key = key();
	let mut builder = builder(&key);
	for number in [1, 2, 3, 4, 5, 6, 2] {
		builder.add(&variant(number), b"x").unwrap();
	}
	let error = builder.finish(Cursor::new(Vec::new())).unwrap_err();
	assert!(matches!(error, BuildError::RepeatedItem { first: 1, second: 6 }), "{error}");
}

#[test]
fn fails_on_records_and_layouts_out_of_bounds() {
	let key = key();
	let mut table = builder(&key);
	let error = table.add(&variant(1), &[0; 9]).unwrap_err();
	assert!(matches!(error, BuildError::RecordLength { index: 0, given: 9, max: 8 }));
	assert!(matches!(table.add(&variant(0), b""), Err(BuildError::Item { index: 0, .. })));
	assert!(matches!(table.finish(Cursor::new(Vec::new())), Err(BuildError::Empty)));
	for (record, threads, rows_in_memory) in [(0, 1, 1), (4_097, 1, 1), (8, 0, 1), (8, 1, 0)] {
		let layout = TableLayout { record, threads, rows_in_memory };
		let refused = TableBuilder::new(&key, 1, SPELLING, layout, &mut rng(2)).map(drop);
		assert!(matches!(refused, Err(BuildError::Layout)));
	}
}

#[test]
fn fails_when_the_file_cannot_be_written() {
	let key = key();
	let mut table = builder(&key);
	table.add(&variant(1), b"x").unwrap();
	struct Full(Cursor<Vec<u8>>);
	impl Write for Full {
		fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
			Err(std::io::ErrorKind::StorageFull.into())
		}
		fn flush(&mut self) -> std::io::Result<()> {
			Ok(())
		}
	}
	impl std::io::Seek for Full {
		fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
			self.0.seek(to)
		}
	}
	let error = table.finish(Full(Cursor::default())).unwrap_err();
	assert!(matches!(error, BuildError::Write(_)));
}
