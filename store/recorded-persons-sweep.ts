import type { Db } from './db.js';
import { writeLedger } from './ledger.js';
import { forgetPerson } from './persons.js';
import { forgettablePersons } from './recorded-persons.js';

/**
 * Their identity, its key, the reasons it was recorded with and the index go; rows without a name stay as proof. Asked
 * again under the person's lock: who was nominated or recorded meanwhile is kept.
 */
export async function forgetRecorded(db: Db, subjectId: string, now: string): Promise<'FORGOTTEN' | 'MOOT'> {
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('subjects').select('id').where('id', '=', subjectId).forUpdate().execute();
    if (!(await forgettablePersons(tx, now)).includes(subjectId)) return 'MOOT';
    await forgetPerson(tx, subjectId, now);
    await writeLedger(tx, {
      at: now,
      event: 'PersonForgotten',
      article: 'Standards: retention',
      caseId: null,
      subjectId,
      sub: null,
      role: 'System',
      purpose: 'OPERATION',
    });
    return 'FORGOTTEN';
  });
}
