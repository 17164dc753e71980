// What auditors have asked and said about a subject.

import type { Chain } from "./connect";
import type { AuditSubject, Opinion, Question } from "./types";

export type AuditFile = { questions: Question[]; opinions: Opinion[] };

/** Most questions, and most opinions, that are read: the newest. */
const MOST = 100;

export async function auditFile({ api }: Chain, subject: AuditSubject): Promise<AuditFile> {
  const query = api.query.Audits;
  const counts = await query.Files.getValue(subject);
  const numbers = (count: number) =>
    Array.from({ length: Math.min(count, MOST) }, (_, i): [AuditSubject, number] => [subject, i]);
  const [questions, opinions] = await Promise.all([
    query.Questions.getValues(numbers(counts.questions)),
    query.Opinions.getValues(numbers(counts.opinions)),
  ]);
  return {
    questions: questions.filter((q) => q !== undefined),
    opinions: opinions.filter((o) => o !== undefined),
  };
}

/** Who answers for the subject of a trail, as `AuditSubjects` of the runtime has it. */
export async function answerable(
  { api }: Chain,
  { type, id }: { type: "job" | "agreement" | "data"; id: number },
): Promise<string[]> {
  switch (type) {
    case "data": {
      const found = await api.query.DataRegistry.Identities.getValue(id);
      return found === undefined ? [] : [found.holder];
    }
    case "job": {
      const found = await api.query.ComputeJobs.Jobs.getValue(id);
      if (found === undefined) return [];
      return [...new Set([found.consumer, ...found.participants.map((p) => p.holder)])];
    }
    case "agreement": {
      const [found, attestation] = await Promise.all([
        api.query.Agreements.Agreements.getValue(id),
        api.query.Agreements.Attestations.getValue(id),
      ]);
      const parties = (found?.parties ?? []).filter(({ role }) => role.type !== "Auditor");
      return [...parties.map((p) => p.account), ...(attestation ? [attestation.operator] : [])];
    }
  }
}
