import { randomUUID } from 'node:crypto';
import { dayOf } from '../domain/calendar.js';
import { Refused } from '../domain/errors.js';
import type { Tx } from './db.js';

/** Contracts of an organ with a contractor (Art. 10(1), 10(2)): for which sections, from which day to which. */
export interface Contract {
  readonly id: string;
  readonly organId: string;
  readonly contractorId: string;
  readonly paragraph: '10(1)' | '10(2)';
  readonly sections: readonly string[];
  readonly firstDay: string;
  readonly lastDay: string | null;
  readonly endedAt: string | null;
}

interface By {
  readonly by: string;
  readonly now: string;
}

export async function recordContract(
  tx: Tx,
  of: Omit<Contract, 'id' | 'endedAt'>,
  { by, now }: By,
): Promise<string> {
  const id = randomUUID();
  const { organId: organ_id, contractorId: contractor_id, paragraph, sections } = of;
  const days = { first_day: of.firstDay, last_day: of.lastDay };
  const made = { recorded_at: now, recorded_by: by, ended_at: null, ended_by: null };
  await tx
    .insertInto('contracts')
    .values({ id, organ_id, contractor_id, paragraph, sections: [...sections], ...days, ...made })
    .execute();
  return id;
}

/**
 * With the end of a day to come, or at once. An end is moved to an earlier day only; what has ended has ended.
 * @throws Refused NOT_FOUND, INVALID
 */
export async function endContract(
  tx: Tx,
  contract: Contract,
  lastDay: string | null,
  { by, now }: By,
): Promise<'AT_ONCE' | 'WITH_THE_DAY'> {
  if (contract.endedAt !== null) throw new Refused('NOT_FOUND');
  const atOnce = lastDay === null;
  if (lastDay !== null) {
    const wrong = (message: string) => new Refused('INVALID', undefined, [{ pointer: '/lastDay', message }]);
    if (lastDay < dayOf(now)) throw wrong('past already');
    if (lastDay < contract.firstDay) throw wrong('before the first day');
    if (contract.lastDay !== null && lastDay > contract.lastDay) throw wrong('later than it ends already');
  }
  const { numUpdatedRows } = await tx
    .updateTable('contracts')
    .set(atOnce ? { ended_at: now, ended_by: by } : { last_day: lastDay })
    .where('id', '=', contract.id)
    .where('ended_at', 'is', null)
    // Another officer's end, set meanwhile, is not moved later by one who had not seen it.
    .$if(lastDay !== null, (q) =>
      q.where((e) => e.or([e('last_day', 'is', null), e('last_day', '>=', lastDay ?? '')])),
    )
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Refused('NOT_FOUND');
  return atOnce ? 'AT_ONCE' : 'WITH_THE_DAY';
}

/** Of these organs, or with these contractors: which of them the caller is concerned with is theirs to say. */
export async function contractsOf(
  tx: Tx,
  of: { organs: readonly string[]; contractors: readonly string[]; id?: string },
): Promise<Contract[]> {
  const rows = await tx
    .selectFrom('contracts')
    .selectAll()
    .where((e) =>
      e.or([
        e('organ_id', '=', e.fn.any(e.val([...of.organs]))),
        e('contractor_id', '=', e.fn.any(e.val([...of.contractors]))),
      ]),
    )
    .$if(of.id !== undefined, (q) => q.where('id', '=', of.id ?? ''))
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organId: row.organ_id,
    contractorId: row.contractor_id,
    paragraph: row.paragraph,
    sections: row.sections,
    firstDay: row.first_day,
    lastDay: row.last_day,
    endedAt: row.ended_at?.toISOString() ?? null,
  }));
}
