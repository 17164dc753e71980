// What an audit trail is made of.

export type Subject = { type: "job" | "agreement" | "data"; id: number };

export type TrailEntry = {
  block: number;
  /** Index of the extrinsic in the block; none for what the chain does by itself. */
  extrinsic?: number;
  pallet: string;
  name: string;
  fields: Record<string, unknown>;
};

const OURS = ["Consortium", "DataRegistry", "Agreements", "ComputeJobs", "PrivacyBudget"];

/** Whether one of its fields names the subject. */
export function isOf(subject: Subject, entry: TrailEntry): boolean {
  return OURS.includes(entry.pallet) && entry.fields[subject.type] === subject.id;
}

const ACTORS = ["party", "operator", "by", "consumer", "holder", "proposer", "author", "owner"];

/** Who acted: an account of the entry's fields, a compute node, or the chain. */
export function actorOf(entry: TrailEntry): { account: string } | { node: number } | undefined {
  if (typeof entry.fields.node === "number" && entry.pallet === "ComputeJobs")
    return { node: entry.fields.node };
  for (const name of ACTORS) {
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
