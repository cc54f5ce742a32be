import type { Db } from '../store/db.js';
import type { Activities } from '../workflows/ports.js';
import { advance } from './advance.js';
import type { EnginePort } from './engine-port.js';
import { upkeepActivities, type UpkeepLimits, type UpkeepLog } from './upkeep.js';

export interface ActivityParts {
  readonly db: Db;
  readonly engine: EnginePort;
  readonly log: UpkeepLog;
  readonly limits?: Partial<UpkeepLimits> | undefined;
}

/** Everything the workflows may ask of the register. `awaitCheck` is not here: who hosts it holds no database. */
export function createActivities(parts: ActivityParts): Activities {
  return {
    advance: (input) => advance(parts.db, input),
    ...upkeepActivities(parts),
  };
}
