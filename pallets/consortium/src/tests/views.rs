use super::*;

#[test]
fn show_members_and_their_nodes() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(Consortium::member(OUTSIDER), None);
		assert_eq!(Consortium::member(HOLDER), Members::<Test>::get(HOLDER));
		assert!(Consortium::nodes_of(HOLDER).is_empty());
		let nodes: Vec<_> = (1..=5).map(|seed| register(HOLDER, seed)).collect();
		register(OTHER_HOLDER, 6);
		assert_eq!(Consortium::nodes_of(HOLDER), nodes);
	});
}
