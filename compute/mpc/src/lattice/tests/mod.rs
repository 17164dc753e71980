//! The encryption.

mod encryption;
