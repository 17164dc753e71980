//! What a node answers about the main job over JSON-RPC, and what it refuses.

use anyhow::{ensure, Context, Result};
use codec::{Decode, Encode};
use jsonrpsee::{
	core::client::{ClientT, Error, Subscription},
	rpc_params,
	ws_client::{WsClient, WsClientBuilder},
};
use panshi_primitives::{
	agreement::Agreement,
	data::DataIdentity,
	job::{CallRecord, Job},
	trail::Subject,
	Hash,
};
use panshi_rpc::{
	limits,
	types::{
		Answer, At, DataQuery, DataRef, EventEntry, Item, JobFilter, JobParty, Page, TrailQuery,
	},
	PanshiRpcClient, RpcError,
};
use panshi_stories::{
	rpc_docs, rpc_fuzz,
	story::{Market, OpenMarket, Outcome},
	wait::within,
};
use serde_json::{json, Value};
use sp_core::Blake2Hasher;
use sp_state_machine::read_proof_check;
use std::collections::BTreeSet;
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::TcpStream,
};

#[tokio::test]
async fn an_auditor_reads_the_main_job_over_json_rpc() -> Result<()> {
	within(500, async {
		let folder = tempfile::tempdir()?;
		let mut open = OpenMarket::start(folder.path(), &Market::default()).await?;
		let node = WsClientBuilder::default().build(open.network.url()).await?;
		let agreement = open.authorization.agreement;
		let told = node.subscribe_audit_trail(Subject::Agreement(agreement)).await?;
		let outcome = open.cast.run_job(&open.authorization, &mut |_: &str| ()).await?;

		subscribers_are_told_of_the_job(told, &outcome).await?;
		answers_are_what_state_call_gives(&node, agreement).await?;
		the_trail_is_what_the_blocks_say(&node, &open, &outcome).await?;
		lists_go_page_by_page(&node, &open).await?;
		proofs_hold_without_the_node(&node, agreement).await?;
		answers_say_at_which_block_they_hold(&node).await?;
		questions_have_limits(&node).await?;
		let port = open.network.url().rsplit(':').next().unwrap_or_default().to_owned();
		bodies_have_limits_of_size_and_depth(&port).await?;
		rpc_fuzz::check(&port).await?;
		tokio::task::spawn_blocking(move || rpc_docs::check(&port)).await??;
		open.network.check()
	})
	.await
}

/// Everything that the chain says of the agreement from the creation of the job on, in order.
async fn subscribers_are_told_of_the_job(
	mut told: Subscription<Answer<Vec<EventEntry>>>,
	outcome: &Outcome,
) -> Result<()> {
	let Answer { block, value } = told.next().await.context("the subscription stays open")??;
	let created = outcome.trail.iter().find(|entry| entry.event.name == "Created");
	let created = created.context("the job was created")?;
	assert!(block.finalized);
	assert_eq!(block.number, created.block);
	let names: Vec<&str> = value.iter().map(|entry| entry.event.as_str()).collect();
	assert_eq!(names, ["Created"]);
	assert_eq!(value[0].fields["job"], json!(outcome.job));
	assert_eq!((value[0].block, &value[0].block_hash), (block.number, &block.hash));
	told.unsubscribe().await?;
	Ok(())
}

