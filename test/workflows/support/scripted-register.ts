import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { Standing } from '../../../domain/standing.js';
import { createDataConverter } from '../../../privacy/data-converter.js';
import { type EngineKeys, engineKeysOf, newEngineKey } from '../../../privacy/engine-keys.js';
import { createLogger } from '../../../privacy/redact.js';
import { connectClient, connectWorker } from '../../../engine.js';
import { ringCase } from '../../../workers/engine-calls.js';
import { untilEngineUsable } from '../../../workers/registration.js';
import { startWorkflowWorker } from '../../../workers/workflow-worker.js';
import { activityQueueOf, workflowIdOf } from '../../../workflows/contract.js';
import type { AdvanceInput } from '../../../workflows/ports.js';
import { given } from '../../support/database.js';
import { quietRuntime } from '../../support/system-engine.js';
import { workflowBundle } from '../../support/workflow-bundle.js';

/** What the register answers to one look of a workflow; it may take its time. */
export type Look = (input: AdvanceInput) => Promise<Standing> | Standing;

/** Workflows of ours on a real engine, beside a register that answers by script: for moments no real one repeats. */
export class ScriptedRegister {
  readonly looks: AdvanceInput[] = [];
  readonly caseId = randomUUID();
  #script: Look[] = [];

  private constructor(
    readonly client: Client,
    private readonly names: { taskQueue: string; workflowIdPrefix: string },
    private readonly workers: { stop(): Promise<unknown> }[],
  ) {}

  static async start({ engineKeys }: { engineKeys?: EngineKeys } = {}): Promise<ScriptedRegister> {
    quietRuntime();
    const at = { address: given('TEST_TEMPORAL_ADDRESS'), namespace: 'sekisho' };
    const id = randomUUID().slice(0, 8);
    const names = { taskQueue: `test-${id}`, workflowIdPrefix: `t-${id}/` };
    const dataConverter = createDataConverter(
      engineKeys ?? engineKeysOf({ current: 'test', keys: { test: newEngineKey() } }),
    );
    const log = createLogger({ process: 'test', level: 'silent' });
    const client = connectClient(at, dataConverter, 'test');
    await untilEngineUsable(client, log, true);
    const workers: { stop(): Promise<unknown> }[] = [];
    const register = new ScriptedRegister(client, names, workers);
    workers.push(
      await startWorkflowWorker({
        at,
        names,
        dataConverter,
        log,
        client,
        identity: 'test',
        bundle: await workflowBundle(),
      }),
    );
    const connection = await connectWorker(at);
    const worker = await Worker.create({
      connection,
      namespace: at.namespace,
      taskQueue: activityQueueOf(names.taskQueue),
      dataConverter,
      activities: { advance: (input: AdvanceInput) => register.#look(input) },
    });
    const ended = worker.run();
    workers.push({
      stop: async () => {
        worker.shutdown();
        await ended;
        await connection.close();
      },
    });
    return register;
  }

  /** Starts the case; the first look gets the first answer, and so on. The last one is given for ever. */
  async live(...script: Look[]): Promise<WorkflowHandle> {
    this.#script = script;
    await this.ring();
    return this.#run();
  }

  /** Activities that the case's workflow waits for. */
  async awaited(): Promise<(string | null | undefined)[]> {
    const { raw } = await this.#run().describe();
    return (raw.pendingActivities ?? []).map(({ activityId }) => activityId);
  }

  #run(): WorkflowHandle {
    return this.client.workflow.getHandle(
      workflowIdOf('clearance', this.caseId, this.names.workflowIdPrefix),
    );
  }

  async ring(): Promise<void> {
    const about = {
      caseId: this.caseId,
      caseKind: 'clearance',
      organId: randomUUID(),
      ended: false,
    } as const;
    await ringCase(this.client, this.names, about);
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
    await this.client.connection.close();
  }

  async #look(input: AdvanceInput): Promise<Standing> {
    const look = this.#script[Math.min(this.looks.length, this.#script.length - 1)];
    this.looks.push(input);
    if (!look) throw new Error('no script');
    return look(input);
  }
}

export function standing(parts: Partial<Standing> = {}): Standing {
  return {
    kind: 'clearance',
    stage: 'ACTIVE',
    lastSeq: 1,
    ended: false,
    waitingOn: 'CLOCK',
    turn: null,
    since: '2026-01-01T00:00:00.000Z',
    organId: '5240fc01-b21a-565f-9aa1-b4cc08b22fd8',
    dueAt: null,
    openChecks: [],
    offsetMs: 0,
    ...parts,
  };
}

/** A door that a look can be kept waiting at. */
export function gate(): { readonly reached: Promise<void>; open(): void; pass(): Promise<void> } {
  let arrive = () => {};
  let open = () => {};
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    reached,
    open: () => open(),
    pass: () => {
      arrive();
      return opened;
    },
  };
}
