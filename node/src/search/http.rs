// SPDX-License-Identifier: GPL-3.0-only

//! The beacon's HTTP server: takes requests in, within bounds, and hands them to the index.
//!
//! # Security
//!
//! Whoever reaches the port gets an answer. There is no login because the answers are the catalogue
//! that every member has; TLS is for a proxy in front of it.

use super::error::SearchTaskError;
use axum::{
	body::{to_bytes, Body},
	extract::{Request, State},
	http::{header, HeaderValue, Method, Response, StatusCode},
	Router,
};
use panshi_search::beacon::{self, Beacon};
use std::{
	net::{SocketAddr, TcpListener},
	sync::Arc,
};
use tokio::sync::Semaphore;

/// Longest body of a request.
const MAX_BODY: usize = 64 * 1024;
/// Requests that are answered at a time; further ones are refused.
const AT_A_TIME: usize = 8;

/// A beacon with room for some requests.
struct Server {
	beacon: Arc<Beacon>,
	room: Arc<Semaphore>,
}

/// Takes the port.
pub(super) fn listen(address: SocketAddr) -> Result<TcpListener, SearchTaskError> {
	let listener = TcpListener::bind(address).map_err(SearchTaskError::Beacon)?;
	listener.set_nonblocking(true).map_err(SearchTaskError::Beacon)?;
	Ok(listener)
}

/// Answers for as long as the node runs.
pub(super) async fn serve(listener: TcpListener, beacon: Beacon) {
	let room = Arc::new(Semaphore::new(AT_A_TIME));
	let server = Arc::new(Server { beacon: Arc::new(beacon), room });
	let router = Router::new().fallback(answer).with_state(server);
	let served = match tokio::net::TcpListener::from_std(listener) {
		Ok(listener) => axum::serve(listener, router).await,
		Err(error) => Err(error),
	};
	if let Err(error) = served {
		tracing::error!(target: "search", "the beacon has stopped: {error}");
	}
}

async fn answer(State(server): State<Arc<Server>>, request: Request) -> Response<Body> {
	let Ok(room) = server.room.clone().try_acquire_owned() else {
		return empty(StatusCode::SERVICE_UNAVAILABLE);
	};
	let (parts, body) = request.into_parts();
	let method = match parts.method {
		Method::GET => beacon::Method::Get,
		Method::POST => beacon::Method::Post,
		_ => return empty(StatusCode::METHOD_NOT_ALLOWED),
	};
	let Ok(body) = to_bytes(body, MAX_BODY).await else {
		return empty(StatusCode::PAYLOAD_TOO_LARGE);
	};
	let beacon = server.beacon.clone();
	// The index blocks the thread that asks it.
	let answered = tokio::task::spawn_blocking(move || {
		let query = parts.uri.query().unwrap_or_default();
		let answer =
			beacon.answer(&beacon::Request { method, path: parts.uri.path(), query, body: &body });
		drop(room);
		answer
	});
	match answered.await {
		Ok(answer) => json(&answer),
		Err(_) => empty(StatusCode::INTERNAL_SERVER_ERROR),
	}
}

fn json(answer: &beacon::Response) -> Response<Body> {
	let mut response = Response::new(Body::from(answer.body.to_string()));
	*response.status_mut() =
		StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
	let headers = response.headers_mut();
	headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
	headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
	response
}

fn empty(status: StatusCode) -> Response<Body> {
	let mut response = Response::new(Body::empty());
	*response.status_mut() = status;
	response
}
