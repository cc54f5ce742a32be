import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { STRUCK } from '../../domain/questionnaire/screening.js';
import { WAITS_MARK } from '../../domain/masked-text.js';
import { connect, type Db } from '../../store/db.js';
import { inScope, type Scope } from '../../store/scope.js';
import { bodyOf } from './support/bodies.js';
import type { Case, Cases } from './support/cases.js';
import { dayAhead } from './support/day-ahead.js';
import { ACCOUNTS, type Account, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { askAll, holdings, type House, openHouse, verdict } from './support/house.js';
import { DRIFT, SAID, STAND, STRIKE, Texts } from './support/texts.js';

/** Words on what may not be investigated, wherever they are written: pointed out, kept, screened (Standards; reading). */
let house: House;
let of: Texts;
let cases: Cases;
let api: Db;
beforeAll(async () => {
  house = await openHouse();
  api = connect(house.database.api, { max: 1 });
  of = new Texts(house);
  cases = of.cases;
}, 60_000);
afterAll(async () => {
  await api?.destroy();
  await house?.stop();
});

const ANSWER = ['application', 'hearing-answer', 'answerConcerns'] as const;
const REVIEW = ['application', 'review', 'resolveReview'] as const;
const kept = { kept: true } as const;
const fileOf = async ({ id }: Case, by: Account = 'adjudicator') =>
  (await house.get(by, `/applications/${id}`)).text;

async function heard(): Promise<Case> {
  const made = await cases.application('HEARING');
  expect(verdict(await of.say('subject', made, ANSWER, { text: SAID, ...kept }))).toBe('201');
  return made;
}
const decide = async ({ id }: Case) =>
  house.post('adjudicator', `/applications/${id}/decision`, bodyOf('decide', await cases.version(id)));

describe('words that drift', () => {
  test('are pointed out to their author before anything is kept: where, and not which', async () => {
    const made = await cases.application('HEARING');
    const before = await holdings(house.register);
    const refused = await of.say('subject', made, ANSWER, { text: SAID });
    expect(verdict(refused)).toBe('422 INVALID');
    expect(refused.body.errors).toMatchObject([{ pointer: '/text' }]);
    expect(refused.text).not.toContain(DRIFT);
    expect(await holdings(house.register)).toBe(before);
  });

  test('of an officer likewise, and what a decision stands on cannot be kept at all', async () => {
    const review = await cases.application('HUMAN_REVIEW');
    expect(verdict(await of.say('officer', review, REVIEW, { reasons: SAID }))).toBe('422 INVALID');
    expect(verdict(await of.say('officer', review, REVIEW, { reasons: SAID, ...kept }))).toBe('201');
    expect(await fileOf(review, 'officer')).not.toContain(DRIFT);

    const made = await cases.application('ADJUDICATION');
    const decision = ['application', 'decision', 'decide'] as const;
    const drifting = { reasons: [{ text: SAID }] };
    const refused = await of.say('adjudicator', made, decision, drifting);
    expect(refused.body.errors).toMatchObject([{ pointer: '/reasons/0/text' }]);
    expect(verdict(await of.say('adjudicator', made, decision, { ...drifting, ...kept }))).toBe(
      '422 INVALID',
    );
    const asked = ['application', 'hearing', 'askSubject'] as const;
    expect(verdict(await of.say('adjudicator', made, asked, { reasons: SAID }))).toBe('422 INVALID');
  });

  test('kept, are read by nobody who works on the case, and nothing is decided over them', async () => {
    const made = await heard();
    expect(await of.of.placesOf(DRIFT)).toEqual(['UNSCREENED_TEXT', 'UNSCREENED_TEXT']);
    for (const by of ['officer', 'inCharge', 'adjudicator'] as const) {
      const text = await fileOf(made, by);
      expect(text).toContain(`返済は済んだ。今は${WAITS_MARK}をしている。`);
      expect(text).not.toContain(DRIFT);
    }
    expect(verdict(await decide(made))).toBe('409 WORDS_WAITING');
    await of.screened(made);
    expect(verdict(await decide(made))).toBe('201');
  });

  test('are told nobody who may not know of them: no other answer differs by a byte but for the mark', async () => {
    const [plain, drifting] = [await cases.application('HEARING'), await cases.application('HEARING')];
    const one = await of.say('subject', plain, ANSWER, { text: '返済は済んだ。' });
    const other = await of.say('subject', drifting, ANSWER, { text: SAID, ...kept });
    const bare = ({ body }: typeof one, { id }: Case) => JSON.stringify(body).replaceAll(id, '');
    expect(bare(one, plain)).toBe(bare(other, drifting));
    for (const by of ['subject', 'manager', 'information'] as const) {
      const told = async ({ id }: Case) => {
        const { body } = await house.get(by, `/applications/${id}/timeline`);
        return JSON.stringify(body)
          .replaceAll(id, '')
          .replaceAll(/"(at|reference)":"[^"]*"/g, '');
      };
      expect(await told(drifting)).toBe(await told(plain));
    }
  });
});

describe('what waits', () => {
  test('is shown to the organ’s screening officers alone, in its sentences, and says of whom to nobody', async () => {
    const made = await heard();
    const id = (await of.textOf(made)) ?? '';
    const reading = await askAll(ACCOUNTS, (account) => of.read(id, account));
    expect(ACCOUNTS.filter((account) => reading[account].status === 200)).toEqual([
      'screener',
      'screenerOnceSubject',
    ]);
    const { body, text } = await of.read(id);
    expect(Object.keys(body).sort()).toEqual(['id', 'overdue', 'passages', 'screenBy', 'since']);
    expect(body.passages).toEqual([
      { passage: 1, topic: 'UNION', written: SAID, start: expect.any(Number), end: expect.any(Number) },
    ]);
    expect(text).not.toContain(made.id);
  });

  test('is not there for whoever is tied to the person or stands in their line, known by the register though by none of them', async () => {
    const made = await heard();
    const id = (await of.textOf(made)) ?? '';
    const seen = async () => [
      verdict(await of.read(id)),
      verdict(await of.screen(id)),
      (await of.waiting()).includes(id),
    ];
    const sub = memberOf('screener').sub;
    const tie = { subject_id: made.subjectId, sub, declared_at: new Date().toISOString() };
    await house.register.insertInto('conflicts').values(tie).execute();
    expect(await seen()).toEqual(['404 NOT_FOUND', '404 NOT_FOUND', false]);
    await house.register.deleteFrom('conflicts').where('sub', '=', sub).execute();
    const line = await house.post('inCharge', '/reporting-lines', {
      organId: HERE.organId,
      person: { subjectId: made.subjectId },
      superior: { sub },
      firstDay: dayAhead(0),
    });
    expect(verdict(line)).toBe('201');
    expect(await seen()).toEqual(['404 NOT_FOUND', '404 NOT_FOUND', false]);
    await house.register.deleteFrom('reporting_lines').execute();
    expect(verdict(await of.read(id))).toBe('200');
  });

  test('whoever was shown it has no other part in the case, and whoever has a part is shown nothing', async () => {
    const made = await heard();
    const id = (await of.textOf(made)) ?? '';
    const { sub } = memberOf('screener');
    await of.read(id);
    const entry = await house.register
      .selectFrom('ledger')
      .select(['event', 'role', 'details'])
      .where('case_id', '=', made.id)
      .where('sub', '=', sub)
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ event: 'FileRead', role: 'ScreeningOfficer' });
    expect(JSON.stringify(entry.details)).not.toMatch(/UNION|ASKED/);
    await house.register
      .insertInto('assignments')
      .values({ case_id: made.id, sub: memberOf('screenerOnceSubject').sub })
      .execute();
    expect(verdict(await of.read(id, 'screenerOnceSubject'))).toBe('404 NOT_FOUND');
    expect(await of.waiting('screenerOnceSubject')).not.toContain(id);
    expect(verdict(await of.screen(id, [STRIKE], 'screenerOnceSubject'))).toBe('404 NOT_FOUND');
  });

  test('is seen through the database by the organ’s screening officers alone, and changed by nobody', async () => {
    const made = await heard();
    const id = (await of.textOf(made)) ?? '';
    const seen = (scope: Scope) =>
      inScope(api, scope, async (tx) => {
        const count = (from: string) => sql<{ n: number }>`select count(*)::int as n from ${sql.raw(from)}`;
        const rows = await count(`text_screenings where id = '${id}'`).execute(tx);
        const words = await count(
          `vault_documents where owner_id = '${made.id}' and class = 'UNSCREENED_TEXT'`,
        ).execute(tx);
        return [rows.rows[0]?.n, words.rows[0]?.n];
      });
    expect(await seen({ screens: [HERE.organId] })).toEqual([1, 1]);
    for (const scope of [
      { screens: [ELSEWHERE.organId] },
      { organs: [HERE.organId] },
      { subjects: [made.subjectId] },
      { contractors: [HERE.contractorId] },
      { cabinet: true },
      {},
    ])
      expect(await seen(scope)).toEqual([0, 0]);
    const settle = (scope: Scope) =>
      inScope(api, scope, async (tx) => {
        const { rows } = await sql<{ done: boolean }>`select sekisho_screen_text(${id}::uuid, 'x',
          ${new Date().toISOString()}::timestamptz, ''::bytea, '[]'::jsonb) as done`.execute(tx);
        return rows[0]?.done;
      });
    for (const scope of [{ organs: [HERE.organId] }, { screens: [ELSEWHERE.organId] }])
      expect(await settle(scope)).toBe(false);
    const screens = { screens: [HERE.organId] };
    await expect(
      inScope(api, screens, (tx) => sql`update text_screenings set status = 'SCREENED'`.execute(tx)),
    ).rejects.toThrow(/permission denied/);
  });

  test('leaves none out, and by two at once it is screened once', async () => {
    const made = await heard();
    const id = (await of.textOf(made)) ?? '';
    const before = await holdings(house.register);
    for (const verdicts of [[], [STRIKE, STRIKE], [{ ...STRIKE, ground: 'MEANS_SOMETHING_ELSE' }]])
      expect(verdict(await of.screen(id, verdicts))).toBe('422 INVALID');
    expect(await holdings(house.register)).toBe(before);
    const both = await Promise.all([of.screen(id), of.screen(id, [STAND], 'screenerOnceSubject')]);
    expect(both.map(verdict).sort()).toEqual(['201', '404 NOT_FOUND']);
  });
});

