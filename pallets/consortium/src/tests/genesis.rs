use super::*;
use crate::{GenesisConfig, GenesisMember};
use panshi_primitives::Hash;

#[test]
fn founds_the_consortium_and_tells_the_collective() {
	let mut qualified = founder(CONSUMER, &[Role::Consumer, Role::ThirdParty]);
	qualified.qualifications.push(founding_qualification(10));
	ExtBuilder::default()
		.members(vec![founder(OPERATOR, &[Role::Operator]), qualified])
		.build_and_execute(|| {
			assert!(Consortium::has_role(&CONSUMER, Role::ThirdParty));
			assert!(Consortium::is_qualified(&CONSUMER, QualificationKind::LegalEntity, 9));
			assert!(Consortium::has_role(&OPERATOR, Role::Operator));
			let member = Members::<Test>::get(OPERATOR).expect("it is a founder");
			assert_eq!(member.name.into_inner(), b"Organisation");
			assert_eq!(member.country, *b"CN");
			assert_eq!(member.admitted_at, 0);
			let members = vec![CONSUMER, OPERATOR];
			assert_eq!(
				LastTold::get(),
				Told { incoming: members.clone(), outgoing: vec![], members }
			);
		});
}

#[test]
fn reads_what_chain_specifications_say() {
	let json = serde_json::json!({
		"members": [{
			"account": HOLDER,
			"name": "Laboratory A",
			"country": "CN",
			"roles": ["holder", "thirdParty"],
			"qualifications": [{
				"kind": "laboratoryLicence",
				"issuer": "Ministry of Health",
				"evidence": Hash::repeat_byte(3),
				"expiresAt": 1_000,
			}],
		}, {
			"account": OPERATOR,
			"name": "Market",
			"country": "SG",
			"roles": ["operator"],
		}],
	});
	let config: GenesisConfig<Test> = serde_json::from_value(json).expect("it is well formed");
	assert_eq!(config.members[0].roles, vec![Role::Holder, Role::ThirdParty]);
	assert_eq!(config.members[0].qualifications[0].expires_at, 1_000);
	assert!(config.members[1].qualifications.is_empty());
	ExtBuilder::default().members(config.members).build_and_execute(|| {
		assert!(Consortium::is_qualified(&HOLDER, QualificationKind::LaboratoryLicence, 999));
	});
}

fn fails_to_found(member: GenesisMember) {
	ExtBuilder::default().members(vec![member]).build_and_execute(|| ());
}

#[test]
#[should_panic(expected = "member Organisation of the genesis configuration is not valid")]
fn fails_for_a_founder_without_a_role() {
	fails_to_found(founder(HOLDER, &[]));
}

#[test]
#[should_panic(expected = "of the genesis configuration is not valid")]
fn fails_for_a_country_of_three_letters() {
	fails_to_found(GenesisMember { country: "CHN".into(), ..founder(HOLDER, &[Role::Holder]) });
}

#[test]
#[should_panic(expected = "a qualification of Organisation is not valid")]
fn fails_for_a_qualification_that_never_counts() {
	let mut member = founder(HOLDER, &[Role::Holder]);
	member.qualifications.push(founding_qualification(0));
	fails_to_found(member);
}
