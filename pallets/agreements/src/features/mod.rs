//! What the calls do, one file a theme.

mod attestation;
mod life;
mod people;
mod proposal;
mod signatures;
mod templates;
mod views;
