//! The main job by hand, as docs/by-hand.md tells it: nothing but the command lines.

use anyhow::{Context, Result};
use panshi_stories::{
	hand::{number, word, Person, Terminal},
	network::Network,
	plain_vcf::{self, Counts},
	story::{compare, genotypes, Opened},
	wait::within,
};
use serde_json::Value;

/// Stands for the digest of a document that a story does not have.
const REPORT: &str = "0x0909090909090909090909090909090909090909090909090909090909090909";
/// The public development phrase.
const PHRASE: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
/// `//Alice`, exported from Polkadot.js with the password `whoisalice`: a test vector of
/// subxt-signer.
const ALICE_JSON: &str = r#"{
	"encoded": "DumgApKCTqoCty1OZW/8WS+sgo6RdpHhCwAkA2IoDBMAgAAAAQAAAAgAAAB6IG/q24EeVf0JqWqcBd5m2tKq5BlyY84IQ8oamLn9DZe9Ouhgunr7i36J1XxUnTI801axqL/ym1gil0U8440Qvj0lFVKwGuxq38zuifgoj0B3Yru0CI6QKEvQPU5xxj4MpyxdSxP+2PnTzYao0HDH0fulaGvlAYXfqtU89xrx2/z9z7IjSwS3oDFPXRQ9kAdDebtyCVreZ9Otw9v3",
	"encoding": { "content": ["pkcs8", "sr25519"], "type": ["scrypt", "xsalsa20-poly1305"], "version": "3" },
	"address": "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
	"meta": { "genesisHash": "", "name": "Alice", "whenCreated": 1718265838755 }
}"#;

#[tokio::test]
async fn the_main_job_takes_nothing_but_the_command_lines() -> Result<()> {
	let folder = tempfile::tempdir()?;
	let files = plain_vcf::split_by_person(&genotypes(), 3, folder.path())?;
	let mut network =
		within(200, async { Network::start(folder.path(), &files, 300).await }).await?;
	let terminal = Terminal::new(folder.path(), &network.url());

	members_are_shown(&terminal)?;
	strangers_and_wrong_keys_are_refused(&terminal)?;
	laboratories_register(&terminal, &network)?;
	data_are_registered_once(&terminal)?;
	templates_are_approved(&terminal)?;
	data_are_published(&terminal)?;
	let algorithm = algorithm_is_approved(&terminal)?;
	let agreement = authorization_is_in_force(&terminal, &algorithm)?;
	let job = job_is_created(&terminal, agreement, &algorithm)?;
	result_is_opened(&terminal, job)?;
	job_is_audited(&terminal, job)?;
	network.check()
}

fn members_are_shown(terminal: &Terminal) -> Result<()> {
	let members = terminal.anybody().json("member list")?;
	assert_eq!(members.as_array().map(Vec::len), Some(11));
	let lab = terminal.anybody().reads("member show //Lab1")?;
	for word in ["Development laboratory 1", "holder", "laboratory-licence", "1000000 PAN"] {
		assert!(lab.contains(word), "{word}: {lab}");
	}
	let nobody = ["there is no member 5F7X", "panshi member list"];
	terminal.anybody().is_refused("member show //Stranger", &nobody)
}

fn strangers_and_wrong_keys_are_refused(terminal: &Terminal) -> Result<()> {
	let call = "template approve 0";
	let stranger = ["not a member of the consortium", "--for", "`panshi member list`"];
	terminal.with("//Stranger").is_refused(call, &stranger)?;
	terminal.anybody().is_refused(call, &["takes a key that signs", "--as"])?;

	terminal.write("alice.json", ALICE_JSON)?;
	terminal.write("open.phrase", PHRASE)?;
	terminal.write_secret("short.phrase", "bottom drive obey")?;
	let alice = || terminal.with("json:alice.json");
	alice().is_refused(call, &["needs a password", "Set PANSHI_PASSWORD"])?;
	let wrong = ["alice.json: the password is wrong", "Set PANSHI_PASSWORD to the right one"];
	alice().password("guess").is_refused(call, &wrong)?;
	let missing = ["cannot read the key file missing.json", "Name another with --as"];
	terminal.with("json:missing.json").is_refused(call, &missing)?;
	let short = ["short.phrase is not valid", "Correct the file, or name another with --as"];
	terminal.with("mnemonic:short.phrase").is_refused(call, &short)?;
	let open = ["open to others on this machine", "Run: chmod 600 open.phrase"];
	terminal.with("mnemonic:open.phrase").is_refused(call, &open)?;

	let qualify = format!(
		"member qualify //Lab1 --kind researcher-status --issuer ministry --evidence {REPORT} --expires-at 99999 --sudo"
	);
	alice().password("whoisalice").reads(&qualify)?;
	let lab = terminal.anybody().reads("member show //Lab1")?;
	assert!(lab.contains("researcher-status by ministry, until block 99999"), "{lab}");
	Ok(())
}

