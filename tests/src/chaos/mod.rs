//! What becomes of jobs, money and data when things go wrong on purpose.
//!
//! A run starts a development chain with three compute nodes, each in a network namespace where there
//! can be such, with wires in between that can be cut and a liar before each compute node that can
//! speak with its keys. The run's seed says what goes
//! wrong; each fault has a job of its own. Then the inspector reads the chain, the logs and what
//! went over the wires.

mod clock;
mod disk;
mod inspector;
mod judge;
mod liar;
mod plan;
mod run;
mod state;
mod strike;
mod town;
mod wire;
mod world;

pub use liar::Behaviour;
pub use plan::{Fault, Line, Plan, Rift, Stage, Victim, KINDS};
pub use run::run;
pub use town::{door, enter, Link};
pub use wire::Mode;
