import path from 'node:path';
import { type Config, loadConfig } from '../config.js';
import { accountFor } from '../launch/postgres-account.js';
import { prepareSocketFolder } from '../launch/postgres-socket.js';
import { type DatabaseUrls, databaseUrls } from '../store/bootstrap.js';

/** The register of a sandbox, in the state folder, as one of its roles. */
export function sandboxRegister({ dataDir }: Config, role: keyof DatabaseUrls): string {
  const folder = path.join(dataDir, 'postgres');
  const socket = prepareSocketFolder(folder, accountFor(path.join(folder, 'cluster')));
  return databaseUrls(`postgres://postgres@/postgres?host=${encodeURIComponent(socket)}`, 'sekisho')[role];
}

/** `npm --silent run register-address`: for psql, as the owner. Elsewhere that is MIGRATION_DATABASE_URL. */
if (process.argv[1] === import.meta.filename) {
  const config = loadConfig();
  process.stdout.write(`${config.database.migrationUrl ?? sandboxRegister(config, 'owner')}\n`);
}
