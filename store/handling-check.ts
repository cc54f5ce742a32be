import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { dayOf } from '../domain/calendar.js';
import { Refused } from '../domain/errors.js';
import {
  type CheckAnswer,
  type CheckFacts,
  checkOf,
  type CustodianRole,
  type Finding,
  toldOf,
} from '../domain/handling.js';
import type { Role } from '../domain/roles.js';
import { hasBasis } from './certified.js';
import { type Ask, gathered } from './gathered.js';
import { momentOf, rightColumns, rightFacts, type RightRow } from './handling-right.js';
import { type Pipelined, writtenOnce } from './pipelined.js';
import { samePersons } from './same-persons.js';

/** Whether this person may handle this item of this organ, as this sign-in asks. */
export interface Question {
  readonly sub: string;
  readonly subjectId: string;
  readonly organId: string;
  readonly itemId: string;
}

/** The check of one process: whoever asks meanwhile is answered together (gathered.ts). */
export function handlingChecks(pool: Pipelined): Ask<Question, CheckAnswer> {
  return gathered((questions) => checkTogether(pool, questions), {
    full: () => new Refused('UNAVAILABLE'),
  });
}

/**
 * Answers all of them by the register of this moment, with an entry each. The answers exist only when the entries are
 * committed: a crash in between leaves an entry without its answer, never an answer without its entry.
 *
 * Read in the scope of the organs asked about and not of who asks: the right belongs to the organ, and a contractor's
 * custodian sees no file of it. What they may be told is decided below, by custody.
 */
async function checkTogether(pool: Pipelined, questions: readonly Question[]): Promise<CheckAnswer[]> {
  const organs = [...new Set(questions.map(({ organId }) => organId))];
  return pool.readThenWrite<FactRow, CheckAnswer[]>(
    { organs },
    (now) => facts({ ...columnsOf(questions), now, day: dayOf(now) }),
    (rows, now) => {
      const at = momentOf(now);
      const found = rows.map((row) => ({ role: row.role, finding: checkOf(checkFacts(row), at) }));
      return {
        statement: entriesOf(questions, found, now),
        told: found.map(({ finding }) => toldOf(finding)),
      };
    },
  );
}

interface FactRow extends RightRow {
  role: Role | null;
  item: boolean;
  scheme: string | null;
  item_has_basis: boolean;
  custodian: CustodianRole | null;
  listed: [string, string, boolean][] | null;
}

/** One statement for all, and the same work for each, whatever there is to be found. */
function factsQuery({ now, ...of }: Columns & { now: string }): RawBuilder<unknown> {
  const asked = { persons: sql`same.persons`, organId: sql`q.organ_id` };
  const holder = { contractorId: sql`i.contractor_id`, organId: sql`i.organ_id` };
  return sql<FactRow>`
    select i.id is not null as item, i.scheme, ${hasBasis(holder, now)} as item_has_basis,
      (select p.role from principals p where p.sub = q.sub order by ${custodiansFirst} limit 1) as role,
      (select k.role from item_custodians k join principals p on p.sub = k.sub and p.role = k.role
          and (p.organ_id = i.organ_id or p.contractor_id = i.contractor_id)
        where k.item_id = i.id and k.ended_at is null and k.sub = q.sub limit 1) as custodian,
      (select json_agg(json_build_array(h.first_day, h.last_day, h.ended_at is not null))
        from item_handlers h where h.item_id = q.item_id and h.subject_id = any (same.persons)) as listed,
      ${rightColumns(asked, momentOf(now))}
    from unnest(${of.sub}::text[], ${of.subjectId}::uuid[],
        ${of.organId}::uuid[], ${of.itemId}::uuid[])
      with ordinality as q (sub, subject_id, organ_id, item_id, n)
    -- Asked once for each question (offset: or it would be asked wherever it is named).
    cross join lateral (select ${samePersons(sql`q.subject_id`)} as persons offset 0) same
    left join information_items i on i.id = q.item_id and i.organ_id = q.organ_id
    order by q.n
  `;
}
const custodiansFirst = sql`p.role in ('InformationManager', 'ContractorSecurityManager') desc, p.role`;
type Columns = Readonly<Record<keyof Question, unknown>>;
const columnsOf = (questions: readonly Question[]): Columns => ({
  sub: questions.map(({ sub }) => sub),
  subjectId: questions.map(({ subjectId }) => subjectId),
  organId: questions.map(({ organId }) => organId),
  itemId: questions.map(({ itemId }) => itemId),
});
/** Each of them unlike any other value of the text. */
const STAND_INS = { sub: ['sub'], subjectId: ['subjectId'], organId: ['organId'], itemId: ['itemId'] };
const LONG_AGO = '0001-01-01T00:00:00.000Z';
const facts = writtenOnce({ ...STAND_INS, now: LONG_AGO, day: dayOf(LONG_AGO) }, factsQuery);

function checkFacts(row: FactRow): CheckFacts {
  return {
    ...rightFacts(row),
    item: row.item,
    scheme: row.scheme ?? '',
    itemHasBasis: row.item_has_basis,
    custodian: row.custodian,
    listed: (row.listed ?? []).map(([firstDay, lastDay, ended]) => ({ firstDay, lastDay, ended })),
  };
}

interface Found {
  readonly role: Role | null;
  readonly finding: Finding;
}

/** The grounds are here and nowhere else. Who holds no office at all is entered as nobody in particular. */
function entriesOf(questions: readonly Question[], found: readonly Found[], now: string) {
  return entries({
    ...columnsOf(questions),
    now,
    ids: questions.map(() => randomUUID()),
    roles: found.map(({ role }) => role ?? 'None'),
    details: found.map(({ finding }, n) => JSON.stringify({ itemId: questions[n]?.itemId, ...finding })),
  });
}
const entries = writtenOnce(
  { ...STAND_INS, now: LONG_AGO, ids: ['ids'], roles: ['roles'], details: ['details'] },
  (of) => sql`
    insert into ledger (id, at, event, article, organ_id, subject_id, sub, role, purpose, details)
    select q.id, ${of.now}, 'HandlingChecked', 'Art. 11, 16', q.organ_id, q.subject_id, q.sub, q.role, 'PROTECTION', q.details::jsonb
    from unnest(${of.ids}::uuid[], ${of.organId}::uuid[], ${of.subjectId}::uuid[], ${of.sub}::text[], ${of.roles}::text[],
        ${of.details}::text[]) as q (id, organ_id, subject_id, sub, role, details)`,
);
