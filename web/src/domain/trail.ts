// What an audit trail is made of.

export type Subject = { type: "job" | "agreement" | "data"; id: number };
export type NumberedSubject = Subject;

export type TrailEntry = {
  block: number;
  /** Index of the extrinsic in the block; none for what the chain does by itself. */
  extrinsic?: number;
  pallet: string;
  name: string;
  fields: Record<string, unknown>;
};

const OURS = ["Consortium", "DataRegistry", "Agreements", "ComputeJobs", "PrivacyBudget", "Audits"];

/** Whether one of its fields names the subject, by number or as such. */
export function isOf(subject: Subject, entry: TrailEntry): boolean {
  if (!OURS.includes(entry.pallet)) return false;
  const whole = entry.fields.subject as { type: string; value: unknown } | undefined;
  const named = whole?.type.toLowerCase() === subject.type && whole.value === subject.id;
  return named || entry.fields[subject.type] === subject.id;
}

const ACTORS = [
  "auditor",
  "party",
  "operator",
  "by",
  "consumer",
  "holder",
  "proposer",
  "author",
  "owner",
];

/** Who acted: an account of the entry's fields, a compute node, or the chain. */
export function actorOf(entry: TrailEntry): { account: string } | { node: number } | undefined {
  if (typeof entry.fields.node === "number" && entry.pallet === "ComputeJobs")
    return { node: entry.fields.node };
  // Of those that were asked, only who answered has done something.
  const asked = entry.name === "Answered" ? ["addressee"] : [];
  for (const name of [...asked, ...ACTORS]) {
    const value = entry.fields[name];
    if (typeof value === "string") return { account: value };
  }
  return undefined;
}

/** Neighbouring entries of one block: where they begin and how many they are. */
export function runs(entries: TrailEntry[]): { block: number; start: number; length: number }[] {
  const found: { block: number; start: number; length: number }[] = [];
  entries.forEach(({ block }, start) => {
    const last = found.at(-1);
    if (last?.block === block) last.length += 1;
    else found.push({ block, start, length: 1 });
  });
  return found;
}

/** As comma-separated text, one event in a line. */
export function csv(entries: TrailEntry[], words: (value: unknown) => string): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = entries.map((e) =>
    [
      String(e.block),
      String(e.extrinsic ?? ""),
      `${e.pallet}.${e.name}`,
      Object.entries(e.fields)
        .map(([k, v]) => `${k}=${words(v)}`)
        .join("; "),
    ]
      .map(cell)
      .join(","),
  );
  return `${["block,extrinsic,event,fields", ...rows].join("\r\n")}\r\n`;
}
