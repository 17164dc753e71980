//! Who may speak to this node: programs on this machine, and no web page.
//!
//! A browser on the same machine reaches loopback too, and a page of any site may have it send
//! requests there; by DNS rebinding it may even read what comes back. Such requests carry marks that
//! a page cannot take off.

use axum::{
	extract::Request,
	http::{
		header::{CONNECTION, CONTENT_TYPE, HOST, ORIGIN},
		HeaderMap, HeaderValue, Method, StatusCode,
	},
	middleware::Next,
	response::{IntoResponse, Response},
};
use std::net::IpAddr;

/// What a step request is sent as. A page cannot send it to another site without being asked for
/// its origin first.
const BINARY: &str = "application/octet-stream";
const FETCH_SITE: &str = "sec-fetch-site";

/// Refuses what no program on this machine would send. A connection serves one request, so that
/// slow clients cannot keep it.
pub(super) async fn guard(request: Request, next: Next) -> Response {
	let mut response = match refusal(request.method(), request.headers()) {
		Some(refusal) => refusal.into_response(),
		None => next.run(request).await,
	};
	response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
	response
}

fn refusal(method: &Method, headers: &HeaderMap) -> Option<(StatusCode, &'static str)> {
	let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
	let is_of_a_page = headers.contains_key(ORIGIN)
		|| text(FETCH_SITE).is_some_and(|site| !site.eq_ignore_ascii_case("none"));
	if is_of_a_page {
		return Some((StatusCode::FORBIDDEN, "web pages may not speak to a compute node\n"));
	}
	if !text(HOST.as_str()).is_some_and(is_loopback) {
		return Some((StatusCode::FORBIDDEN, "the Host is not a loopback address\n"));
	}
	if method == Method::POST && text(CONTENT_TYPE.as_str()) != Some(BINARY) {
		let text = "a step request is sent as application/octet-stream\n";
		return Some((StatusCode::UNSUPPORTED_MEDIA_TYPE, text));
	}
	None
}

/// Whether `host`, with or without a port, names this machine alone.
fn is_loopback(host: &str) -> bool {
	let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
		Some((address, _port)) => address,
		None => host.split_once(':').map_or(host, |(name, _port)| name),
	};
	name.eq_ignore_ascii_case("localhost")
		|| name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn knows_the_names_of_this_machine() {
		for host in ["localhost", "LOCALHOST:8090", "127.0.0.1", "127.0.0.1:8090", "[::1]:8090"] {
			assert!(is_loopback(host), "{host}");
		}
		for host in
			["", "evil.example", "evil.example:8090", "10.0.0.1:8090", "127.0.0.1.evil.example"]
		{
			assert!(!is_loopback(host), "{host}");
		}
	}
}
