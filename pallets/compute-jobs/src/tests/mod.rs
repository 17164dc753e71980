//! One file for each call, and the steps of a job that they share.

mod accept;
mod algorithms;
mod authorize;
mod create;
mod discard_result;
mod parameters;
mod privacy;
mod refuse;
mod release;
mod report_deadline;
mod settle;
mod submit_share;
mod sums;
mod views;
mod worker;

pub(crate) use steps::*;

mod steps;
