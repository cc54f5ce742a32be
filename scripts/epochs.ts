import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '../config.js';
import { KeysAway } from '../privacy/data-keys.js';
import { keyService } from '../privacy/remote-keys.js';

/**
 * `npm run epochs`: has the key service take its turn now, and prints every epoch of its key-encryption keys; with
 * `-- --open` another one begins first. Interrupted, or refused, it is run again.
 */
interface Told {
  readonly epochs: readonly {
    readonly id: string;
    readonly beganAt: string;
    readonly supersededAt: string | null;
    readonly rewrappedAt: string | null;
    readonly destroyedAt: string | null;
    readonly notBefore: string | null;
  }[];
}

try {
  const { values } = parseArgs({ options: { open: { type: 'boolean', default: false } } });
  const service = keyService(loadConfig().keyService);
  const { epochs } = (await service.call('/keys/turn', { open: values.open })) as Told;
  for (const epoch of epochs) console.log(line(epoch));
} catch (error) {
  if (!(error instanceof KeysAway || error instanceof ConfigError)) throw error;
  const why =
    error instanceof KeysAway
      ? `The key service did not do it (${error.code}); its log says why.`
      : error.message;
  console.error(`${why} What was done stays: run this again.`);
  process.exitCode = 1;
}

function day(at: string): string {
  return at.slice(0, 10);
}

function line(epoch: Told['epochs'][number]): string {
  return `${epoch.id}: began ${day(epoch.beganAt)}, ${stateOf(epoch)}`;
}

function stateOf({ supersededAt, rewrappedAt, destroyedAt, notBefore }: Told['epochs'][number]): string {
  if (destroyedAt) return `destroyed ${day(destroyedAt)}`;
  const end = notBefore === null ? 'kept until BACKUP_DAYS says how long' : `kept until ${day(notBefore)}`;
  if (supersededAt === null) return `current, ${end}`;
  return rewrappedAt === null ? 'superseded, and keys still need it' : `closed ${day(rewrappedAt)}, ${end}`;
}
