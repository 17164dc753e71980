//! Connections that neither pile up nor stay.

use axum::serve::Listener;
use std::{
	future::Future,
	io,
	net::SocketAddr,
	pin::Pin,
	sync::Arc,
	task::{Context, Poll},
	time::Duration,
};
use tokio::{
	io::{AsyncRead, AsyncWrite, ReadBuf},
	net::{TcpListener, TcpStream},
	sync::{OwnedSemaphorePermit, Semaphore},
	time::{sleep, Sleep},
};

/// Most connections at a time; the chain node needs one.
const MAX_CONNECTIONS: usize = 64;
/// How long a connection may last. It serves one request, which is answered at once.
const LIFETIME: Duration = Duration::from_secs(10);

/// Takes few connections, and none for long.
pub(super) struct Bounded {
	listener: TcpListener,
	places: Arc<Semaphore>,
}

impl Bounded {
	pub(super) fn new(listener: TcpListener) -> Self {
		Bounded { listener, places: Arc::new(Semaphore::new(MAX_CONNECTIONS)) }
	}
}

impl Listener for Bounded {
	type Io = Connection;
	type Addr = SocketAddr;

	async fn accept(&mut self) -> (Connection, SocketAddr) {
		let place = self.places.clone().acquire_owned().await;
		let (stream, address) = Listener::accept(&mut self.listener).await;
		let connection = Connection { stream, end: Box::pin(sleep(LIFETIME)), _place: place.ok() };
		(connection, address)
	}

	fn local_addr(&self) -> io::Result<SocketAddr> {
		self.listener.local_addr()
	}
}

/// A connection that ends by itself.
pub(super) struct Connection {
	stream: TcpStream,
	end: Pin<Box<Sleep>>,
	/// Given back when the connection ends.
	_place: Option<OwnedSemaphorePermit>,
}

impl Connection {
	fn in_time(&mut self, context: &mut Context<'_>) -> io::Result<()> {
		match self.end.as_mut().poll(context) {
			Poll::Ready(()) => Err(io::ErrorKind::TimedOut.into()),
			Poll::Pending => Ok(()),
		}
	}
}

impl AsyncRead for Connection {
	fn poll_read(
		mut self: Pin<&mut Self>,
		context: &mut Context<'_>,
		buffer: &mut ReadBuf<'_>,
	) -> Poll<io::Result<()>> {
		self.in_time(context)?;
		Pin::new(&mut self.stream).poll_read(context, buffer)
	}
}

impl AsyncWrite for Connection {
	fn poll_write(
		mut self: Pin<&mut Self>,
		context: &mut Context<'_>,
		bytes: &[u8],
	) -> Poll<io::Result<usize>> {
		self.in_time(context)?;
		Pin::new(&mut self.stream).poll_write(context, bytes)
	}

	fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
		Pin::new(&mut self.stream).poll_flush(context)
	}

	fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
		Pin::new(&mut self.stream).poll_shutdown(context)
	}
}