fn laboratories_register(terminal: &Terminal, network: &Network) -> Result<()> {
	terminal.compute("keys new spare.keys --passphrase-file compute1.passphrase")?;
	for (i, info) in (1..).zip(network.node_infos()) {
		let keys = terminal.compute(&format!("keys show compute{i}.keys"))?;
		let (signing, channel) = (word(&keys, "signing_key")?, word(&keys, "channel_key")?);
		let endpoint = String::from_utf8(info.endpoint.to_vec())?;
		let register = format!(
			"member node-register --signing-key {signing} --channel-key {channel} --endpoint {endpoint}"
		);
		let done = lab(terminal, i).json(&register)?;
		assert_eq!(done["node"], i - 1);
		assert_eq!(done["bond"], "100 PAN");
	}
	let nodes = terminal.anybody().json("member node-show")?;
	assert_eq!(nodes.as_array().map(Vec::len), Some(3));
	Ok(())
}

fn data_are_registered_once(terminal: &Terminal) -> Result<()> {
	for i in 1..=3u32 {
		let name = format!("//catalogue.lab{i}.example/");
		let changes = [("//catalogue.lab1.example/", name.as_str())];
		terminal.fill("data.toml", &format!("data{i}.toml"), &changes)?;
		let register = format!("data register --file data{i}.toml --fingerprint-of lab{i}.vcf.gz");
		if i == 2 {
			let again = register.replace("lab2.vcf.gz", "lab1.vcf.gz");
			let first = ["data identity 0 of Development laboratory 1", "`panshi data show 0`"];
			lab(terminal, i).is_refused(&again, &first)?;
		}
		let done = lab(terminal, i).json(&register)?;
		let found = terminal.compute(&format!("fingerprint lab{i}.vcf.gz --build GRCh37"))?;
		assert_eq!(done["fingerprint"], found["fingerprint"], "both programs read the same");
		let (data, node) = (number(&done, "data")?, i - 1);
		let assign = format!("data assign-node {data} --node {node}");
		if i == 2 {
			let other = ["compute node", "`panshi member node-show`"];
			lab(terminal, i).is_refused(&assign.replace("--node 1", "--node 0"), &other)?;
		}
		lab(terminal, i).reads(&assign)?;
		// Exact sums take the holder's explicit word.
		lab(terminal, i).reads(&format!("data budget {data} --unlimited"))?;
	}
	let shown = terminal.anybody().json("data show 2")?;
	assert_eq!((&shown["node"], &shown["status"]), (&2.into(), &"registered".into()));
	Ok(())
}

fn templates_are_approved(terminal: &Terminal) -> Result<()> {
	for (number, kind) in ["publication", "authorization"].into_iter().enumerate() {
		let name = format!("template-{kind}.toml");
		terminal.fill(&name, &name, &[])?;
		let operator = terminal.with("//Operator");
		let done = operator.json(&format!("template propose --file {name}"))?;
		assert_eq!(done["template"], number);
		let approve = format!("template approve {number}");
		let operators = ["Only operators may do this", "Ask an operator"];
		terminal.with("//Lab1").is_refused(&approve, &operators)?;
		operator.reads(&approve)?;
	}
	let template = terminal.anybody().reads("template show 1")?;
	assert!(template.contains("a number from 1 to 30"), "{template}");
	Ok(())
}

fn data_are_published(terminal: &Terminal) -> Result<()> {
	for i in 1..=3u32 {
		let (account, data) = (format!("//Lab{i}\""), format!("identities = [{}]", i - 1));
		let changes = [("//Lab1\"", account.as_str()), ("identities = [0]", &data)];
		terminal.fill("publication.toml", "publication.toml", &changes)?;
		let (agreement, digest) = propose(&lab(terminal, i), "publication.toml")?;
		let sign = format!("agreement sign {agreement} --digest {digest}");
		if i == 1 {
			let wrong = sign.replace(&digest, REPORT);
			let read_again = [REPORT, &digest, "Read it again with `panshi agreement show 0`"];
			lab(terminal, i).is_refused(&wrong, &read_again)?;
			let party = ["not a party to this agreement", "`panshi agreement show`"];
			lab(terminal, 2).is_refused(&sign, &party)?;
			let unsigned = ["Not all parties have signed", "Wait for them"];
			terminal.with("//Operator").is_refused(&attest(agreement, &digest), &unsigned)?;
		}
		let signed = lab(terminal, i).reads(&sign)?;
		assert!(signed
			.contains(&format!("panshi {}", attest(agreement, &digest).replace(REPORT, "HASH"))));
		terminal.with("//Operator").reads(&attest(agreement, &digest))?;
	}
	let published = terminal.anybody().json("data list --published")?;
	assert_eq!(published.as_array().map(Vec::len), Some(3));
	Ok(())
}

