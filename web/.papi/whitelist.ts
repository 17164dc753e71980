import type { WhitelistEntry } from "./descriptors";

// What the portal uses of the runtime: all of the market's pallets, and of the SDK's what it shows.
export const whitelist: WhitelistEntry[] = [
  "*.Consortium",
  "*.DataRegistry",
  "*.Agreements",
  "*.ComputeJobs",
  "*.PrivacyBudget",
  "*.Audits",
  "query.System.Account",
  "query.System.Events",
  "query.System.Number",
  "query.Timestamp.Now",
  "query.Balances.Holds",
  "tx.Utility.batch_all",
  "api.PanshiApi.*",
];
