import type { Logger } from 'pino';
import type { GrantIssuer } from '../domain/grants.js';
import type { Db } from '../store/db.js';
import { signMissing } from '../store/grants.js';

/** A question that a release before made beside us waits so long for its grant. */
const EVERY_MS = 20_000;

/**
 * Signs, for questions that a release before put, what its person allowed by the row that consent is kept in: until then
 * nothing leaves (gateway/router.ts). Goes with the release after this one, when none is left that signs nothing.
 */
export function keepSigning(db: Db, grants: GrantIssuer, log: Logger): { stop(): Promise<void> } {
  const look = async () => {
    try {
      await signMissing(db, grants);
    } catch (error) {
      log.warn({ event: 'grants-not-signed', err: error }, 'questions without a grant wait');
    }
  };
  let running = look();
  const timer = setInterval(() => {
    running = running.then(look);
  }, EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
