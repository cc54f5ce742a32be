import { loadConfig } from '../config.js';
import { exitCodeOf, Sentence } from '../launch/sentence.js';
import { unseenCases } from '../store/census.js';
import { connect, type Db, isTransient } from '../store/db.js';
import { NoSuchCase, rebuildCase, type Rebuilt } from '../workers/rebuild.js';
import { codeOf } from '../workers/registration.js';
import { engineAtHand, mendable } from './engine-client.js';
import { sandboxRegister } from './register-address.js';
import '../policies.js';

/** Long enough for a workflow that only has much to do. */
const UNSEEN_MS = 60_000;

/**
 * `npm run rebuild -- <caseId>` ends the case's workflow and starts it anew from the register; `--unseen` does so for
 * every case whose workflow has not seen its last move for a minute, as after a release was taken back.
 */
async function main(args: string[]): Promise<void> {
  const [which, ...more] = args;
  if (!which || more.length > 0)
    throw new Sentence('Say which case: npm run rebuild -- <caseId>, or npm run rebuild -- --unseen');
  const config = loadConfig();
  const { client, names } = await engineAtHand(config, 'rebuild');
  const db = connect(config.database.url ?? sandboxRegister(config, 'worker'), { max: 1 });
  try {
    const ids = which === '--unseen' ? await unseen(db) : [which];
    for (const id of ids) process.stdout.write(`${tell(await rebuildCase({ db, client, names }, id))}\n`);
    if (which === '--unseen') process.stdout.write(`Rebuilt ${ids.length} of ${ids.length} unseen cases.\n`);
  } finally {
    await db.destroy();
    await client.connection.close();
  }
}

async function unseen(db: Db): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of unseenCases(db, UNSEEN_MS)) ids.push(...page.map(({ caseId }) => caseId));
  return ids;
}

function tell({ workflowId, caseEnded, ended, started }: Rebuilt): string {
  const first = ended ? `Ended run ${ended} of ${workflowId}.` : `Nothing ran under ${workflowId}.`;
  if (caseEnded) return `${first} The case has ended and needs no workflow.`;
  return `${first} Started run ${started ?? '(already over)'} from the register.`;
}

function sentenceOf(error: unknown): unknown {
  if (error instanceof NoSuchCase) return new Sentence(error.message);
  if (isTransient(error))
    return new Sentence(
      `The register cannot be reached (${codeOf(error)}): start the system, or set DATABASE_URL.`,
    );
  return mendable(error);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = exitCodeOf(sentenceOf(error), (line) => process.stderr.write(`${line}\n`));
}
