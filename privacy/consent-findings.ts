/** What one step of verifying a consent adds to what is said at the end. */
export interface Findings {
  readonly holds: (what: string) => void;
  readonly open: (what: string) => void;
}

/** The record is not what it says that it is: why, in a plain sentence. */
export class Fault extends Error {}
