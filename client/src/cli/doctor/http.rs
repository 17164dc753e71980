//! One request to a compute node on this machine.

use std::{io, net::SocketAddr, time::Duration};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::TcpStream,
};

/// How long the answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// Most bytes of an answer.
const MOST: u64 = 64 * 1_024;

/// Asks for `path` at `address`, and gives the status and the body.
pub(super) async fn get(address: SocketAddr, path: &str) -> io::Result<(u16, String)> {
	let answer = tokio::time::timeout(PATIENCE, exchange(address, path)).await;
	let answer = answer.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
	parse(&answer).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "this is not HTTP"))
}

async fn exchange(address: SocketAddr, path: &str) -> io::Result<String> {
	let mut stream = TcpStream::connect(address).await?;
	let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
	stream.write_all(request.as_bytes()).await?;
	let mut answer = Vec::new();
	stream.take(MOST).read_to_end(&mut answer).await?;
	Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn parse(answer: &str) -> Option<(u16, String)> {
	let (head, body) = answer.split_once("\r\n\r\n")?;
	let status = head.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()?;
	Some((status, body.to_owned()))
}

#[cfg(test)]
mod tests {
	use super::parse;

	#[test]
	fn reads_status_and_body_or_nothing() {
		let answer = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 3\r\n\r\n{}\n";
		assert_eq!(parse(answer), Some((503, "{}\n".to_owned())));
		for wrong in ["", "HTTP/1.1 200 OK\r\n", "SSH-2.0\r\n\r\n", "HTTP/1.1 x\r\n\r\n"] {
			assert_eq!(parse(wrong), None, "{wrong}");
		}
	}
}
