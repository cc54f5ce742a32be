import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { given } from '../../support/database.js';
import type { TestEngine } from '../../support/system-engine.js';
import { activityIdOf, workflowIdOf } from '../../../workflows/contract.js';
import type { CaseKind } from '../../../domain/stages.js';

export interface Tried {
  /** 0: the engine took it. */
  readonly code: number;
  readonly said: string;
}

/** Somebody with the plain `temporal` command line and access to the engine, and without one key of ours. */
export class Attacker {
  constructor(private readonly engine: TestEngine) {}

  idOf(kind: CaseKind, caseId: string): string {
    return workflowIdOf(kind, caseId, this.engine.names.workflowIdPrefix);
  }

  /** @throws when the engine refuses the command: an attack that was never made proves nothing. */
  async mustRun(...args: readonly string[]): Promise<void> {
    const { code, said } = await this.run(...args);
    if (code !== 0) throw new Error(`temporal ${args.slice(0, 3).join(' ')} ended with ${code}: ${said}`);
  }

  run(...args: readonly string[]): Promise<Tried> {
    const { address, namespace } = this.engine.at;
    const at = ['--address', address, '--namespace', namespace, '--command-timeout', '30s'];
    // No file and no variable of whoever runs the tests.
    const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent' };
    return new Promise((resolve) => {
      execFile(given('TEST_TEMPORAL_CLI'), [...args, ...at], { env }, (error, out, err) => {
        const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
        resolve({ code, said: `${out}\n${err}`.trim() });
      });
    });
  }

  signal(workflowId: string, name: string, ...input: readonly string[]): Promise<void> {
    return this.mustRun('workflow', 'signal', '--workflow-id', workflowId, '--name', name, ...input);
  }

  /** Starts what we never would have, under this id. */
  start(
    workflowId: string,
    { type = 'application', queue = this.engine.names.taskQueue, more = [] as readonly string[] } = {},
  ): Promise<void> {
    const what = ['--workflow-id', workflowId, '--type', type, '--task-queue', queue];
    return this.mustRun('workflow', 'start', ...what, ...more);
  }

  /** Answers in a source's place. */
  complete(caseId: string, requestId: string, result = '{"finding":"NO_RECORD"}'): Promise<void> {
    return this.mustRun('activity', 'complete', ...this.waitOf(caseId, requestId), '--result', result);
  }

  waitOf(caseId: string, requestId: string): string[] {
    return ['--activity-id', activityIdOf(requestId), '--workflow-id', this.idOf('application', caseId)];
  }
}

export const json = (value: unknown) => ['--input', JSON.stringify(value)];
/** What claims to be sealed by us, or to be a message of protobuf, and is neither. */
export const GARBAGE = {
  sealed: ['--input-base64', '--input', 'AAECAwQF', '--input-meta', 'encoding=binary/encrypted'],
  protobuf: ['--input', '{"decision":"FOUND"}', '--input-meta', 'encoding=json/protobuf'],
} as const;

/** What a stranger would say to a case to move it where they want it. */
export const FORGED_ACTS: readonly (readonly [name: string, input: readonly string[]])[] = [
  ['giveConsent', json({ consent: true, inquiries: { CONVICTION_RECORD: true } })],
  ['withdrawConsent', json({ by: 'subject' })],
  ['decide', json({ decision: 'FOUND', reasonsId: randomUUID() })],
  ['bell', json({ stage: 'CLEARED' })],
  ['unheardOf', GARBAGE.sealed],
];
