// SPDX-License-Identifier: GPL-3.0-only

//! The beacon's HTTP server: takes requests in, within bounds, and hands them to the index.
//!
//! # Security
//!
//! Whoever reaches the port gets an answer. There is no login because the answers are the catalogue
//! that every member has; TLS, and limits for each client, are for a proxy in front of it. Connections
//! are few and end by themselves, and a request has its turn only when all of it has come: whoever sends
//! half of one keeps nobody else out for longer than that.

use super::{error::SearchTaskError, listener::Bounded};
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
	time::Duration,
};
use tokio::{sync::Semaphore, time::timeout};

/// Longest body of a request.
const MAX_BODY: usize = 64 * 1024;
/// Requests that are answered at a time; further ones are refused.
const AT_A_TIME: usize = 8;
/// How long the body of a request may take to come.
const BODY_TIME: Duration = Duration::from_secs(10);
/// Connections at a time.
const MAX_CONNECTIONS: usize = 256;
/// How long a connection may last.
const LIFETIME: Duration = Duration::from_secs(30);

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
	let served = match tokio::net::TcpListener::from_std(listener) {
		Ok(listener) => serve_on(Bounded::new(listener, MAX_CONNECTIONS, LIFETIME), beacon).await,
		Err(error) => Err(error),
	};
	if let Err(error) = served {
		tracing::error!(target: "search", "the beacon has stopped: {error}");
	}
}

async fn serve_on(listener: Bounded, beacon: Beacon) -> std::io::Result<()> {
	let room = Arc::new(Semaphore::new(AT_A_TIME));
	let server = Arc::new(Server { beacon: Arc::new(beacon), room });
	axum::serve(listener, Router::new().fallback(answer).with_state(server)).await
}

async fn answer(State(server): State<Arc<Server>>, request: Request) -> Response<Body> {
	let (parts, body) = request.into_parts();
	let method = match parts.method {
		Method::GET => beacon::Method::Get,
		Method::POST => beacon::Method::Post,
		_ => return empty(StatusCode::METHOD_NOT_ALLOWED),
	};
	let body = match timeout(BODY_TIME, to_bytes(body, MAX_BODY)).await {
		Ok(Ok(body)) => body,
		Ok(Err(_)) => return empty(StatusCode::PAYLOAD_TOO_LARGE),
		Err(_) => return empty(StatusCode::REQUEST_TIMEOUT),
	};
	let Ok(room) = server.room.clone().try_acquire_owned() else {
		return empty(StatusCode::SERVICE_UNAVAILABLE);
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

#[cfg(test)]
mod tests {
	use super::*;
	use panshi_search::{beacon::About, Searcher};
	use std::{
		io::{BufRead, BufReader, Write},
		net::TcpStream,
		path::Path,
	};

	const INFO: &str = "GET /info HTTP/1.1\r\nhost: beacon\r\n\r\n";

	/// A beacon whose index is not looked at.
	fn beacon() -> Beacon {
		let about = About {
			id: "org.panshi.dev".into(),
			name: "Data on offer".into(),
			organization: "Consortium".into(),
			url: "https://beacon.example".into(),
			is_production: false,
		};
		Beacon::new(about, Searcher::new(Path::new("/no/such/index")))
	}

	/// A port, and where it is.
	fn port() -> (TcpListener, SocketAddr) {
		let listener = listen(([127, 0, 0, 1], 0).into()).expect("a port is free");
		let address = listener.local_addr().expect("it has an address");
		(listener, address)
	}

	/// Sends `text`, and stays.
	fn send(address: SocketAddr, text: &str) -> TcpStream {
		let mut stream = TcpStream::connect(address).expect("it listens");
		stream.set_read_timeout(Some(Duration::from_secs(60))).expect("it is longer than nothing");
		stream.write_all(text.as_bytes()).expect("it is there");
		stream
	}

	/// The first line that comes back.
	fn answered(stream: &TcpStream) -> String {
		let mut line = String::new();
		BufReader::new(stream).read_line(&mut line).expect("it answers in time");
		line.trim_end().to_owned()
	}

	#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
	async fn half_a_question_keeps_nobody_out() {
		let (listener, address) = port();
		let serving = tokio::spawn(serve(listener, beacon()));
		let half = "POST /datasets HTTP/1.1\r\nhost: beacon\r\ncontent-length: 100\r\n\
			expect: 100-continue\r\n\r\n";
		let mut half_sent = Vec::new();
		for _ in 0..2 * AT_A_TIME {
			let stream = send(address, half);
			// It says so when it waits for the body.
			assert_eq!(answered(&stream), "HTTP/1.1 100 Continue");
			half_sent.push(stream);
		}
		assert_eq!(answered(&send(address, INFO)), "HTTP/1.1 200 OK");
		drop(half_sent);
		serving.abort();
	}

	#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
	async fn a_connection_ends_by_itself_and_leaves_its_place() {
		let (listener, address) = port();
		let listener = tokio::net::TcpListener::from_std(listener).expect("it does not block");
		let one = Bounded::new(listener, 1, Duration::from_millis(200));
		let serving = tokio::spawn(serve_on(one, beacon()));
		let slow = send(address, "GET /info HTT");
		assert_eq!(answered(&send(address, INFO)), "HTTP/1.1 200 OK");
		drop(slow);
		serving.abort();
	}
}
