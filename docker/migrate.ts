import { ConfigError, loadConfig, need } from '../config.js';
import { exitCodeOf, Sentence } from '../launch/sentence.js';
import { migrate } from '../store/migrate.js';

/** Brings the register to this release, as its owner. Run before the processes of a release start; safe to repeat. */
try {
  await migrate(need(loadConfig().database.migrationUrl, 'MIGRATION_DATABASE_URL'));
  process.stdout.write('The register is at this release.\n');
} catch (error) {
  const known = error instanceof ConfigError ? new Sentence(error.message) : error;
  process.exitCode = exitCodeOf(known, (line) => process.stderr.write(`${line}\n`));
}
