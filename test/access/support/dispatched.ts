import { sql } from 'kysely';
import type { House } from './house.js';

/** An invented firm; its number ends, as each does, in what its check digit says. */
export const EMPLOYER = { name: '架空人材株式会社', number: '7000012050002' } as const;

/** The person of this assessment was dispatched to the contractor. */
export async function dispatched({ register }: House, caseId: string): Promise<void> {
  await register
    .insertInto('dispatched_workers')
    .values({
      case_id: caseId,
      employer_name: EMPLOYER.name,
      employer_number: EMPLOYER.number,
      recorded_at: new Date().toISOString(),
    })
    .execute();
}

/** The assessment with which a clearance began. */
export async function applicationOf({ register }: House, clearanceId: string): Promise<string> {
  const { application_id: id } = await register
    .selectFrom('clearances')
    .select('application_id')
    .where('id', '=', clearanceId)
    .executeTakeFirstOrThrow();
  return id;
}

/** As if nobody had said yet of this case that they are not tied to its person. */
export function nobodyDeclared({ register }: House, caseId: string): Promise<void> {
  return register.transaction().execute(async (tx) => {
    await sql`alter table tie_declarations disable trigger user`.execute(tx);
    await tx.deleteFrom('tie_declarations').where('case_id', '=', caseId).execute();
    await sql`alter table tie_declarations enable trigger user`.execute(tx);
  });
}
