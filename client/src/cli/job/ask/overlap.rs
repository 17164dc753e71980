//! What an overlap of cohorts is asked.

use super::{DataOpts, Target};
use crate::cli::session::Session;
use anyhow::Context;
use clap::Args;
use panshi_compute::questions::{OverlapQuestion, Reveal};
use panshi_primitives::{data::DataId, job::Strength};

#[derive(Args, Debug)]
pub(crate) struct Opts {
	/// Scheme of the identifiers by which people are compared: cn-resident-id, national-number/CC,
	/// name-birth-sex, local/NAMESPACE.
	#[arg(long)]
	scheme: String,
	#[command(flatten)]
	asked: Asked,
	#[command(flatten)]
	data: DataOpts,
	/// Of more people than this nothing is told but that there are more.
	#[arg(long, default_value_t = 1_000, value_name = "PEOPLE", requires = "people_of")]
	most: u32,
	/// Of fewer people than this nothing is told but that there are fewer. Whoever learns the overlap
	/// keeps to it.
	#[arg(long, default_value_t = 0, value_name = "PEOPLE", conflicts_with = "size")]
	minimum_cell: u32,
	#[command(flatten)]
	pub(super) target: Target,
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
struct Asked {
	/// How many people are in all lists: whoever opens the result counts.
	#[arg(long)]
	size: bool,
	/// How many people are in all lists; the holder of this data identity counts, and brings no list.
	#[arg(long, value_name = "DATA")]
	size_by: Option<DataId>,
	/// Who is in all lists: the holders of these data identities learn it of their own people, and the
	/// result has their names for them.
	#[arg(long, value_name = "DATA", value_delimiter = ',')]
	people_of: Vec<DataId>,
}

pub(super) async fn question(
	opts: &Opts,
	session: &mut Session<'_>,
) -> anyhow::Result<OverlapQuestion> {
	let mut bounds = opts.data.people(session).await?;
	let place = |data: &DataId| {
		let place = opts.data.data.iter().position(|known| known == data);
		let place = place.with_context(|| format!("data identity {data} is not among --data"))?;
		anyhow::Ok(u8::try_from(place)?)
	};
	let reveal = match (&opts.asked.size_by, opts.asked.people_of.as_slice()) {
		(Some(data), _) => Reveal::Counted { by: place(data)? },
		(None, []) => Reveal::Size,
		(None, named) => {
			let mut of = named.iter().map(place).collect::<anyhow::Result<Vec<_>>>()?;
			of.sort_unstable();
			of.dedup();
			Reveal::People { of, most: opts.most }
		},
	};
	if let Reveal::Counted { by } = &reveal {
		if let Some(bound) = bounds.get_mut(usize::from(*by)) {
			*bound = 0;
		}
	}
	let (scheme, minimum) = (opts.scheme.clone(), opts.minimum_cell);
	let question = OverlapQuestion { scheme, bounds, reveal, minimum };
	question.scheme().context("there is no such scheme: see --help")?;
	// One of the strengths that an algorithm may have has to do.
	let check = |strength| question.check(question.bounds.len(), strength);
	check(Strength::AllButOne).or_else(|_| check(Strength::HonestMajority))?;
	Ok(question)
}
