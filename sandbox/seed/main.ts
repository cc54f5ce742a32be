import { ConfigError, loadConfig, need } from '../../config.js';
import { endGracefully } from '../../launch/stdin-lifeline.js';
import { grantSignerFromFile } from '../../privacy/grant-signing.js';
import { currentKey, KeyFileError, readKeyFile } from '../../privacy/key-file.js';
import { localKeys } from '../../privacy/data-keys.js';
import { createLogger } from '../../privacy/redact.js';
import { connect } from '../../store/db.js';
import { createVault } from '../../store/vault.js';
import { ensureProviderSecrets, ProvidersFileError } from '../providers/secrets.js';
import { seedReferenceData } from './reference-data.js';
import { seedCases } from './seed-cases.js';

/** Runs once at every start of the sandbox, as the database's owner, before anybody signs in. */
const config = loadConfig();
const log = createLogger({ process: 'seed', level: config.logLevel });

if (config.mode !== 'sandbox') {
  log.fatal('The seed is for the sandbox: a deployment fills its register by its runbook.');
  process.exit(1);
}
// Cut off in the middle, nothing is written: it is one transaction, and the next start makes up for it.
endGracefully(() => {});
try {
  await seed();
  process.exit(0);
} catch (error) {
  const sentences = [ConfigError, KeyFileError, ProvidersFileError];
  // Anything else may quote what it stumbled over: only its kind and place are told.
  if (error instanceof Error && sentences.some((kind) => error instanceof kind)) log.fatal(error.message);
  else log.fatal({ err: error }, 'the register could not be filled');
  process.exit(1);
}

async function seed(): Promise<void> {
  const begun = Date.now();
  const url = need(config.database.url, 'DATABASE_URL');
  const indexKey = currentKey(readKeyFile(config.keys.indexFile, 'index', { create: true }));
  const providersUrl = need(config.providers.sandboxUrl, 'SANDBOX_PROVIDERS_URL');
  const providers = await ensureProviderSecrets(config.providers.file, providersUrl);
  const owner = connect(url, { max: 1 });
  try {
    await seedReferenceData(owner, { indexKey, providers });
  } finally {
    await owner.destroy();
  }
  if (config.seed !== 'full') return;
  const vault = createVault(localKeys(config.keys.vaultFile, { create: true }));
  const grants = grantSignerFromFile(config.keys.grantsFile, config.publicUrl, { create: true });
  const authenticators = currentKey(
    readKeyFile(config.keys.authenticatorFile, 'authenticator', { create: true }),
  );
  const count = await seedCases(url, { vault, indexKey, grants, authenticators });
  if (count === 0) return;
  log.info(
    { event: 'cases-seeded', count, durationMs: Date.now() - begun },
    'the fictional cases are in the register',
  );
}
