import type { Db } from '../store/db.js';
import type { EnginePort } from './engine-port.js';

export interface UpkeepLimits {
  /** How long the workflow of a case that has ended may take to end too, once it was rung. */
  readonly endingMs: number;
  /** How late a deadline may be before the census rings for it. By the one clock. */
  readonly overdueMs: number;
  /** How long a case may go unseen before it counts as stuck. By the wall clock. */
  readonly unseenMs: number;
}

export const UPKEEP_LIMITS: UpkeepLimits = { endingMs: 5_000, overdueMs: 60_000, unseenMs: 15 * 60_000 };

export interface UpkeepLog {
  info(fields: Record<string, unknown>, text: string): void;
  warn(fields: Record<string, unknown>, text: string): void;
}

export interface UpkeepParts {
  readonly db: Db;
  readonly engine: EnginePort;
  readonly log: UpkeepLog;
  readonly limits?: Partial<UpkeepLimits> | undefined;
}

/** Says that the sweep is alive; throws when the worker is being stopped, so that another one takes the sweep over. */
export type Beat = () => void;