/// Any client that can call the runtime has the same data, with no method of ours.
async fn answers_are_what_state_call_gives(node: &WsClient, agreement: u32) -> Result<()> {
	let job = node.job(0, None).await?;
	let (block, value) = (job.block.hash, job.value.context("there is a job")?);
	let raw: Job =
		state_call::<Option<Job>>(node, "PanshiApi_job", &0u32, block).await?.context("a job")?;
	let shown = &value["job"];
	assert_eq!(shown["consumer"], json!(raw.consumer.to_string()));
	assert_eq!(shown["digest"], json!(raw.digest));
	assert_eq!(shown["fee"], json!(raw.fee.to_string()));
	assert_eq!(shown["createdAt"], json!(raw.created_at));
	assert_eq!(shown["participants"].as_array().map(Vec::len), Some(raw.participants.len()));
	for (shown, raw) in
		shown["participants"].as_array().into_iter().flatten().zip(&raw.participants)
	{
		assert_eq!(shown["fingerprint"], json!(raw.fingerprint));
		assert_eq!(shown["holder"], json!(raw.holder.to_string()));
		assert_eq!(shown["signingKey"], json!(format!("0x{}", hex::encode(raw.signing_key))));
	}
	let record: Option<CallRecord> =
		state_call(node, "PanshiApi_call_record", &0u32, block).await?;
	let record = record.context("a record")?;
	let paid: Vec<String> = record.settlement.paid.iter().map(u128::to_string).collect();
	assert_eq!(value["record"]["settlement"]["paid"], json!(paid));
	assert_eq!(value["record"]["result"], json!(record.result));

	let shown = node.agreement(agreement, Some(At::Hash(block))).await?.value.context("shown")?;
	let raw: Vec<Option<Agreement>> =
		state_call(node, "PanshiApi_agreements", &vec![agreement], block).await?;
	let raw = raw.into_iter().next().flatten().context("an agreement")?;
	assert_eq!(shown["standing"]["digest"], json!(raw.standing.digest));
	assert_eq!(shown["standing"]["jobsStarted"], json!(raw.standing.jobs_started));
	assert!(shown["standing"]["state"]["active"].is_object(), "{shown}");
	assert_eq!(shown["content"]["signBefore"], json!(raw.content.sign_before));
	assert_eq!(shown["attestation"]["checks"].as_array().map(Vec::len), Some(7));

	let shown =
		node.data_identity(DataRef::Id(1), Some(At::Hash(block))).await?.value.context("shown")?;
	let raw: Option<DataIdentity> =
		state_call(node, "PanshiApi_data_identity", &1u32, block).await?;
	let raw = raw.context("a data identity")?;
	let descriptor = &shown["identity"]["descriptor"];
	assert_eq!(descriptor["fingerprint"], json!(raw.descriptor.fingerprint));
	assert_eq!(descriptor["recordCount"], json!(raw.descriptor.record_count.to_string()));
	assert_eq!(descriptor["referenceBuild"], json!("grch37"));
	assert_eq!(
		shown["privacyLedger"],
		json!({
			"granted": "unlimited", "allowance": "unlimited", "spent": "0", "exact": 1
		})
	);
	let by_print = DataRef::Fingerprint(raw.descriptor.fingerprint);
	let found = node.data_identity(by_print, Some(At::Hash(block))).await?;
	assert_eq!(found.value, Some(shown));
	Ok(())
}

async fn state_call<T: Decode>(
	node: &WsClient,
	method: &str,
	argument: &impl Encode,
	at: Hash,
) -> Result<T> {
	let argument = format!("0x{}", hex::encode(argument.encode()));
	let answer: String = node.request("state_call", rpc_params![method, argument, at]).await?;
	let bytes = hex::decode(answer.trim_start_matches("0x"))?;
	Ok(T::decode(&mut bytes.as_slice())?)
}