describe('screened', () => {
  test('what was struck is nowhere in the database any more, and what was not is in the file', async () => {
    const made = await heard();
    await of.screened(made);
    const text = await fileOf(made);
    expect(text).toContain(`返済は済んだ。今は${STRUCK}をしている。勤めは変わらない。`);
    const left = await house.register
      .selectFrom('vault_documents')
      .select('id')
      .where('owner_id', '=', made.id)
      .where('class', '=', 'UNSCREENED_TEXT')
      .execute();
    expect(left).toEqual([]);
    const keys = house.register.selectFrom('vault_keys').select('class').where('owner_id', '=', made.id);
    expect((await keys.execute()).map((row) => row.class)).not.toContain('UNSCREENED_TEXT');
    expect(verdict(await of.read((await of.textOf(made)) ?? made.id))).toBe('404 NOT_FOUND');
  });

  test('with its sentence, the words beside it are gone too; let stand, it stands word for word', async () => {
    const [whole, stands] = [await heard(), await heard()];
    await of.screened(whole, { ...STRIKE, verdict: 'STRIKE_SENTENCE' });
    expect(await fileOf(whole)).toContain(`返済は済んだ。${STRUCK}。勤めは変わらない。`);
    await of.screened(stands, STAND);
    expect(await fileOf(stands)).toContain(SAID);
    expect(await fileOf(stands)).not.toContain(WAITS_MARK);
  });

  test('destroyed with its file, nothing waits any more', async () => {
    const made = await heard();
    const id = await of.textOf(made);
    await cases.step(made.id, 'withdrawConsent', 'subject');
    await cases.step(made.id, 'dispose', 'System');
    const left = house.register.selectFrom('text_screenings').select('id').where('case_id', '=', made.id);
    expect(await left.execute()).toEqual([]);
    expect(await of.textOf(made)).toBeUndefined();
    expect(await of.waiting()).not.toContain(id);
    const rows = house.register.selectFrom('vault_documents').select('id').where('owner_id', '=', made.id);
    expect(await rows.where('class', '=', 'UNSCREENED_TEXT').execute()).toEqual([]);
  });
});
