import { pino } from 'pino';
import { armCrashPoint } from '../../crash-points.js';
import { endGracefully } from '../../launch/stdin-lifeline.js';
import { providersEnvironment } from './environment.js';
import { startProviders } from './providers.js';
import { ProvidersFileError, readProviderSecrets } from './secrets.js';

const environment = providersEnvironment(process.env);
const { port, gatewayUrl, bindAddress, pollMs, providersFile, logLevel } = environment;
const log = pino({ level: logLevel, base: { process: 'sandbox-providers' } });

if (environment.production) {
  refuse('The sandbox providers do not run in production: connect the real ones.');
}
armCrashPoint(environment.crashAt);
try {
  const secrets = await readProviderSecrets(providersFile);
  const running = await startProviders({
    port,
    gatewayUrl,
    bindAddress,
    pollMs,
    secrets,
    log,
    controls: true,
  });
  endGracefully(running.stop);
  log.info({ port, sources: Object.keys(secrets) }, 'ready');
} catch (error) {
  if (error instanceof ProvidersFileError) refuse(error.message);
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  refuse(`Port ${port} is in use: stop what listens there, or set PORT_BASE to another.`);
}

function refuse(sentence: string): never {
  log.fatal(sentence);
  process.exit(1);
}
