use super::*;
use crate::reader::fake::{hash_of, FakeChain};
use panshi_primitives::{AccountId, Hash};
use serde_json::Map;
use std::{collections::BTreeSet, sync::atomic::Ordering};

const MEMBER: Subject = Subject::Member(AccountId::new([1; 32]));

struct World {
	chain: Arc<FakeChain>,
	reader: Arc<Reader>,
}

impl World {
	/// A chain of `height` blocks, of which every one has the events `Created` of a job of its
	/// number, and `Settled` of job 7, both of which name the member.
	fn new(height: BlockNumber) -> Self {
		let chain = Arc::new(FakeChain::default());
		chain.finalized.store(height, Ordering::SeqCst);
		let reader = Arc::new(Reader::new(chain.clone()));
		let world = World { chain, reader };
		for number in 0..=height {
			let created = happened(number, 0, "Created", Subject::Job(number));
			let settled = happened(number, 4, "Settled", Subject::Job(7));
			world.append(number, 0, &[created, settled]);
		}
		world
	}

	fn append(&self, number: BlockNumber, known_from: BlockNumber, happened: &[Happened]) {
		let block = BlockRef { hash: hash_of(number), number, finalized: true };
		let head = Head { last: block.into(), known_from, generation: 0 };
		Postings::new(&*self.chain, 0).append(&head, happened).expect("the chain keeps it");
	}

	fn index(&self) -> TrailIndex {
		TrailIndex::open(self.reader.clone()).expect("the index opens")
	}

	fn page(&self, subject: &Subject, query: TrailQuery) -> Trail {
		self.index().page(subject, &query).expect("there is a page").value
	}
}

fn happened(block: BlockNumber, index: u32, event: &str, job: Subject) -> Happened {
	let entry = EventEntry {
		block,
		block_hash: hash_of(block),
		index,
		time: 0,
		extrinsic: None,
		signer: None,
		pallet: "ComputeJobs".to_owned(),
		event: event.to_owned(),
		fields: Map::new(),
	};
	Happened { entry, about: BTreeSet::from([MEMBER, job]) }
}

fn places(trail: &Trail) -> Vec<(BlockNumber, u32)> {
	trail.entries.iter().map(|entry| (entry.block, entry.index)).collect()
}

#[test]
fn a_trail_has_every_event_about_its_subject_and_no_other() {
	let world = World::new(9);
	let trail = world.page(&Subject::Job(3), TrailQuery::default());
	assert_eq!(places(&trail), [(3, 0)]);
	assert_eq!((trail.next, trail.known_from), (None, 0));
	let trail = world.page(&Subject::Job(7), TrailQuery::default());
	assert_eq!(trail.entries.len(), 11, "its creation, and ten times what names it");
	assert!(world.page(&Subject::Job(99), TrailQuery::default()).entries.is_empty());
	assert_eq!(world.page(&Subject::Agreement(3), TrailQuery::default()).entries, []);
}

#[test]
fn pages_join_to_the_whole_without_repetition() {
	let world = World::new(20);
	let all: Vec<_> = (0..=20).flat_map(|block| [(block, 0), (block, 4)]).collect();
	for limit in [1, 7, 42, 100] {
		let (mut joined, mut after) = (Vec::new(), None);
		for _ in 0..=42 {
			let trail =
				world.page(&MEMBER, TrailQuery { limit: Some(limit), after, ..Default::default() });
			joined.extend(places(&trail));
			after = trail.next;
			if after.is_none() {
				break;
			}
		}
		assert_eq!(joined, all, "pages of {limit}");
	}
}

#[test]
fn a_page_is_bounded_by_blocks_and_names() {
	let world = World::new(9);
	let between = TrailQuery { from: Some(3), to: Some(4), ..Default::default() };
	assert_eq!(places(&world.page(&MEMBER, between.clone())), [(3, 0), (3, 4), (4, 0), (4, 4)]);
	let named = |name: &str| TrailQuery { events: vec![name.to_owned()], ..between.clone() };
	assert_eq!(places(&world.page(&MEMBER, named("ComputeJobs.Settled"))), [(3, 4), (4, 4)]);
	assert_eq!(world.page(&MEMBER, named("ComputeJobs")).entries.len(), 4);
	assert!(world.page(&MEMBER, named("Agreements.Settled")).entries.is_empty());
	let reversed = TrailQuery { from: Some(4), to: Some(3), ..Default::default() };
	assert!(world.page(&MEMBER, reversed).entries.is_empty());
}

