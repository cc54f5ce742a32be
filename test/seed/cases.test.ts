import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { dayOf } from '../../domain/calendar.js';
import { APPLICATION_STAGES, CLEARANCE_STAGES, GRIEVANCE_STAGES } from '../../domain/stages.js';
import { people, users } from '../../sandbox/people.js';
import { SEEDED_CASES } from '../../sandbox/seed/cases.js';
import { castOf } from '../../sandbox/seed/cast.js';
import { identityOf } from '../../sandbox/seed/reference-data.js';
import { seedCases } from '../../sandbox/seed/seed-cases.js';
import type { Vault } from '../../store/vault.js';
import { type Seeded, seededDatabase } from './seeded.js';

let seeded: Seeded;
beforeAll(async () => {
  seeded = await seededDatabase();
  process.stderr.write(`seeded in ${seeded.tookMs} ms\n`);
}, 300_000);
afterAll(() => seeded?.close());

const distinct = async (table: 'cases' | 'checks' | 'applications', column: string, where = 'true') => {
  const { rows } = await sql<{ value: string }>`
    select distinct ${sql.ref(column)} as value from ${sql.table(table)} where ${sql.raw(where)} order by 1
  `.execute(seeded.db);
  return rows.map((row) => row.value);
};

describe('the sixty cases', () => {
  test('are sixty, of forty people, in two organs', () => {
    expect(SEEDED_CASES).toHaveLength(60);
    expect(new Set(SEEDED_CASES.map((line) => line.who))).toEqual(new Set(people.map((one) => one.key)));
    expect(new Set(SEEDED_CASES.map((line) => line.organ)).size).toBe(2);
  });

  test('stand where their lines say', async () => {
    const rows = await seeded.db
      .selectFrom('cases')
      .select(['subject_id', 'organ_id', 'stage'])
      .where('kind', '=', 'application')
      .orderBy('opened_at')
      .execute();
    expect(rows).toHaveLength(60);
    const inOrder = (line: (typeof SEEDED_CASES)[number]) => {
      const { person, organId } = castOf(line);
      const mine = rows.filter((row) => row.subject_id === person.id && row.organ_id === organId);
      const same = SEEDED_CASES.filter((one) => one.who === line.who && one.organ === line.organ);
      return mine[same.indexOf(line)]?.stage;
    };
    expect(SEEDED_CASES.map(inOrder)).toEqual(SEEDED_CASES.map((line) => line.stage));
  });

  test('show every stage', async () => {
    const stages = [APPLICATION_STAGES, CLEARANCE_STAGES, GRIEVANCE_STAGES].flatMap((table) =>
      Object.keys(table),
    );
    expect(await distinct('cases', 'stage')).toEqual([...new Set(stages)].sort());
    expect(
      await distinct('applications', 'not_conducted_reason', 'not_conducted_reason is not null'),
    ).toEqual(['NOT_APPROVED', 'NO_BASIS', 'NO_RESPONSE', 'REFUSED', 'WITHDRAWN'].sort());
  });

  test('show every finding, and a check in every status', async () => {
    const found = await distinct('checks', 'finding', 'finding is not null');
    expect(found).toEqual(['DECLINED', 'LATE', 'NO_RECORD', 'RECORD', 'UNAVAILABLE']);
    expect(await distinct('checks', 'status')).toEqual(['ANSWERED', 'CANCELLED', 'LATE', 'OPEN']);
  });

  test('have one grievance waiting and one person suspended', async () => {
    const count = async (stage: 'GRIEVANCE_OPEN' | 'SUSPENDED') =>
      (await seeded.db.selectFrom('cases').select('id').where('stage', '=', stage).execute()).length;
    expect([await count('GRIEVANCE_OPEN'), await count('SUSPENDED')]).toEqual([1, 1]);
  });

  test('give every open case past its approval a case officer who is not its subject', async () => {
    const { rows } = await sql<{ sub: string | null; stage: string; subject_id: string }>`
      select s.sub, c.stage, c.subject_id from cases c left join assignments s on s.case_id = c.id
      where c.kind = 'application' and c.stage <> 'NOMINATED' and not c.ended
    `.execute(seeded.db);
    const officers = new Set(users.filter((u) => u.account.startsWith('officer')).map((u) => u.sub));
    const self = new Map(people.map((person) => [person.id, person.sub]));
    expect(rows.filter(({ sub, subject_id: id }) => !officers.has(`${sub}`) || self.get(id) === sub)).toEqual(
      [],
    );
    expect(new Set(rows.map((row) => row.sub))).toEqual(officers);
  });

  test('nominate nobody from a contractor that was not certified on that day', async () => {
    const { rows } = await sql<{ opened_at: Date; valid_until: string }>`
      select c.opened_at, z.valid_until::text from cases c join certifications z
        on z.contractor_id = c.contractor_id and z.organ_id = c.organ_id
      where z.valid_until < '2075-01-01' and c.kind = 'application'
    `.execute(seeded.db);
    expect(rows).toHaveLength(4);
    expect(rows.filter((row) => dayOf(row.opened_at.toISOString()) > row.valid_until)).toEqual([]);
  });
});

