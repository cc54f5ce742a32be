import { join } from 'node:path';
import pino from 'pino';
import { loadConfig } from '../../config.js';
import { endGracefully } from '../../launch/stdin-lifeline.js';
import { users } from '../people.js';
import { ensureSecretFile } from './secret-file.js';

const config = loadConfig();
const log = pino({ level: config.logLevel, base: { process: 'identity' } });

if (config.mode === 'production') {
  refuse('The sandbox identity provider does not run in production: set OIDC_ISSUER to your own.');
}

// The library speaks by console, at import too: its remarks belong in the log like everything else.
console.warn = console.info = (remark: unknown) => log.debug({ remark: String(remark) }, 'oidc-provider');
const { startIdentity } = await import('./identity.js');

try {
  const { issuer, stop } = await startIdentity({
    port: config.ports.identity,
    bindAddress: config.bindAddress,
    issuer: config.oidc.issuer,
    publicUrl: config.publicUrl,
    audience: config.oidc.audience,
    dataDir: config.dataDir,
    users,
    clients: {
      consoleSecret: await ensureSecretFile(config.oidc.clientSecretFile),
      temporalUi: {
        url: config.temporal.uiUrl,
        secret: await ensureSecretFile(join(config.dataDir, 'identity', 'temporal-ui.secret')),
      },
    },
  });
  endGracefully(stop);
  log.info({ issuer }, 'ready');
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  refuse(`Port ${config.ports.identity} is in use: stop what listens there, or set PORT_BASE to another.`);
}

function refuse(sentence: string): never {
  log.fatal(sentence);
  process.exit(1);
}
