//! One file for each call, and the steps of a job that they share.

mod accept;
mod algorithms;
mod authorize;
mod collect;
mod commit_result;
mod create;
mod discard_result;
mod halt;
mod parameters;
mod privacy;
mod refuse;
mod release;
mod report_abort;
mod report_deadline;
mod settle;
mod submit_share;
mod sums;
mod upload_result;
mod views;
mod worker;

pub(crate) use steps::*;

mod steps;
