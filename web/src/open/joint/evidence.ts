// Evidence from pooled cases: the criteria that each variant meets, and what they amount to. The twin of
// `compute/mpc/src/programs/evidence`, `primitives/src/acmg` and `client/src/open/evidence.rs`.

import { _void } from "../../domain/scale";
import { keysOf } from "../../domain/variants";
import { CannotOpen } from "../errors";
import { receive, type Strength } from "./packets";
import * as questions from "./questions";

const LEVELS = ["Supporting", "Moderate", "Strong"] as const;
type Level = (typeof LEVELS)[number] | "StandAlone";
type Met = { code: string; level: Level; usual: Level; pathogenic: boolean };

export const CLASSES = [
  "benign",
  "likely benign",
  "uncertain",
  "likely pathogenic",
  "pathogenic",
] as const;
export type Class = (typeof CLASSES)[number];

export type EvidenceVariant = {
  chrom: string;
  pos: number;
  ref: string;
  alt: string;
  /** Criteria with the strength of each, where it is not the guideline's own. */
  criteria: string[];
  points: number;
  by_points: Class;
  by_rules: Class;
};

const POINTS: Record<Level, number> = { Supporting: 1, Moderate: 2, Strong: 4, StandAlone: 8 };

/** Tavtigian et al. 2020, table 3. */
function ofPoints(points: number): Class {
  if (points >= 10) return "pathogenic";
  if (points >= 6) return "likely pathogenic";
  if (points >= 0) return "uncertain";
  return points >= -6 ? "likely benign" : "benign";
}

/** Richards et al. 2015, table 5, for the criteria that can be met here: none is very strong. */
function ofRules(met: Met[]): Class {
  const count = (pathogenic: boolean, level: Level) =>
    met.filter((m) => m.pathogenic === pathogenic && m.level === level).length;
  const [strong, moderate, supporting] = LEVELS.toReversed().map((level) => count(true, level)) as [
    number,
    number,
    number,
  ];
  const pathogenic =
    strong >= 2 ||
    (strong >= 1 &&
      (moderate >= 3 || (moderate >= 2 && supporting >= 2) || (moderate >= 1 && supporting >= 4)));
  const likely =
    (strong >= 1 && (moderate >= 1 || supporting >= 2)) ||
    moderate >= 3 ||
    (moderate >= 2 && supporting >= 2) ||
    (moderate >= 1 && supporting >= 4);
  const against = count(false, "Strong");
  const little = count(false, "Supporting") + count(false, "Moderate");
  const benign = count(false, "StandAlone") >= 1 || against >= 2;
  const perhaps = (against >= 1 && little >= 1) || little >= 2;
  const [forIt, againstIt] = [pathogenic || likely, benign || perhaps];
  if (forIt === againstIt) return "uncertain";
  if (forIt) return pathogenic ? "pathogenic" : "likely pathogenic";
  return benign ? "benign" : "likely benign";
}

/** Two bits each for frequency, PS4 and PP1, and one for BS2, lowest first. */
function criteria(code: number): Met[] {
  const level = (bits: number): Level | undefined => LEVELS[(bits & 3) - 1];
  const met = (code: string, level: Level | undefined, usual: Level, pathogenic: boolean): Met[] =>
    level === undefined ? [] : [{ code, level, usual, pathogenic }];
  return [
    ...met("PS4", level(code >> 2), "Strong", true),
    ...met("PP1", level(code >> 4), "Supporting", true),
    ...met("PM2", (code & 3) === 1 ? "Supporting" : undefined, "Moderate", true),
    ...met("BS1", (code & 3) === 2 ? "Strong" : undefined, "Strong", false),
    ...met("BA1", (code & 3) === 3 ? "StandAlone" : undefined, "StandAlone", false),
    ...met("BS2", code >> 6 === 1 ? "Strong" : undefined, "Strong", false),
  ];
}

export function evidence(
  parameters: Uint8Array,
  strength: Strength,
  packets: Uint8Array[],
): EvidenceVariant[] {
  const asked = questions.question(questions.Evidence, parameters);
  const keys = keysOf(asked.list);
  if (keys.length !== asked.parameters.variants) throw new CannotOpen("otherParameters");
  const [, codes] = receive(_void, strength, packets);
  if (codes.length !== keys.length || codes.some((code) => code < 0n || code >= 128n))
    throw new CannotOpen("program");
  return keys.map(({ sequence, position, reference, alternate }, i) => {
    const met = criteria(Number(codes[i]));
    const points = met.reduce((sum, m) => sum + (m.pathogenic ? 1 : -1) * POINTS[m.level], 0);
    return {
      chrom: sequence,
      pos: position,
      ref: reference,
      alt: alternate,
      criteria: met.map((m) => (m.level === m.usual ? m.code : `${m.code}_${m.level}`)),
      points,
      by_points: ofPoints(points),
      by_rules: ofRules(met),
    };
  });
}