fn algorithm_is_approved(terminal: &Terminal) -> Result<String> {
	terminal.fill("algorithm.toml", "algorithm.toml", &[])?;
	let done = terminal.with("//ThirdParty").json("algorithm register --file algorithm.toml")?;
	let digest = word(&done, "digest")?.to_string();
	authorization(terminal, &digest)?;
	let early = ["not registered and approved", "`panshi algorithm list`"];
	let propose = "agreement propose --file authorization.toml --sign-within 500";
	terminal.with("//Consumer").is_refused(propose, &early)?;
	terminal.with("//Operator").reads(&format!("algorithm review {digest} --approve"))?;
	Ok(digest)
}

/// Writes the terms of an authorization for one job.
fn authorization(terminal: &Terminal, algorithm: &str) -> Result<()> {
	let example = format!("0x{}", "01".repeat(32));
	let changes = [(example.as_str(), algorithm), ("job_quota = 3", "job_quota = 1")];
	terminal.fill("authorization.toml", "authorization.toml", &changes)
}

fn authorization_is_in_force(terminal: &Terminal, algorithm: &str) -> Result<u64> {
	authorization(terminal, algorithm)?;
	let (agreement, digest) = propose(&terminal.with("//Consumer"), "authorization.toml")?;
	let shown = terminal.anybody().json(&format!("agreement show {agreement}"))?;
	let words = terminal.anybody().reads(&format!("agreement show {agreement}"))?;
	assert!(words.contains("30 PAN for each job") && words.contains(&digest), "{words}");
	// A signer reads what the algorithm is, and whom it has to trust.
	let accepted = &shown["algorithms"][0];
	assert_eq!(accepted["code"], "panshi/allele-counts/1");
	assert_eq!((&accepted["mode"], &accepted["strength"]), (&"sealed-sum".into(), &Value::Null));
	assert!(words.contains("A sum: each holder counts alone"), "{words}");
	let sign = format!("agreement sign {agreement} --digest {digest}");
	terminal.with("//Consumer").reads(&sign)?;
	lab(terminal, 1).reads(&sign)?;
	terminal.write_secret("lab2.phrase", &format!("{PHRASE}//Lab2"))?;
	let waits = terminal.with("mnemonic:lab2.phrase").reads(&sign)?;
	assert!(waits.contains("it waits for Development laboratory 3 to sign"), "{waits}");

	let (offline, genesis) = (terminal.offline(), word(&shown, "genesis")?);
	for (name, digest) in [("wrong", REPORT), ("lab3", &digest)] {
		let sign = format!(
			"agreement sign-offline --digest {digest} --genesis {genesis} --expires-at 5000 --out {name}.sig"
		);
		lab(&offline, 3).reads(&sign)?;
	}
	let carry = format!("agreement submit-signatures {agreement} lab3.sig");
	let another = ["wrong.sig signs another agreement", REPORT, &digest, "Ask the party to sign"];
	terminal.with("//Consumer").is_refused(&carry.replace("lab3", "wrong"), &another)?;
	terminal.with("//Stranger").is_refused(&carry, &["not a member"])?;
	let all = terminal.with("//Consumer").reads(&carry)?;
	assert!(all.contains("1 signature is taken, and all parties have signed"), "{all}");
	terminal.with("//Operator").reads(&attest(agreement, &digest))?;
	Ok(agreement)
}

fn job_is_created(terminal: &Terminal, agreement: u64, algorithm: &str) -> Result<u64> {
	let consumer = terminal.with("//Consumer");
	consumer.reads("job key-new --out result.key")?;
	let exists = ["result.key exists, and is not overwritten", "Name a new file"];
	consumer.is_refused("job key-new --out result.key", &exists)?;
	consumer.reads("job key-new --out other.key")?;

	let sites = "--sites lab1.vcf.gz --sites lab2.vcf.gz --sites lab3.vcf.gz";
	let parameters = consumer.json(&format!("job parameters {sites} --build GRCh37"))?;
	let digest = word(&parameters, "digest")?;
	let create = format!(
		"job create --agreement {agreement} --algorithm {algorithm} --parameters {digest} --key result.key"
	);
	let missing = create.replace(digest, REPORT);
	consumer.is_refused(&missing, &["has not uploaded", REPORT, "Next: panshi job parameters"])?;
	let items = format!("{create} --items 7");
	consumer.is_refused(&items, &["items, not 7", "Leave --items out"])?;
	let few = ["Fewer holders take part than agreed", "`panshi agreement show`"];
	consumer.is_refused(&format!("{create} --data 0,1"), &few)?;
	terminal.with("//Lab1").is_refused(&create, &["has not uploaded", "panshi job parameters"])?;

	let done = consumer.json(&create)?;
	assert_eq!(done["fee"], "30 PAN");
	let over = create.replace("result.key", "other.key");
	let quota =
		[&format!("agreement {agreement} has no job left: 1 of 1"), "panshi agreement propose"];
	consumer.is_refused(&over, &quota)?;
	number(&done, "job")
}