/// The node's trail and the one that a client makes of the blocks by itself have the same events.
async fn the_trail_is_what_the_blocks_say(
	node: &WsClient,
	open: &OpenMarket,
	outcome: &Outcome,
) -> Result<()> {
	let (cast, agreement) = (&open.cast, open.authorization.agreement);
	for subject in [
		Subject::Job(outcome.job),
		Subject::Agreement(agreement),
		Subject::Data(0),
		Subject::Algorithm(open.authorization.algorithm),
		Subject::Member(cast.laboratories[0].organisation.account()),
		Subject::Member(cast.operator.account()),
	] {
		let (indexed, last) = whole_trail(node, &subject).await?;
		let read = cast.chain.trail(subject.clone(), Some(1), Some(last)).await?;
		let of_index: Vec<_> = indexed
			.iter()
			.map(|entry| {
				(entry.block, entry.time, entry.signer.clone(), &entry.pallet, &entry.event)
			})
			.collect();
		let of_blocks: Vec<_> = read
			.iter()
			.map(|e| (e.block, e.time, e.signer.clone(), &e.event.pallet, &e.event.name))
			.collect();
		// The jobs' budgets follow the job, which the client stops at.
		assert_eq!(of_index, of_blocks, "{subject:?}");
		assert!(!of_index.is_empty(), "{subject:?}");
	}
	let settled = TrailQuery { events: vec!["ComputeJobs.Settled".into()], ..Default::default() };
	let settled = node.audit_trail(Subject::Job(outcome.job), Some(settled)).await?.value;
	let [entry] = settled.entries.as_slice() else { anyhow::bail!("one settlement: {settled:?}") };
	let paid: Vec<String> = outcome.payments.iter().map(|(_, amount)| amount.to_string()).collect();
	assert_eq!(entry.fields["settlement"], json!({ "paid": paid, "refunded": "0" }));
	assert_eq!((settled.next, settled.known_from), (None, 0));
	Ok(())
}

/// A trail, three events at a time, and the block that it goes up to.
async fn whole_trail(node: &WsClient, subject: &Subject) -> Result<(Vec<EventEntry>, u32)> {
	let first = node.audit_trail(subject.clone(), None).await?;
	let to = Some(first.block.number);
	let (mut entries, mut after) = (Vec::new(), None);
	// More pages than there can be events in a story.
	for _ in 0..1_000 {
		let query = TrailQuery { to, limit: Some(3), after, ..Default::default() };
		let page = node.audit_trail(subject.clone(), Some(query)).await?.value;
		entries.extend(page.entries);
		after = page.next;
		if after.is_none() {
			return Ok((entries, first.block.number));
		}
	}
	anyhow::bail!("the trail of {subject:?} has no end")
}

async fn lists_go_page_by_page(node: &WsClient, open: &OpenMarket) -> Result<()> {
	let lab = open.cast.laboratories[0].organisation.account();
	let (mut seen, mut before) = (Vec::new(), None);
	for _ in 0..3 {
		let page = Page { limit: Some(1), before };
		let list = node.agreements_of(lab.clone(), None, Some(page), None).await?.value;
		seen.extend(list.items.iter().map(|item| item.id));
		before = list.next;
		if before.is_none() {
			break;
		}
	}
	assert_eq!((seen.len(), before), (2, None), "a publication and the authorization: {seen:?}");
	assert_eq!(seen[0], open.authorization.agreement, "the newest comes first");
	let waiting = node.awaiting_signature(lab.clone(), None, None).await?.value;
	assert_eq!((waiting.items.len(), waiting.next), (0, None), "everybody has signed");

	let party = |party| Some(JobFilter { party: Some(party), ..Default::default() });
	let jobs = node.jobs_of(lab.clone(), party(JobParty::Holder), None, None).await?.value;
	assert_eq!(jobs.items.len(), 1);
	assert!(jobs.items[0].value["stage"]["settled"].is_object(), "{:?}", jobs.items[0].value);
	let jobs = node.jobs_of(lab, party(JobParty::Consumer), None, None).await?.value;
	assert!(jobs.items.is_empty(), "the laboratory asked for none");
	Ok(())
}

