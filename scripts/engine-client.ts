import type { Client } from '@temporalio/client';
import { type Config, ConfigError } from '../config.js';
import { connectClient, type EngineNames } from '../engine.js';
import { Sentence } from '../launch/sentence.js';
import { createDataConverter, type SekishoDataConverter } from '../privacy/data-converter.js';
import { engineKeysFromFile } from '../privacy/engine-keys.js';
import { KeyFileError } from '../privacy/key-file.js';
import { engineFault } from '../workers/registration.js';

export interface EngineAtHand {
  readonly client: Client;
  readonly names: EngineNames;
  readonly dataConverter: SekishoDataConverter;
}

/** The running system's engine for an operator's command. @throws Sentence if it cannot be used */
export async function engineAtHand({ temporal, keys }: Config, identity: string): Promise<EngineAtHand> {
  const { address, namespace, tls, taskQueue, workflowIdPrefix } = temporal;
  const dataConverter = createDataConverter(engineKeysFromFile(keys.codecFile));
  const client = connectClient({ address, namespace, ...(tls ? { tls } : {}) }, dataConverter, identity);
  const fault = await client.withDeadline(Date.now() + 10_000, () => engineFault(client));
  if (!fault) return { client, names: { taskQueue, workflowIdPrefix }, dataConverter };
  await client.connection.close();
  throw new Sentence(
    `The Temporal server at ${address} cannot be used (${fault}): start the system, or correct TEMPORAL_ADDRESS.`,
  );
}

/** What a person can mend, in one sentence; anything else as it is. */
export function mendable(error: unknown): unknown {
  return error instanceof ConfigError || error instanceof KeyFileError ? new Sentence(error.message) : error;
}
