import type { CaseRef } from '../store/census.js';

/** A workflow that runs now, as the engine tells it. Nothing here is authority: the register says what may run. */
export interface RunningWorkflow {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly taskQueue: string;
}

/** What upkeep asks of the engine; the workers give it one over their client. */
export interface EnginePort {
  /** Where our workflows run, and what their ids begin with. */
  readonly names: { readonly taskQueue: string; readonly workflowIdPrefix: string };
  /** All that runs, page by page. From an index that lags a little: ask `find` before acting on it. */
  running(): AsyncIterable<RunningWorkflow>;
  /** What runs under this id at this moment. */
  find(workflowId: string): Promise<RunningWorkflow | undefined>;
  /** Rings the case's bell, starting its workflow if there is none. False: the case has ended, and so has its workflow. */
  ring(about: CaseRef): Promise<boolean>;
  /** Whether an error says that the engine is out of reach, which is no case's fault. */
  isAway(error: unknown): boolean;
  /** Ends this very run. `reason` is shown in clear: a code. Does nothing if it has ended by itself. */
  end(workflow: RunningWorkflow, reason: string): Promise<void>;
  /** Deletes every ended run under this id, its history with it; how many there were. */
  forget(workflowId: string): Promise<number>;
}
