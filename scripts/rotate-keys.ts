import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '../config.js';
import { KeysAway } from '../privacy/data-keys.js';
import { keyService } from '../privacy/remote-keys.js';

/**
 * `npm run rotate-keys`: puts every data key of the vault under the newest key-encryption key, while everything goes on.
 * First the new key is made the current one of `VAULT_KEYS_FILE`, beside the old, and the key service notices within a
 * minute. Interrupted, it is run again and goes on; what was committed stays.
 */
interface Progress {
  readonly kekId: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly older: readonly { readonly kekId: string; readonly keys: number }[];
  readonly ended: boolean;
  readonly next: string | null;
}

try {
  const { values } = parseArgs({ options: { batch: { type: 'string', default: '500' } } });
  const service = keyService(loadConfig().keyService);
  let progress: Progress;
  let after: string | null = null;
  do {
    const body: unknown = { after, limit: Number(values.batch) };
    progress = (await service.call('/keys/rotate', body)) as Progress;
    after = progress.next;
    console.log(`${progress.kekId}: ${progress.done} of ${progress.total}`);
  } while (after !== null);
  tell(progress);
} catch (error) {
  if (!(error instanceof KeysAway || error instanceof ConfigError)) throw error;
  const why = error instanceof KeysAway ? `The key service cannot be asked (${error.code}).` : error.message;
  console.error(`${why} What was rotated stays: run this again.`);
  process.exitCode = 1;
}

function tell({ kekId, older, failed, ended }: Progress): void {
  if (ended) {
    console.log(
      `Every key of the key store is under ${kekId}. The older ones may be taken out of VAULT_KEYS_FILE once no API of the release before runs and sekisho_keys_not_kept of the activity worker is 0; keep them as long as backups that need them.`,
    );
    return;
  }
  const left = older.map((one) => `${one.keys} under ${one.kekId}`).join(', ');
  console.error(
    `Not done: ${left} (${failed} did not open). No older key may be taken away: look at them, run this again.`,
  );
  process.exitCode = 1;
}