fn result_is_opened(terminal: &Terminal, job: u64) -> Result<()> {
	let told = terminal.anybody().reads(&format!("watch job {job} --paid"))?;
	assert!(told.contains(&format!("Next: panshi job open {job}")), "{told}");
	for lab in 1..=3 {
		let deed = format!("Development laboratory {lab} has delivered and was paid");
		assert!(told.contains(&deed), "{deed}: {told}");
	}
	let other = ["is not the one of job 0", "`panshi job key-new`"];
	terminal.anybody().is_refused(&format!("job open {job} --key other.key"), &other)?;
	terminal
		.anybody()
		.is_refused("job open 9 --key other.key", &["there is no job 9", "`panshi job list`"])?;
	let rows = terminal.anybody().json(&format!("job open {job} --key result.key"))?;
	let opened = rows.as_array().context("a list")?.iter().map(row).collect::<Result<Opened>>()?;
	compare(&opened, &plain_vcf::count(&[genotypes()])?)?;
	let table = terminal.anybody().reads(&format!("job open {job} --key result.key"))?;
	assert_eq!(table.lines().count(), opened.len() + 1);
	Ok(())
}

fn row(row: &Value) -> Result<(plain_vcf::Key, Counts)> {
	let text = |name| Ok::<_, anyhow::Error>(word(row, name)?.to_string());
	let key = (text("chrom")?, number(row, "pos")?.try_into()?, text("ref")?, text("alt")?);
	let (ac, an, hom) = (number(row, "ac")?, number(row, "an")?, number(row, "hom")?);
	Ok((key, Counts { ac, an, hom }))
}

fn job_is_audited(terminal: &Terminal, job: u64) -> Result<()> {
	let auditor = terminal.with("//Auditor");
	let trail = auditor.json(&format!("audit trail --job {job}"))?;
	let trail = trail.as_array().context("a list")?;
	let count = |name: &str| trail.iter().filter(|entry| entry["event"] == name).count();
	assert_eq!(count("Accepted"), 3);
	assert_eq!([count("Created"), count("Released"), count("Settled")], [1, 1, 1]);
	assert_eq!(trail.first().map(|entry| &entry["event"]), Some(&"Debited".into()));
	let words = auditor.reads(&format!("audit trail --job {job}"))?;
	for word in ["Development clinic", "fee 30 PAN", "9.99999 PAN", "refunded: 0 PAN"] {
		assert!(words.contains(word), "{word}: {words}");
	}
	let shown = auditor.reads(&format!("job show {job}"))?;
	assert!(shown.contains("10.00002 PAN to Development laboratory 3"), "{shown}");
	terminal.write("opinion.md", "In order.")?;
	let text = "--text opinion.md --opening opinion.json";
	auditor.reads(&format!("audit opinion --job {job} --verdict unqualified {text}"))?;
	auditor.reads("audit trust --out trust.json")?;
	auditor.reads(&format!("audit export job {job} --out job.bundle"))?;
	let report = terminal.offline().anybody().json("audit verify job.bundle --trust trust.json")?;
	let entries = report["trail"].as_array().context("a list")?;
	let accepted = entries.iter().filter(|entry| entry["event"] == "ComputeJobs.Accepted");
	assert!(accepted.clone().all(|entry| entry["signature_checked"] == true));
	assert_eq!(accepted.count(), 3, "the signatures of the compute nodes");
	let proven = report["proven"].to_string();
	assert!(proven.contains("signed that digest off chain"), "Lab3 did: {proven}");
	assert!(proven.contains(&format!("found job {job} in order")), "{proven}");
	Ok(())
}

fn lab(terminal: &Terminal, number: u32) -> Person<'_> {
	terminal.with(&format!("//Lab{number}"))
}

fn propose(person: &Person<'_>, file: &str) -> Result<(u64, String)> {
	let done = person.json(&format!("agreement propose --file {file} --sign-within 500"))?;
	Ok((number(&done, "agreement")?, word(&done, "digest")?.to_string()))
}

fn attest(agreement: u64, digest: &str) -> String {
	format!("agreement attest {agreement} --digest {digest} --report {REPORT}")
}
