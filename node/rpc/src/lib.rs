#![doc = include_str!("../README.md")]

mod api;
mod error;
pub mod limits;
pub mod types;

#[cfg(feature = "node")]
mod reader;
#[cfg(feature = "node")]
mod server;
#[cfg(feature = "node")]
mod trail;

pub use api::PanshiRpcClient;
#[cfg(feature = "node")]
pub use api::PanshiRpcServer;
pub use error::RpcError;
#[cfg(feature = "node")]
pub use server::{Panshi, PanshiParts};
#[cfg(feature = "node")]
pub use trail::TrailIndex;
pub use types::{DataSearch, SearchError, WorkerNotes};