describe('their past', () => {
  test('has no moment that has not come, and none that ends before it begins', async () => {
    const { rows: columns } = await sql<{ table_name: string; column_name: string }>`
      select table_name, column_name from information_schema.columns
      where table_schema = 'public' and data_type = 'timestamp with time zone'
        and column_name not in ('due_at', 'expires_at')
    `.execute(seeded.db);
    expect(columns.length).toBeGreaterThan(20);
    for (const { table_name: table, column_name: column } of columns) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(table)} where ${sql.ref(column)} > clock_timestamp()
      `.execute(seeded.db);
      expect({ table, column, ahead: rows[0]?.n }).toEqual({ table, column, ahead: 0 });
    }
    const { rows } = await sql`
      select case_id, seq from (select case_id, seq, at, lag(at) over (partition by case_id order by seq) as before
        from commands) c where at < before
    `.execute(seeded.db);
    expect(rows).toEqual([]);
  });

  test('leaves to the running system only what some lines leave to it, and what it must send', async () => {
    const { rows: due } = await sql<{ subject_id: string; organ_id: string }>`
      select distinct c.subject_id, c.organ_id from deadlines d join cases c on c.id = d.case_id
      where d.closed_at is null and d.handled_by = 'workflow' and d.due_at <= clock_timestamp()
    `.execute(seeded.db);
    const late = SEEDED_CASES.filter((line) => line.untended).map(castOf);
    const ids = (of: readonly { s: string; o: string }[]) => of.map(({ s, o }) => `${s} ${o}`).sort();
    expect(ids(due.map((row) => ({ s: row.subject_id, o: row.organ_id })))).toEqual(
      ids(late.map((cast) => ({ s: cast.person.id, o: cast.organId }))),
    );
    const { rows: sends } = await sql<{ kind: string; n: number; wanted: number }>`
      select kind, count(distinct lane)::int as n,
        case kind when 'RING' then (select count(*)::int from cases where not ended)
          else (select count(*)::int from checks where status = 'OPEN') end as wanted
      from outbox group by kind order by kind
    `.execute(seeded.db);
    expect(sends.map((row) => row.kind)).toEqual(['PUSH', 'RING']);
    for (const { n, wanted } of sends) expect(n).toBe(wanted);
    const { rows: unseen } = await sql`select id from cases where handled_seq < rung_seq`.execute(seeded.db);
    expect(unseen).toEqual([]);
  });
});

describe('a second start', () => {
  test('changes nothing', async () => {
    const before = await fingerprints();
    expect(await seeded.again()).toBe(0);
    expect(await fingerprints()).toEqual(before);
  }, 120_000);

  test('at the same moment leaves the work to the first; another sandbox gets the same history that day', async () => {
    const other = await seededDatabase({ starts: 2 });
    try {
      expect([...other.played].sort((a, b) => a - b)).toEqual([0, 60]);
      if (other.day === seeded.day) expect(await history(other)).toEqual(await history(seeded));
    } finally {
      await other.close();
    }
  }, 300_000);

  test('finds an empty register where the first was cut off', async () => {
    const cut = await seededDatabase({ starts: 0 });
    try {
      let left = 100;
      const failing: Vault = {
        ...cut.parts.vault,
        put: (...put) => {
          left -= 1;
          return left < 0 ? Promise.reject(new Error('cut off')) : cut.parts.vault.put(...put);
        },
      };
      await expect(seedCases(cut.url, { ...cut.parts, vault: failing })).rejects.toThrow('cut off');
      for (const table of ['cases', 'commands', 'outbox', 'vault_documents'] as const)
        expect(await cut.db.selectFrom(table).selectAll().execute()).toEqual([]);
      const open = await cut.db
        .selectFrom('certifications')
        .select('id')
        .where('valid_until', '>', '2075-01-01')
        .execute();
      expect(open).toHaveLength(3);
    } finally {
      await cut.close();
    }
  }, 120_000);
});

describe('what is personal', () => {
  test('is in the vault and nowhere else', async () => {
    const { rows: columns } = await sql<{ table_name: string; column_name: string }>`
      select table_name, column_name from information_schema.columns
      where table_schema = 'public' and (data_type in ('text', 'json', 'jsonb', 'ARRAY'))
    `.execute(seeded.db);
    expect(columns.length).toBeGreaterThan(40);
    const personal = people.flatMap((person) => {
      const { name, kana, romaji, address, dateOfBirth } = identityOf(person);
      return [name, name.replace(' ', ''), kana, `${romaji}`, address, dateOfBirth];
    });
    for (const { table_name: table, column_name: column } of columns) {
      const { rows } = await sql<{ found: string }>`
        select p as found from unnest(${personal}::text[]) p
        where exists (select 1 from ${sql.table(table)} where position(p in ${sql.ref(column)}::text) > 0)
      `.execute(seeded.db);
      expect({ table, column, rows }).toEqual({ table, column, rows: [] });
    }
  });

  test('can be read from the vault: who it is, what they stated, what was answered, why', async () => {
    const { db, parts } = seeded;
    const { rows } = await sql<{
      id: string;
      owner_kind: 'subject' | 'case';
      owner_id: string;
      class: 'IDENTITY';
    }>`
      select distinct on (class) id, owner_kind, owner_id, class from vault_documents order by class, created_at
    `.execute(db);
    expect(rows.map((row) => row.class)).toEqual([
      'CHANGE_REPORT',
      'CORRECTION',
      'EVIDENCE',
      'FAMILY',
      'GRIEVANCE',
      'HEARING',
      'IDENTITY',
      'INTERVIEW',
      'QUESTIONNAIRE',
      'REASONS',
      'UNSCREENED',
      'WORKSHEET',
    ]);
    await db.transaction().execute(async (tx) => {
      for (const row of rows) {
        const owner = { kind: row.owner_kind, id: row.owner_id };
        expect(await parts.vault.get(tx, owner, row.class, row.id)).toBeInstanceOf(Object);
      }
      const [first] = people;
      if (!first) throw new Error('nobody');
      expect(await parts.vault.latest(tx, { kind: 'subject', id: first.id }, 'IDENTITY')).toEqual(
        identityOf(first),
      );
    });
  });
});

/** Of every table, its size and a hash of all it holds. */
async function fingerprints(): Promise<Record<string, unknown>> {
  const { rows: tables } = await sql<{ table_name: string }>`
    select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
  `.execute(seeded.db);
  const prints = tables.map(async ({ table_name: table }) => {
    const { rows } = await sql<{ n: string; hash: string | null }>`
      select count(*) as n, md5(string_agg(md5(t::text), '' order by md5(t::text))) as hash from ${sql.table(table)} t
    `.execute(seeded.db);
    return [table, rows[0]] as const;
  });
  return Object.fromEntries(await Promise.all(prints));
}

/** Who did what when, on which case, and what the sources said: all but the random ids of requests and documents. */
async function history({ db }: Seeded): Promise<unknown> {
  const { rows: steps } = await sql`
    select case_id, seq, action, sub, role, at, from_stage, to_stage from commands order by case_id, seq
  `.execute(db);
  const { rows: answers } = await sql`
    select case_id, code, status, finding, created_at, answered_at, resolved_at from checks
    order by case_id, code, created_at
  `.execute(db);
  return { steps, answers };
}
