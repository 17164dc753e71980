// A proposal as it is filled in: texts as typed, and the content that they make once all are sound.

import type { AgreementContent, Clause, Parameter, Party, Purpose } from "../chain/types";
import { equalShares } from "./agreements";
import { bytes, hex, unhex } from "./bytes";
import { mondoId } from "./use";
import { readAmount } from "./units";

export type Draft = {
  template: number;
  data: number[];
  parameters: string[];
  signWithin: string;
  term: string;
  notice: string;
  /** Of an authorization. */
  others: Party[];
  algorithms: string[];
  quota: string;
  price: string;
  leastHolders: string;
  disclosure: { minimumCell: string; mostItems: string; rounding: string };
  windows: { accept: string; compute: string; check: string };
  checker: string;
  field: Purpose["field"]["type"];
  diseases: string;
  project: string;
  country: string;
  promises: Record<string, boolean>;
};

/** Field of a draft that does not hold what it should. */
export type Wrong =
  | "data"
  | "parameter"
  | "signWithin"
  | "term"
  | "notice"
  | "algorithms"
  | "quota"
  | "price"
  | "leastHolders"
  | "disclosure"
  | "windows"
  | "diseases"
  | "project"
  | "country";

export class BadDraft extends Error {
  constructor(
    readonly wrong: Wrong,
    readonly index?: number,
  ) {
    super(wrong);
  }
}

const MAX_BLOCK = 0xffff_ffff;

function whole(text: string, wrong: Wrong, least = 0, most = MAX_BLOCK): number {
  const n = /^\s*\d{1,10}\s*$/.test(text) ? Number(text) : Number.NaN;
  if (!(n >= least && n <= most)) throw new BadDraft(wrong);
  return n;
}

/** The parameter of `clause` that `text` says. */
export function parameterOf(clause: Clause, text: string, index: number): Parameter {
  const wrong = () => new BadDraft("parameter", index);
  const type = clause.parameter;
  switch (type.type) {
    case "None":
      return { type: "None", value: undefined };
    case "Text":
      if (text.trim() === "" || bytes(text).length > 256) throw wrong();
      return { type: "Text", value: bytes(text) };
    case "Number": {
      if (!/^\s*\d{1,20}\s*$/.test(text)) throw wrong();
      const value = BigInt(text.trim());
      if (value < type.value.least || value > type.value.greatest) throw wrong();
      return { type: "Number", value };
    }
    case "Block":
      if (!/^\s*\d{1,10}\s*$/.test(text)) throw wrong();
      return { type: "Block", value: Number(text) };
    case "Digest": {
      const digest = unhex(text);
      if (digest?.length !== 32) throw wrong();
      return { type: "Digest", value: hex(digest) };
    }
  }
}

export function purposeOf(draft: Draft): Purpose {
  const terms = draft.diseases.split(/[\s,;]+/).filter(Boolean);
  const diseases = terms.map((term) => {
    const id = mondoId(term);
    if (id === undefined) throw new BadDraft("diseases");
    return id;
  });
  if (bytes(draft.project).length > 32) throw new BadDraft("project");
  if (!/^[A-Z]{2}$/.test(draft.country)) throw new BadDraft("country");
  const promised = (name: string) => draft.promises[name] === true;
  return {
    field: { type: draft.field, value: undefined },
    diseases,
    project: bytes(draft.project),
    country: hex(bytes(draft.country)),
    for_profit_organisation: promised("for_profit_organisation"),
    commercial: promised("commercial"),
    develops_methods: promised("develops_methods"),
    genetic_study: promised("genetic_study"),
    ethics_approved: promised("ethics_approved"),
    publishes: promised("publishes"),
    collaborates: promised("collaborates"),
    returns_results: promised("returns_results"),
  };
}

/** The content that `draft` makes with clauses of its template at block `now`: of a publication, or of an
 * authorization for the consumer `proposer` with these holders. */
export function contentOf(
  draft: Draft,
  {
    kind,
    clauses,
    proposer,
    holders,
    now,
  }: {
    kind: "Publication" | "Authorization";
    clauses: Clause[];
    proposer: string;
    holders: string[];
    now: number;
  },
): AgreementContent {
  if (draft.data.length === 0) throw new BadDraft("data");
  const frame = {
    template: draft.template,
    identities: draft.data,
    parameters: clauses.map((clause, i) => parameterOf(clause, draft.parameters[i] ?? "", i)),
    sign_before: now + whole(draft.signWithin, "signWithin", 1),
    term: whole(draft.term, "term", 1),
    notice: whole(draft.notice, "notice"),
  };
  const party = (role: Party["role"]["type"]) => (account: string) => ({
    account,
    role: { type: role, value: undefined },
  });
  if (kind === "Publication") {
    return {
      ...frame,
      parties: [party("Holder")(proposer)],
      terms: { type: "Publication", value: undefined },
    };
  }
  if (draft.algorithms.length === 0) throw new BadDraft("algorithms");
  const price = readAmount(draft.price);
  if (price === undefined) throw new BadDraft("price");
  const paid = [
    ...draft.others.filter((p) => p.role.type === "ThirdParty").map((p) => p.account),
    ...holders,
  ];
  return {
    ...frame,
    parties: [party("Consumer")(proposer), ...draft.others, ...holders.map(party("Holder"))],
    terms: {
      type: "Authorization",
      value: {
        purpose: purposeOf(draft),
        algorithms: draft.algorithms,
        job_quota: whole(draft.quota, "quota", 1),
        price,
        shares: equalShares(paid),
        least_holders: whole(draft.leastHolders, "leastHolders", 1, 255),
        windows: {
          accept: whole(draft.windows.accept, "windows", 1),
          compute: whole(draft.windows.compute, "windows", 1),
          check: whole(draft.windows.check, "windows"),
        },
        release:
          draft.checker === ""
            ? { type: "AtOnce", value: undefined }
            : { type: "Checked", value: draft.checker },
        disclosure: {
          minimum_cell: whole(draft.disclosure.minimumCell, "disclosure"),
          most_items: whole(draft.disclosure.mostItems, "disclosure"),
          rounding: whole(draft.disclosure.rounding, "disclosure"),
        },
      },
    },
  };
}
