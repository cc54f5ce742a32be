import { Kysely, Migrator, PostgresDialect, type Migration } from 'kysely';
import pg from 'pg';
import * as register from './migrations/0001-register.js';
import * as vault from './migrations/0002-vault.js';
import * as walls from './migrations/0003-walls.js';
import * as narrowerWalls from './migrations/0004-narrower-walls.js';
import * as strangers from './migrations/0007-strangers.js';
import * as destroyedFiles from './migrations/0008-destroyed-files.js';
import * as destroyedTraces from './migrations/0009-destroyed-traces.js';
import * as lookups from './migrations/0010-lookups.js';
import * as night from './migrations/0011-night.js';
import * as drafts from './migrations/0012-drafts.js';
import * as interviews from './migrations/0013-interviews.js';
import * as screening from './migrations/0014-screening.js';
import * as handling from './migrations/0015-handling.js';
import * as reuse from './migrations/0016-reuse.js';
import * as purposes from './migrations/0017-purposes.js';
import * as grievances from './migrations/0018-grievances.js';
import * as holdsAndOutages from './migrations/0019-holds-and-outages.js';
import * as corrections from './migrations/0020-corrections.js';
import * as originals from './migrations/0021-originals.js';
import * as contractors from './migrations/0022-contractors.js';
import * as inquiries from './migrations/0023-inquiries.js';
import * as statistics from './migrations/0024-statistics.js';
import * as earlierPolicy from './migrations/0025-earlier-policy.js';
import * as furtherCorrections from './migrations/0026-further-corrections.js';
import * as moves from './migrations/0027-moves.js';
import * as supplements from './migrations/0028-supplements.js';
import * as papers from './migrations/0029-papers.js';
import * as doubtElsewhere from './migrations/0030-doubt-elsewhere.js';
import * as rightEndedByResult from './migrations/0031-right-ended-by-result.js';
import * as freeText from './migrations/0032-free-text.js';
import * as whoMayJudge from './migrations/0033-who-may-judge.js';
import * as service from './migrations/0034-service.js';
import * as plannedOnce from './migrations/0035-planned-once.js';
import * as standIns from './migrations/0037-stand-ins.js';
import * as sealedWords from './migrations/0038-sealed-words.js';
import * as toldAndHeld from './migrations/0039-told-and-held.js';
import * as declaredByAll from './migrations/0041-declared-by-all.js';
import * as wordsThatWait from './migrations/0042-words-that-wait.js';
import * as dispatchedWorkers from './migrations/0043-dispatched-workers.js';
import * as papersPlannedOnce from './migrations/0044-papers-planned-once.js';
import * as sheetsEnd from './migrations/0047-sheets-end.js';
import * as dispatchedBefore from './migrations/0048-dispatched-before.js';
import * as passedOnOfAFile from './migrations/0049-passed-on-of-a-file.js';
import * as supplementsMissed from './migrations/0050-supplements-missed.js';
import * as withdrawalsInTime from './migrations/0051-withdrawals-in-time.js';
import * as foundBySecondHand from './migrations/0052-found-by-a-second-hand.js';
import * as assessedAgain from './migrations/0053-assessed-again.js';
import * as demandsHold from './migrations/0054-demands-hold.js';
import * as tieWordsHoldNothing from './migrations/0055-tie-words-hold-nothing.js';
import * as policiesKept from './migrations/0056-policies-kept.js';
import * as consentGrants from './migrations/0057-consent-grants.js';
import * as ungrantedOfOpenCases from './migrations/0058-ungranted-of-open-cases.js';
import * as passkeys from './migrations/0059-passkeys.js';
import * as keyStore from './migrations/0060-key-store.js';
import * as consentNamed from './migrations/0061-consent-named.js';
import * as enrolment from './migrations/0062-enrolment.js';
import * as signaturesOfDestroyedFiles from './migrations/0063-signatures-of-destroyed-files.js';
import * as breakGlass from './migrations/0064-break-glass.js';

/** Forward only, never edited once landed; a later release expands first and contracts one release after. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-register': register,
  '0002-vault': vault,
  '0003-walls': walls,
  '0004-narrower-walls': narrowerWalls,
  '0007-strangers': strangers,
  '0008-destroyed-files': destroyedFiles,
  '0009-destroyed-traces': destroyedTraces,
  '0010-lookups': lookups,
  '0011-night': night,
  '0012-drafts': drafts,
  '0013-interviews': interviews,
  '0014-screening': screening,
  '0015-handling': handling,
  '0016-reuse': reuse,
  '0017-purposes': purposes,
  '0018-grievances': grievances,
  '0019-holds-and-outages': holdsAndOutages,
  '0020-corrections': corrections,
  '0021-originals': originals,
  '0022-contractors': contractors,
  '0023-inquiries': inquiries,
  '0024-statistics': statistics,
  '0025-earlier-policy': earlierPolicy,
  '0026-further-corrections': furtherCorrections,
  '0027-moves': moves,
  '0028-supplements': supplements,
  '0029-papers': papers,
  '0030-doubt-elsewhere': doubtElsewhere,
  '0031-right-ended-by-result': rightEndedByResult,
  '0032-free-text': freeText,
  '0033-who-may-judge': whoMayJudge,
  '0034-service': service,
  '0035-planned-once': plannedOnce,
  '0037-stand-ins': standIns,
  '0038-sealed-words': sealedWords,
  '0039-told-and-held': toldAndHeld,
  '0041-declared-by-all': declaredByAll,
  '0042-words-that-wait': wordsThatWait,
  '0043-dispatched-workers': dispatchedWorkers,
  '0044-papers-planned-once': papersPlannedOnce,
  '0047-sheets-end': sheetsEnd,
  '0048-dispatched-before': dispatchedBefore,
  '0049-passed-on-of-a-file': passedOnOfAFile,
  '0050-supplements-missed': supplementsMissed,
  '0051-withdrawals-in-time': withdrawalsInTime,
  '0052-found-by-a-second-hand': foundBySecondHand,
  '0053-assessed-again': assessedAgain,
  '0054-demands-hold': demandsHold,
  '0055-tie-words-hold-nothing': tieWordsHoldNothing,
  '0056-policies-kept': policiesKept,
  '0057-consent-grants': consentGrants,
  '0058-ungranted-of-open-cases': ungrantedOfOpenCases,
  '0059-passkeys': passkeys,
  '0060-key-store': keyStore,
  '0061-consent-named': consentNamed,
  '0062-enrolment': enrolment,
  '0063-signatures-of-destroyed-files': signaturesOfDestroyedFiles,
  '0064-break-glass': breakGlass,
};

/** Brings the database at `url` (as its owner) to this release. Two at once: one migrates, the other waits. */
export async function migrate(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // A connection that breaks fails its query, and that is enough to be told: without a listener it ends the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
    const { error } = await migrator.migrateToLatest();
    if (error instanceof Error) throw error;
    if (error !== undefined) throw new Error('the migration failed', { cause: error });
  } finally {
    await db.destroy();
  }
}
