//! Evidence on variants after the ACMG/AMP guideline: criteria, their weights, and the classes that
//! follow, by points and by rules.
//!
//! Sources: Richards et al. 2015, Genet Med 17:405 (criteria, rules); Tavtigian et al. 2018, Genet
//! Med 20:1054 (weights as powers of odds); Tavtigian et al. 2020, Hum Mutat 41:1734 (points).

mod class;
mod criterion;
mod frequency;

pub use class::{Class, Classification};
pub use criterion::{Criterion, Evidence, Strength};
pub use frequency::{FrequencyEvidence, FrequencyThresholds, BA1_ABOVE, BS1_ABOVE, PM2_UP_TO};
