import { Context } from '@temporalio/activity';
import type { Db } from '../store/db.js';
import type { Activities } from '../workflows/ports.js';
import { advance, type AskingRun } from './advance.js';
import type { EnginePort } from './engine-port.js';
import { upkeepActivities } from './upkeep.js';
import type { UpkeepLimits, UpkeepLog } from './upkeep-parts.js';

export interface ActivityParts {
  readonly db: Db;
  readonly engine: EnginePort;
  readonly log: UpkeepLog;
  readonly limits?: Partial<UpkeepLimits> | undefined;
}

/** Everything the workflows may ask of the register. `awaitCheck` is not here: who hosts it holds no database. */
export function createActivities(parts: ActivityParts): Activities {
  return {
    advance: (input) => advance(parts.db, input, askingRun(), parts.engine.names.workflowIdPrefix),
    ...upkeepActivities(parts),
  };
}

/** None where somebody runs the activity without a workflow, which servers allow. */
function askingRun(): AskingRun | undefined {
  return Context.current().info.workflowExecution;
}