#[test]
fn a_filter_looks_at_a_bounded_number_of_events() {
	let world = World::new(600);
	let query = TrailQuery { events: vec!["Nothing".to_owned()], ..Default::default() };
	let trail = world.page(&MEMBER, query.clone());
	let next = trail.next.expect("there is a rest");
	assert_eq!((trail.entries.len(), next), (0, Cursor { block: 249, event: 4 }));
	let trail = world.page(&MEMBER, TrailQuery { after: Some(next), ..query });
	assert_eq!(trail.next, Some(Cursor { block: 499, event: 4 }));
}

#[test]
fn fails_when_a_question_is_over_a_limit() {
	let index = World::new(1).index();
	let refused = |query| index.page(&MEMBER, &query).err();
	let limit = |limit| TrailQuery { limit: Some(limit), ..Default::default() };
	assert!(matches!(refused(limit(101)), Some(RpcError::Limit { given: 101, most: 100, .. })));
	assert!(matches!(refused(limit(0)), Some(RpcError::BadQuery(_))));
	let events = |events| TrailQuery { events, ..Default::default() };
	let many = events(vec!["ComputeJobs".to_owned(); MAX_NAMES + 1]);
	assert!(matches!(refused(many), Some(RpcError::Limit { most: MAX_NAMES, .. })));
	let long = events(vec!["x".repeat(MAX_TEXT + 1)]);
	assert!(matches!(refused(long), Some(RpcError::Limit { most: MAX_TEXT, .. })));
}

#[test]
fn the_last_place_there_can_be_has_nothing_after_it() {
	let after = Cursor { block: BlockNumber::MAX, event: u32::MAX };
	let query = TrailQuery { after: Some(after), ..Default::default() };
	let trail = World::new(1).page(&MEMBER, query);
	assert_eq!((trail.entries, trail.next), (Vec::new(), None));
}

#[test]
fn fails_when_the_index_is_far_behind() {
	let world = World::new(1);
	let far = u32::try_from(MAX_LAG).expect("a small number") + 2;
	world.chain.finalized.store(far, Ordering::SeqCst);
	let answer = world.index().page(&MEMBER, &TrailQuery::default());
	assert_eq!(answer.err(), Some(RpcError::IndexNotReady));
	world.chain.finalized.store(far - 1, Ordering::SeqCst);
	let answer = world.index().page(&MEMBER, &TrailQuery::default()).expect("near enough");
	assert_eq!((answer.block.number, answer.block.hash), (1, hash_of(1)));
}

#[test]
fn a_state_that_was_discarded_is_a_gap_that_the_trail_admits() {
	let world = World::new(2);
	world.chain.finalized.store(4, Ordering::SeqCst);
	let index = world.index();
	while index.is_behind() {
		index.index_next().expect("a discarded state stops nothing");
	}
	let trail = index.page(&MEMBER, &TrailQuery::default()).expect("there is a page");
	assert_eq!((trail.block.number, trail.value.known_from), (4, 5));
	assert_eq!(trail.value.entries.len(), 6, "what was known stays known");
}

#[test]
fn an_index_of_another_chain_is_made_again() {
	let world = World::new(3);
	let block = BlockRef { hash: Hash::repeat_byte(9), number: 3, finalized: true };
	let head = Head { last: block.into(), known_from: 0, generation: 0 };
	Postings::new(&*world.chain, 0).append(&head, &[]).expect("the chain keeps it");
	let index = world.index();
	assert_eq!((index.head(), index.generation), (None, 1));
	assert_eq!(index.postings().count(&MEMBER), Ok(0), "nothing is counted twice");
}

#[test]
fn subscribers_are_told_what_is_about_their_subject() {
	let block = BlockRef { hash: hash_of(1), number: 1, finalized: true };
	let happened = vec![
		happened(1, 0, "Created", Subject::Job(1)),
		happened(1, 1, "Settled", Subject::Job(7)),
	];
	let told = BlockEvents { block, happened };
	assert_eq!(told.about(&Subject::Job(7)).len(), 1);
	assert_eq!(told.about(&MEMBER).len(), 2);
	assert!(told.about(&Subject::Data(7)).is_empty());
}
