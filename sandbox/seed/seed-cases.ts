import { sql } from 'kysely';
import { readNow } from '../../store/clock.js';
import type { SeedParts } from './play.js';
import { connectPreparing } from './prepared.js';

/** Connections that play side by side: most of the time goes into waiting for one. */
const LANES = 4;

/**
 * Plays the sixty cases into an empty register, all of them or none: through the one write path, in a past counted back
 * from today. A register that holds any case is left as it is. As the database's owner: row-level security hides
 * nothing. Returns how many lines were played.
 */
export async function seedCases(ownerUrl: string, parts: SeedParts): Promise<number> {
  const db = connectPreparing(ownerUrl, { max: LANES + 1 });
  try {
    return await db.transaction().execute(async (guard) => {
      // Two starts at once: one plays, the other finds it done.
      await sql`select pg_advisory_xact_lock(7206002)`.execute(guard);
      if (await guard.selectFrom('cases').select('id').limit(1).executeTakeFirst()) return 0;
      // Only a first start needs what the cases are played with; loading it is half a second of every other one.
      const { playAll } = await import('./lanes.js');
      return playAll(db, LANES, parts, await readNow(guard));
    });
  } finally {
    await db.destroy();
  }
}
