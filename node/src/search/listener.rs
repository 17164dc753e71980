// SPDX-License-Identifier: GPL-3.0-only

//! Connections to the beacon that neither pile up nor stay.
//!
//! The compute node's port for its chain node is bounded in the same way, in a program that shares no
//! crate with this one but the rules of the chain.

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

/// Takes few connections, and none for long.
pub(super) struct Bounded {
	listener: TcpListener,
	places: Arc<Semaphore>,
	lifetime: Duration,
}

impl Bounded {
	/// Takes `most` connections at a time; further ones wait. Each ends after `lifetime`, whatever has
	/// come of its requests by then, their headers included.
	pub(super) fn new(listener: TcpListener, most: usize, lifetime: Duration) -> Self {
		Bounded { listener, places: Arc::new(Semaphore::new(most)), lifetime }
	}
}

impl Listener for Bounded {
	type Io = Connection;
	type Addr = SocketAddr;

	async fn accept(&mut self) -> (Connection, SocketAddr) {
		let place = self.places.clone().acquire_owned().await;
		let (stream, address) = Listener::accept(&mut self.listener).await;
		let end = Box::pin(sleep(self.lifetime));
		(Connection { stream, end, _place: place.ok() }, address)
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