/// The values of a proof follow from the block hash alone, and so does that something is not there.
async fn proofs_hold_without_the_node(node: &WsClient, agreement: u32) -> Result<()> {
	for (item, present) in [
		(Item::Agreement(agreement), true),
		(Item::Job(0), true),
		(Item::Data(0), true),
		(Item::PrivacyLedger(0), true),
		(Item::Template(0), true),
		(Item::ComputeNode(0), true),
		(Item::Job(9), false),
	] {
		let Answer { block, value: proof } = node.proof(item.clone(), None).await?;
		assert!(block.finalized);
		let bytes = |text: &str| hex::decode(text.trim_start_matches("0x"));
		let header = bytes(&proof.header)?;
		assert_eq!(Hash::from(sp_crypto_hashing::blake2_256(&header)), block.hash);
		// The parent's hash, the height in compact form, then the state root.
		let mut rest = header.get(32..).context("a header has a parent")?;
		assert_eq!(codec::Compact::<u32>::decode(&mut rest)?.0, block.number);
		let root = Hash::decode(&mut rest)?;
		let nodes = proof.nodes.iter().map(|node| bytes(node)).collect::<Result<Vec<_>, _>>()?;
		let keys = proof.entries.iter().map(|e| bytes(&e.key)).collect::<Result<Vec<_>, _>>()?;
		let proved =
			read_proof_check::<Blake2Hasher, _>(root, sp_trie::StorageProof::new(nodes), &keys);
		let proved = proved.map_err(|error| anyhow::anyhow!("{item:?}: {error}"))?;
		for (entry, key) in proof.entries.iter().zip(&keys) {
			let value = entry.value.as_deref().map(bytes).transpose()?;
			assert_eq!(proved.get(key), Some(&value), "{item:?}");
			assert_eq!((value.is_some(), entry.decoded.is_some()), (present, present), "{item:?}");
		}
	}
	Ok(())
}

async fn answers_say_at_which_block_they_hold(node: &WsClient) -> Result<()> {
	let best = node.job(0, Some(At::Best)).await?.block;
	let finalized = node.job(0, None).await?.block;
	assert!(finalized.finalized && finalized.number >= best.number);
	let first: Hash = node.request("chain_getBlockHash", rpc_params![1]).await?;
	let early = node.job(0, Some(At::Hash(first))).await?;
	assert_eq!((early.block.number, early.block.hash, early.value), (1, first, None));
	let unknown = node.job(0, Some(At::Hash(Hash::repeat_byte(9)))).await;
	is_refused(unknown, &RpcError::UnknownBlock(Hash::repeat_byte(9)))
}

async fn questions_have_limits(node: &WsClient) -> Result<()> {
	let account = panshi_client::keys::account("//Lab1")?;
	let page = |limit| Some(Page { limit: Some(limit), before: None });
	let over = |what, given, most| RpcError::Limit { what, given, most };
	let too_many = node.agreements_of(account.clone(), None, page(101), None).await;
	is_refused(too_many, &over("the number of items on a page", 101, 100))?;
	let filter = JobFilter { stages: vec!["settled".into(); 17], ..Default::default() };
	let too_many = node.jobs_of(account.clone(), Some(filter), None, None).await;
	is_refused(too_many, &over("the number of names in the filter", 17, limits::MAX_NAMES))?;
	let limit = TrailQuery { limit: Some(1_000), ..Default::default() };
	let too_many = node.audit_trail(Subject::Job(0), Some(limit)).await;
	is_refused(too_many, &over("the number of items on a page", 1_000, 100))?;
	let long = DataQuery { text: Some("x ".repeat(17)), ..Default::default() };
	let refused = node.search_data(long).await;
	assert!(
		matches!(&refused, Err(Error::Call(error)) if error.message().contains("16 words")),
		"{refused:?}"
	);

	for (method, params) in [
		("panshi_job", json!(["0"])),
		("panshi_job", json!([-1])),
		("panshi_job", json!([0, "latest"])),
		("panshi_agreementsOf", json!(["5xyz"])),
		("panshi_agreementsOf", json!([account, { "state": "active" }])),
		("panshi_auditTrail", json!([{ "job": 0, "agreement": 1 }])),
		("panshi_auditTrail", json!([{ "lottery": 0 }])),
		("panshi_proof", json!([{ "key": "0x3a636f6465" }])),
		("panshi_dataIdentity", json!(["0x12"])),
	] {
		let params = params.as_array().cloned().unwrap_or_default();
		let refused: Result<Value, Error> = node.request(method, params.clone()).await;
		let Err(Error::Call(error)) = &refused else {
			anyhow::bail!("{method} {params:?}: {refused:?}")
		};
		assert_eq!(error.code(), -32602, "{method} {params:?}: {error}");
	}
	subscriptions_are_counted(node).await?;
	no_unsafe_method_is_open(node).await
}

