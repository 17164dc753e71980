//! Preprocessing by lattice encryption.
mod cipher;
mod modulus;
mod params;
mod ring;
mod sample;
mod slots;
mod switch;
mod transform;
#[cfg(test)]
mod tests;
