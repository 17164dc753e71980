// Terms of use by the GA4GH Data Use Ontology, and whether a purpose fits them. The twin of
// `primitives/src/duo.rs`, for advice before a proposal; the chain decides.

import type { Descriptor, Modifier, Permission, Purpose } from "../chain/types";
import { text } from "./bytes";

/** Accessions of the terms. */
export const DUO: Record<Permission["type"] | Modifier["type"], string> = {
  NoRestriction: "DUO:0000004",
  GeneralResearch: "DUO:0000042",
  HealthMedicalBiomedical: "DUO:0000006",
  DiseaseSpecific: "DUO:0000007",
  PopulationOriginsAncestry: "DUO:0000011",
  EthicsApprovalRequired: "DUO:0000021",
  NotForProfitOrganisation: "DUO:0000045",
  NotForProfitNonCommercial: "DUO:0000018",
  NonCommercialUse: "DUO:0000046",
  NoGeneralMethods: "DUO:0000015",
  GeneticStudiesOnly: "DUO:0000016",
  PublicationRequired: "DUO:0000019",
  CollaborationRequired: "DUO:0000020",
  ReturnToResource: "DUO:0000029",
  Geographic: "DUO:0000022",
  TimeLimit: "DUO:0000025",
  ProjectSpecific: "DUO:0000027",
};

/** `MONDO:` and seven digits. */
export function mondo(id: number): string {
  return `MONDO:${String(id).padStart(7, "0")}`;
}

/** The number in `MONDO:0005148`; none if it is no such term. */
export function mondoId(term: string): number | undefined {
  const digits = /^\s*MONDO:(\d{1,7})\s*$/i.exec(term)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export type Mismatch =
  | "Field"
  | "Disease"
  | "EthicsApproval"
  | "ForProfitOrganisation"
  | "CommercialUse"
  | "GeneralMethods"
  | "GeneticStudy"
  | "Publication"
  | "Collaboration"
  | "ReturnToResource"
  | "Geography"
  | "Time"
  | "Project";

function permissionMismatch(permission: Permission, purpose: Purpose): Mismatch | undefined {
  const field = purpose.field.type;
  switch (permission.type) {
    case "NoRestriction":
    case "GeneralResearch":
      return undefined;
    case "HealthMedicalBiomedical":
      return field === "HealthMedicalBiomedical" || field === "Disease" ? undefined : "Field";
    case "DiseaseSpecific":
      if (field !== "Disease") return "Field";
      return purpose.diseases.includes(permission.value) ? undefined : "Disease";
    case "PopulationOriginsAncestry":
      return field === "PopulationOriginsAncestry" ? undefined : "Field";
  }
}

function modifierMismatch(
  modifier: Modifier,
  purpose: Purpose,
  until: number,
): Mismatch | undefined {
  const unless = (holds: boolean, why: Mismatch) => (holds ? undefined : why);
  switch (modifier.type) {
    case "EthicsApprovalRequired":
      return unless(purpose.ethics_approved, "EthicsApproval");
    case "NotForProfitOrganisation":
      return unless(!purpose.for_profit_organisation, "ForProfitOrganisation");
    case "NotForProfitNonCommercial":
      return (
        unless(!purpose.for_profit_organisation, "ForProfitOrganisation") ??
        unless(!purpose.commercial, "CommercialUse")
      );
    case "NonCommercialUse":
      return unless(!purpose.commercial, "CommercialUse");
    case "NoGeneralMethods":
      return unless(!purpose.develops_methods, "GeneralMethods");
    case "GeneticStudiesOnly":
      return unless(purpose.genetic_study, "GeneticStudy");
    case "PublicationRequired":
      return unless(purpose.publishes, "Publication");
    case "CollaborationRequired":
      return unless(purpose.collaborates, "Collaboration");
    case "ReturnToResource":
      return unless(purpose.returns_results, "ReturnToResource");
    case "Geographic":
      return unless(purpose.country === modifier.value, "Geography");
    case "TimeLimit":
      return unless(until <= modifier.value, "Time");
    case "ProjectSpecific":
      return unless(text(purpose.project) === text(modifier.value), "Project");
  }
}

/** Why `purpose` does not fit `use`, for a use that ends before block `until`; none if it fits. */
export function mismatch(
  use: Descriptor["data_use"],
  purpose: Purpose,
  until: number,
): Mismatch | undefined {
  return (
    permissionMismatch(use.permission, purpose) ??
    use.modifiers
      .map((modifier) => modifierMismatch(modifier, purpose, until))
      .find((why) => why !== undefined)
  );
}
