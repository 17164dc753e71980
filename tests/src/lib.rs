//! Whole-system stories: a development chain, compute nodes beside it, and the main job on real
//! genotypes. The demo and the tests tell the same story through this crate.

pub mod association_demo;
pub mod chaos;
pub mod consortium;
pub mod hand;
pub mod load;
pub mod manhattan;
pub mod network;
pub mod pages;
pub mod place;
pub mod plain_association;
pub mod plain_vcf;
pub mod process;
pub mod rare_disease_demo;
pub mod report;
pub mod rpc_docs;
pub mod rpc_fuzz;
pub mod running;
pub mod story;
pub mod wait;
