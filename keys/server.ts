import { setTimeout as pause } from 'node:timers/promises';
import { type Config, ConfigError, loadConfig, need } from '../config.js';
import { NOT_OF_THE_KEY_SERVICE, refuseUnsafeProduction } from '../launch/production.js';
import { registerTablesProbe } from '../launch/production-probes.js';
import { Sentence } from '../launch/sentence.js';
import { endGracefully } from '../launch/stdin-lifeline.js';
import { KeyFileError } from '../privacy/key-file.js';
import { type EpochKms, localKms } from '../privacy/kms.js';
import { createLogger } from '../privacy/redact.js';
import { CallersError, readCallers } from './callers.js';
import { turnEpochs } from './epochs.js';
import { openKeyStore } from './key-store.js';
import { DeviceSaid, ModuleUnusable, TokenUnusable } from './pkcs11/faults.js';
import { startKeyService } from './service.js';
import { twoKms } from './two-kms.js';

/** A look at the epochs costs some queries; what it waits for are days. */
const TURN_MS = 10 * 60_000;

/** The key service as a process: it alone has the vault's key file or token, and it alone enters the key store. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger({ process: 'keys', level: config.logLevel });
  const store = openKeyStore(need(config.keyService.databaseUrl, 'KEYS_DATABASE_URL'));
  await refuseUnsafeProduction(
    config,
    { registerTables: registerTablesProbe(store.pool) },
    NOT_OF_THE_KEY_SERVICE,
  );
  const kms = await kmsOf(config);
  const callers = readCallers(config.keyService.callersFile);
  await untilMigrated(store, log);
  const { bindAddress, ports } = config;
  const { rules } = config.keyService;
  const turn = (how?: { noticeOnly: boolean }) =>
    turnEpochs({ pool: store.pool, kms, log, rules }, new Date(), how).catch((error: unknown) =>
      log.error({ event: 'epochs-failed', err: error }, 'the epochs of keys stand still'),
    );
  // Before it listens: a destroyed key that came back with a backup of the key file is used by nobody. The rest may take
  // as long as the key store is.
  await turn({ noticeOnly: true });
  const service = await startKeyService({ store, kms, rules, callers, log, port: ports.keys, bindAddress });
  log.info({ url: service.url }, 'ready');
  void turn();
  const turning = setInterval(() => void turn(), TURN_MS);
  endGracefully(async () => {
    clearInterval(turning);
    await service.stop();
    await store.stop();
  });
}

/**
 * A token where one is named, else the local key file. With both, the file only opens what it has wrapped. A sandbox
 * always has its file: its seed makes keys by it, before there is a service.
 */
async function kmsOf({ mode, keys, keyService, embedded }: Config): Promise<EpochKms> {
  const sandbox = mode === 'sandbox';
  const file = () => localKms(keys.vaultFile, { create: sandbox });
  const { module, label, pinFile } = keyService.token;
  if (module === undefined && label === undefined && pinFile === undefined) return file();
  // Where no token is named, a platform without a binary of koffi is none the worse for it.
  const { tokenKms } = await import('./pkcs11/token-kms.js');
  const token = await tokenKms({
    module: need(module, 'PKCS11_MODULE'),
    label: need(label, 'PKCS11_TOKEN'),
    pinFile: need(pinFile, 'PKCS11_PIN_FILE'),
  });
  return embedded.vaultFile && !sandbox ? token : twoKms(token, file());
}

/** A database that is not there yet, or not now, is waited for: the service is of no use without it, and nobody's fault. */
async function untilMigrated(store: ReturnType<typeof openKeyStore>, log: ReturnType<typeof createLogger>) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await store.migrate();
    } catch (error) {
      if (attempt >= 60) throw error;
      if (attempt % 10 === 0)
        log.warn({ event: 'waiting-for-key-store', err: error }, 'waiting for the database');
      await pause(1_000);
    }
  }
}

try {
  await main();
} catch (error) {
  const kinds = [
    Sentence,
    ConfigError,
    KeyFileError,
    CallersError,
    ModuleUnusable,
    TokenUnusable,
    DeviceSaid,
  ];
  const ours = error instanceof Error && kinds.some((kind) => error instanceof kind);
  process.stderr.write(
    `${ours ? error.message : error instanceof Error ? (error.stack ?? error.message) : 'unknown fault'}\n`,
  );
  process.exit(1);
}
