//! A source that does not answer, beside one that does.

use crate::{
	chain::FakeChain,
	world::{run_to_the_end, step_all, World, BUILD},
};
use panshi_compute::{
	engine::{Engine, Report},
	variants::{DataConfig, Location, RuleName},
};
use panshi_primitives::job::JobStage;
use std::{fs::File, path::PathBuf, process::Command, time::Duration};

/// A pipe that nobody writes to, so that opening it blocks; given up when this is dropped.
struct Stuck(PathBuf);

impl Stuck {
	fn in_world(world: &World) -> Self {
		let path = world.folder.path().join("stuck.vcf");
		let made = Command::new("mkfifo").arg(&path).status().expect("mkfifo runs");
		assert!(made.success());
		Stuck(path)
	}

	fn config(&self) -> DataConfig {
		DataConfig {
			name: "stuck".into(),
			id: None,
			location: Location::Vcf(self.0.clone()),
			build: BUILD,
			rule: RuleName::Trimmed,
			phenotypes: None,
			tables: Default::default(),
		}
	}
}

impl Drop for Stuck {
	fn drop(&mut self) {
		// Opened for both, a pipe blocks nobody; closed again, it ends.
		drop(File::options().read(true).write(true).open(&self.0));
	}
}

/// Ticks until the engine has something to say, while a reading of it never ends.
async fn until_it_speaks(engine: &mut Engine<FakeChain>) -> Report {
	let speaks = async {
		loop {
			let report = engine.tick().await.expect("the chain answers");
			if !report.reply.messages.is_empty() {
				return report;
			}
			engine.work_done().await.expect("the state can be written");
		}
	};
	tokio::time::timeout(Duration::from_secs(60), speaks).await.expect("it is not held up")
}

#[tokio::test]
async fn holds_up_nobody_else() {
	let world = World::new();
	let stuck = Stuck::in_world(&world);
	let first = world.try_start_on(0, world.chain.clone(), vec![stuck.config()]);
	let mut first = first.expect("the state is sound");
	let mut others = [world.start(1), world.start(2)];
	let report = until_it_speaks(&mut first).await;
	assert_eq!(report.sources, (1, 2));
	world.chain.apply(&report.reply);
	step_all(&world, &mut others).await;
	assert!(matches!(world.stage(), JobStage::Accepted { .. }), "{:?}", world.stage());
	let report = until_it_speaks(&mut first).await;
	assert!(first.is_working(), "the other source is waited for");
	world.chain.apply(&report.reply);
	run_to_the_end(&world, &mut others).await;
	world.check_result();
}