/// Sends a request that claims `length` bytes to the node's port, and returns all that comes back.
async fn post(port: &str, length: usize, body: &str) -> Result<String> {
	let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).await?;
	let request = format!(
		"POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
		 Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
	);
	stream.write_all(request.as_bytes()).await?;
	let mut answer = String::new();
	stream.read_to_string(&mut answer).await?;
	Ok(answer)
}

/// A body of more than 15 MiB is not even read, and one that is nested without end is refused.
async fn bodies_have_limits_of_size_and_depth(port: &str) -> Result<()> {
	let answer = post(port, 15 * 1_024 * 1_024 + 1, "").await?;
	ensure!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
	let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
	for method in ["panshi_searchData", "panshi_auditTrail", "panshi_proof"] {
		let body = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"{method}","params":[{deep}]}}"#);
		let answer = post(port, body.len(), &body).await?;
		let (_, said) = answer.split_once("\r\n\r\n").context("the answer has a head")?;
		let said: Value = serde_json::from_str(said)?;
		let code = said["error"]["code"].as_i64();
		// Of JSON-RPC: what does not parse, is no request, or does not fit the method.
		ensure!(code.is_some_and(|code| [-32700, -32600, -32602].contains(&code)), "{said}");
	}
	Ok(())
}

/// The node serves so many subscriptions to trails, and one more when one of them has ended.
async fn subscriptions_are_counted(node: &WsClient) -> Result<()> {
	let mut all = Vec::new();
	for _ in 0..limits::MAX_SUBSCRIPTIONS {
		all.push(node.subscribe_audit_trail(Subject::Job(0)).await?);
	}
	let refusal = RpcError::TooManySubscriptions { most: limits::MAX_SUBSCRIPTIONS };
	is_refused(node.subscribe_audit_trail(Subject::Job(0)).await, &refusal)?;
	drop(all);
	Ok(())
}

/// None of the methods that change a node, or that read what is not the chain's, answers.
async fn no_unsafe_method_is_open(node: &WsClient) -> Result<()> {
	let methods: Value = node.request("rpc_methods", rpc_params![]).await?;
	let methods: BTreeSet<&str> =
		methods["methods"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
	let unsafe_methods = [
		("author_insertKey", json!(["aura", "//Alice", "0x00"])),
		("author_rotateKeys", json!([])),
		("author_hasKey", json!(["0x00", "aura"])),
		("author_hasSessionKeys", json!(["0x00"])),
		("author_removeExtrinsic", json!([[]])),
		("system_addReservedPeer", json!(["/ip4/127.0.0.1/tcp/1"])),
		("system_removeReservedPeer", json!(["1"])),
		("system_peers", json!([])),
		("system_addLogFilter", json!(["trace"])),
		("system_resetLogFilter", json!([])),
		("offchain_localStorageSet", json!(["PERSISTENT", "0x00", "0x00"])),
		("offchain_localStorageGet", json!(["PERSISTENT", "0x00"])),
		("panshi_rebuildSearchIndex", json!([])),
	];
	for (method, params) in unsafe_methods {
		ensure!(methods.contains(method), "{method} is not there to be refused");
		let params = params.as_array().cloned().unwrap_or_default();
		let answer: Result<Value, Error> = node.request(method, params).await;
		let Err(Error::Call(error)) = &answer else { anyhow::bail!("{method}: {answer:?}") };
		ensure!(error.message().contains("unsafe"), "{method}: {error}");
	}
	Ok(())
}

fn is_refused<T: std::fmt::Debug>(answer: Result<T, Error>, why: &RpcError) -> Result<()> {
	let Err(Error::Call(error)) = &answer else { anyhow::bail!("not refused: {answer:?}") };
	assert_eq!((error.code(), error.message()), (why.code(), why.to_string().as_str()));
	Ok(())
}
