// The chain's types, as generated from the runtime's metadata, under the names of the glossary.

import type { QueryFromPalletsDef, TxFromPalletsDef, TypedApi } from "polkadot-api";
import type { panshi } from "../../.papi/descriptors";

type Pallets = (typeof panshi)["descriptors"]["pallets"];
type Stored = QueryFromPalletsDef<Pallets>;
type Calls = TxFromPalletsDef<Pallets>;

export type Api = TypedApi<typeof panshi>;

export type Member = Stored["Consortium"]["Members"]["Value"];
export type ComputeNode = Stored["Consortium"]["ComputeNodes"]["Value"];
export type DataIdentity = Stored["DataRegistry"]["Identities"]["Value"];
export type Descriptor = DataIdentity["descriptor"];
export type Permission = Descriptor["data_use"]["permission"];
export type Modifier = Descriptor["data_use"]["modifiers"][number];
export type Standing = Stored["Agreements"]["Agreements"]["Value"];
export type AgreementContent = Stored["Agreements"]["Contents"]["Value"];
export type AgreementState = Standing["state"];
export type AuthorizationTerms = Extract<
  AgreementContent["terms"],
  { type: "Authorization" }
>["value"];
export type Purpose = AuthorizationTerms["purpose"];
export type Party = AgreementContent["parties"][number];
export type Role = Party["role"];
export type QualificationKind = Standing["requires"][number][1];
export type Template = Stored["Agreements"]["Templates"]["Value"];
export type Clause = Template["content"]["clauses"][number];
export type Parameter = AgreementContent["parameters"][number];
export type Attestation = Stored["Agreements"]["Attestations"]["Value"];
export type Check = Calls["Agreements"]["attest"]["checks"][number];
export type Algorithm = Stored["ComputeJobs"]["Algorithms"]["Value"];
export type Job = Stored["ComputeJobs"]["Jobs"]["Value"];
export type JobStage = Job["stage"];
export type JobSpec = Calls["ComputeJobs"]["create"]["spec"];
export type CallRecord = Stored["ComputeJobs"]["Records"]["Value"];
export type Ledger = Stored["PrivacyBudget"]["Budgets"]["Value"];
export type Question = Stored["Audits"]["Questions"]["Value"];
export type Opinion = Stored["Audits"]["Opinions"]["Value"];
export type Verdict = Opinion["verdict"];
export type AuditSubject = Calls["Audits"]["ask"]["subject"];
/** 32 bytes as `0x` and 64 hexadecimal digits. */
export type Hash = Standing["digest"];

/** Something with a number. */
export type Numbered<T> = { id: number; value: T };
