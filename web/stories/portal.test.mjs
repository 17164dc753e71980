// The stories of the portal in a real browser, in the order in which they build on one another: publish,
// authorise and sign, run and open a result, compute together, audit. The chain and the compute nodes
// run already: tests/tests/portal.rs starts them, with data identities and algorithms registered and two
// templates proposed.
//
//   PANSHI_NODE       address of the chain node
//   PANSHI_STORY      folder with the questions, and what direct computations give
//   PANSHI_PROGRAM    the command line, for what people do at a terminal
//   PANSHI_ARTEFACTS  folder for pictures; none are kept without it

import "./world.mjs";
import "./publish.mjs";
import "./find.mjs";
import "./authorise.mjs";
import "./run.mjs";
import "./joint.mjs";
import "./withhold.mjs";
import "./lists.mjs";
import "./audit.mjs";
import "./end.mjs";
import "./policy.mjs";
