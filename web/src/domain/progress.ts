// How far a job is, and what each participant has done, from its stage.

import type { Job, JobStage } from "../chain/types";
import { contains } from "./agreements";

/** Steps of a job that people follow, in order. */
export const STEPS = ["created", "accepted", "computed", "released", "settled"] as const;
export type Step = (typeof STEPS)[number];

type Cause = Extract<JobStage, { type: "Failed" }>["value"]["cause"]["type"];

export type Doing = "waiting" | "accepted" | "delivered" | "reported" | "atFault" | "ended";

export type Progress = {
  /** Steps that are done. */
  done: number;
  /** Parts of the whole that are done, between 0 and 1. */
  share: number;
  /** Whether it ended without a result. */
  failed: boolean;
  /** Last block at which the stage may be left in order, where there is one. */
  deadline?: number;
  /** What each participant has done. */
  participants: Doing[];
};

/** The work of the participants counts for most of the whole. */
const SHARES = { created: 0.05, accepted: 0.35, computed: 0.85, released: 0.95, settled: 1 };

/** Steps that were done before a job failed so, where that is more than the first. */
const DONE_BEFORE: Partial<Record<Cause, number>> = {
  NotDelivered: 2,
  MasksDisagree: 2,
  ResultsDiffer: 2,
  Aborted: 2,
  NotUploaded: 2,
  NotChecked: 3,
  Withheld: 3,
};

export function progress(job: Pick<Job, "stage"> & { participants: readonly unknown[] }): Progress {
  const { stage } = job;
  const all = job.participants.map((_, i) => i);
  const each = (of: (index: number) => Doing) => all.map(of);
  const between = (from: number, to: number, set: number) => {
    const count = all.filter((i) => contains(set, i)).length;
    return from + ((to - from) * count) / Math.max(all.length, 1);
  };
  const open = { failed: false };
  switch (stage.type) {
    case "Requested": {
      const { accepted, deadline } = stage.value;
      const participants = each((i) => (contains(accepted, i) ? "accepted" : "waiting"));
      return {
        ...open,
        done: 1,
        share: between(SHARES.created, SHARES.accepted, accepted),
        deadline,
        participants,
      };
    }
    case "Accepted":
      return {
        ...open,
        done: 2,
        share: SHARES.accepted,
        deadline: stage.value.deadline,
        participants: each(() => "accepted"),
      };
    case "Computing": {
      const { complete, deadline } = stage.value;
      const participants = each((i) => (contains(complete, i) ? "delivered" : "accepted"));
      return {
        ...open,
        done: 2,
        share: between(SHARES.accepted, SHARES.computed, complete),
        deadline,
        participants,
      };
    }
    case "Agreed":
    case "Aggregated":
      return {
        ...open,
        done: stage.type === "Agreed" ? 2 : 3,
        share: SHARES.computed,
        deadline: stage.value.deadline,
        participants: each(() => "delivered"),
      };
    case "Aborting": {
      const { heard, deadline } = stage.value;
      const participants = each((i) => (contains(heard, i) ? "reported" : "accepted"));
      return { done: 2, share: SHARES.accepted, failed: true, deadline, participants };
    }
    case "Released":
      return { ...open, done: 4, share: SHARES.released, participants: each(() => "delivered") };
    case "Settled":
      return { ...open, done: 5, share: SHARES.settled, participants: each(() => "delivered") };
    case "Failed": {
      const participants = each((i) => (contains(stage.value.at_fault, i) ? "atFault" : "ended"));
      const done = DONE_BEFORE[stage.value.cause.type] ?? 1;
      return { done, share: 1, failed: true, participants };
    }
  }
}

/** Whether the consumer may open the result. */
export function isReleased(job: Job): boolean {
  return job.stage.type === "Released" || job.stage.type === "Settled";
}

/** Whether the job goes on. */
export function isOpen(job: Job): boolean {
  return job.stage.type !== "Settled" && job.stage.type !== "Failed";
}
