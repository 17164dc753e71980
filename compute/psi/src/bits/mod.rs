//! Words of bits: rows of the matrices, linear maps on them, transposition, pseudo-random columns.

mod linear;
mod prg;
mod row;
mod transpose;

pub(crate) use linear::LinearMap;
pub(crate) use prg::Stream;
pub(crate) use row::{Row, Xor, ROW_WORDS};
pub(crate) use transpose::transpose64;
