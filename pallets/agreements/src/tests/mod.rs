//! One file a call; `scenario` tells the story that they start from.

mod approve_template;
mod attest;
mod decline;
mod give_notice;
mod jobs;
mod propose;
mod propose_authorization;
mod propose_template;
mod record_end;
mod reject;
mod resume;
mod retire_template;
mod scenario;
mod sign;
mod submit_signatures;
mod suspend;
mod views;
mod withdraw;

pub(crate) use crate::{mock::*, tests::scenario::*, Error, Event};
pub(crate) use frame_support::{assert_noop, assert_ok};
pub(crate) use panshi_primitives::{agreement::*, consortium::*};
