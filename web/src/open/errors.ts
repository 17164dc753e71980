/** Why a result does not open. */
export type Reason =
  | "otherKey"
  | "unusableKey"
  | "chunks"
  | "checkLane"
  | "packets"
  | "notAuthentic"
  | "discarded"
  | "altered"
  | "otherParameters"
  | "parametersGone"
  | "program"
  | "nonsense";

export class CannotOpen extends Error {
  constructor(
    readonly reason: Reason,
    /** The participant whose part it is, by index. */
    readonly party?: number,
  ) {
    super(reason);
  }
}
