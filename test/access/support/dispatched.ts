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
