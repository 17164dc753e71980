//! HTTP for the chain node beside this node, and for whoever watches over it.
//!
//! | request | answer |
//! |---|---|
//! | `POST /v1/step` | what is to be said to the chain; see [`panshi_primitives::offchain`] |
//! | `GET /health` | 200 when all is well, 503 and what is not |
//! | `GET /metrics` | Prometheus text |
//!
//! # Security
//!
//! There is no authentication: the node listens on loopback only, and refuses what a web page had a
//! browser on this machine send. Any program on this machine can have the node look at the chain,
//! and sees messages that are public as soon as they are on chain.

use super::{estimates::Watched, guard::guard, Shared};
use axum::{
	body::Bytes,
	extract::{DefaultBodyLimit, State},
	http::{header::CONTENT_TYPE, HeaderMap, StatusCode},
	middleware::from_fn,
	response::{IntoResponse, Response},
	routing::{get, post},
	Router,
};
use codec::{DecodeAll, Encode};
use panshi_primitives::offchain::{StepRequest, MAX_BODY, MAX_JOBS, PROGRESS_HEADER, STEP_PATH};
use std::sync::Arc;

/// Routes to `shared`.
pub fn router(shared: Arc<Shared>) -> Router {
	Router::new()
		.route(STEP_PATH, post(step))
		.route("/health", get(health))
		.route("/metrics", get(metrics))
		.layer(DefaultBodyLimit::max(MAX_BODY))
		.layer(from_fn(guard))
		.with_state(shared)
}

/// Answers at once with what is ready, and has the worker look at the chain.
async fn step(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
	let response = answer(&shared, headers.contains_key(PROGRESS_HEADER), &body);
	shared.metrics.steps.with_label_values(&[response.status().as_str()]).inc();
	response
}

fn answer(shared: &Shared, reads_progress: bool, body: &Bytes) -> Response {
	let request = match StepRequest::decode_all(&mut body.as_ref()) {
		Ok(request) if request.jobs.len() <= MAX_JOBS => request,
		_ => return (StatusCode::BAD_REQUEST, "this is not a step request\n").into_response(),
	};
	shared.wake();
	let current = shared.current();
	match current.genesis {
		None => (StatusCode::SERVICE_UNAVAILABLE, "the chain node has not answered yet\n")
			.into_response(),
		Some(genesis) if genesis != request.genesis => {
			let text = format!(
				"this compute node follows the chain with genesis {genesis:?}, not {:?}\n",
				request.genesis
			);
			(StatusCode::CONFLICT, text).into_response()
		},
		Some(_) => {
			let reply = match reads_progress {
				true => current.reply.encode(),
				false => current.reply.encode_messages(),
			};
			([(CONTENT_TYPE, "application/octet-stream")], reply).into_response()
		},
	}
}

async fn health(State(shared): State<Arc<Shared>>) -> Response {
	let current = shared.current();
	// A node is up before it is registered: that does not count.
	let status = match current.reachable && current.state_kept {
		true => StatusCode::OK,
		false => StatusCode::SERVICE_UNAVAILABLE,
	};
	let body = serde_json::json!({
		"chain": current.reachable,
		"keystore": true,
		"state": current.state_kept,
		"registered": current.registered,
		"computations": current.tasks.iter().map(computation).collect::<Vec<_>>(),
	});
	(status, [(CONTENT_TYPE, "application/json")], format!("{body}\n")).into_response()
}

/// A computation as whoever watches sees it.
fn computation(task: &Watched) -> serde_json::Value {
	let Watched { job, step, left } = task;
	serde_json::json!({
		"job": job,
		"step": step.kind.name(),
		"done": step.done,
		"total": step.total,
		"seconds_left": left.map(|left| left.as_secs()),
	})
}

async fn metrics(State(shared): State<Arc<Shared>>) -> Response {
	([(CONTENT_TYPE, "text/plain; version=0.0.4")], shared.metrics.render()).into_response()
}
