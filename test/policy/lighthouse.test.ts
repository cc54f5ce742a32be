import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { itemsOf } from '../../domain/questionnaire/shape.js';
import { policyOf } from '../../domain/policy.js';
import { textsOf } from '../../forms/packs.js';
import { verifyPacket } from '../../privacy/verify-packet.js';
import { worksheetFor } from '../../sandbox/worksheet.js';
import { type House, openHouse, verdict } from '../access/support/house.js';
import { sources } from '../architecture/sources.js';
import { Life, moveTo } from './life.js';

/**
 * A scheme that is nobody's: three items, six years, no unified investigator, no interview. It is a folder of data
 * (packs/lighthouse) and nothing else; what it does here no line of code was written for.
 */
const OLD = 'lighthouse/2026-01-01';
const NEW = 'lighthouse/2031-01-01';
const NO = { says: 'NO' } as const;
const answers = (version: string, more: object = {}) => ({
  ...Object.fromEntries(
    itemsOf(textsOf(version).questions).map((item) => [
      item,
      Object.fromEntries((textsOf(version).questions.items[item] ?? []).map(({ id }) => [id, NO])),
    ]),
  ),
  ...more,
});
const itemCodes = (version: string) => policyOf(version).items.map(({ code }) => code);
const YES = Object.fromEntries(policyOf(OLD).checks.map(({ code }) => [code, true]));

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house?.stop());

test('no line of code names a code of it, nor the scheme', () => {
  const codes = [OLD, NEW].flatMap((version) => {
    const { items, sources: asked, checks } = policyOf(version);
    return [...items, ...asked, ...checks].map(({ code }) => code);
  });
  const words = new RegExp(`\\b(${[...new Set(codes), 'lighthouse'].join('|')})\\b`);
  const naming = sources().filter(({ text }) => words.test(text));
  expect(naming.map(({ file }) => file)).toEqual([]);
});

describe('a whole life under it, through the API', () => {
  let life: Life;
  beforeAll(async () => {
    life = await Life.nominated(house, '灯台 守', 'lighthouse');
  });

  test('freezes its policy with its nomination, and tells its person of its own items alone', async () => {
    const { policy_version, periods } = await life.row();
    expect([policy_version, periods.VALIDITY, periods.CONSENT_WINDOW]).toEqual([OLD, 'P6Y', 'P21D']);
    const { text, ja, en } = await life.served();
    expect(text).toMatch(/^notice-new-handler-2026-01-01@/);
    const numbered = ja.filter((line) => /^\d\. /.test(line));
    expect(numbered).toEqual(['1. 見張りの履行', '2. 海を見る視力', '3. 灯油の貸し借り']);
    expect(ja.join() + en.join()).not.toMatch(/七つ|seven|重要経済/);
    const { policy, questions } = await life.view('subject');
    expect(policy).toBe(OLD);
    expect(questions.map(({ code }: { code: string }) => code)).toEqual(Object.keys(YES));
  });

  test('takes consent to its own questions and to no other scheme’s', async () => {
    const { text } = (await life.view('subject')).notice;
    const strange = await life.post('subject', 'consent', 'giveConsent', {
      text,
      inquiries: { ...YES, CONVICTION_RECORD: true },
    });
    expect([verdict(strange), strange.body.errors?.[0]?.pointer]).toEqual([
      '422 INVALID',
      '/inquiries/CONVICTION_RECORD',
    ]);
    const page = await life.page('subject', 'ja');
    for (const { question, name } of policyOf(OLD).checks) {
      expect(page).toContain(question.ja);
      expect(page).toContain(name.ja);
    }
    expect(page).not.toContain('犯罪人名簿');
    // What is consented to is what the notice names, however many items that is.
    expect(page).not.toMatch(/七つ|seven/);
    const { consent, 'inquiry-consent': inquiries, refusal } = textsOf(OLD).forms;
    for (const { id, ja } of [consent, inquiries, refusal]) {
      expect(page).toContain(ja.title);
      expect(page).toContain(id);
    }
    await life.step('subject', 'consent', 'giveConsent', { text, inquiries: YES });
    expect(await life.signedBy('giveConsent')).toEqual([{ forms: [consent.id, inquiries.id] }]);
  });

  test('asks its own questions, and has no place for answers to others', async () => {
    const asked = await house.get('subject', `/questions?policy=${encodeURIComponent(OLD)}`);
    expect(Object.keys(asked.body.items)).toEqual(itemCodes(OLD));
    const page = await life.page('subject', 'en');
    for (const { short } of policyOf(OLD).items) expect(page).toContain(short.en);
    expect(page).not.toContain('Moderation in drinking');
    const given = (more: object) => ({ answers: answers(OLD, more), family: [] });
    const strange = await life.post(
      'subject',
      'questionnaire',
      'submitQuestionnaire',
      given({ ALCOHOL_MODERATION: {} }),
    );
    expect([verdict(strange), strange.body.errors?.[0]?.pointer]).toEqual([
      '422 INVALID',
      '/answers/ALCOHOL_MODERATION',
    ]);
    const said = { treated: { says: 'YES', rows: [{ what: '昨年、眼鏡を作った。' }] } };
    await life.step('subject', 'questionnaire', 'submitQuestionnaire', given({ SEA_SIGHT: said }));
  });

  test('is investigated by the organ, since nobody else does it in this scheme', async () => {
    const unified = await life.post('inCharge', 'investigation', 'startInvestigation', { mode: 'UNIFIED' });
    expect([verdict(unified), unified.body.errors?.[0]?.pointer]).toEqual(['422 INVALID', '/mode']);
    const page = await life.page('inCharge', 'ja');
    expect(page).not.toContain('value="UNIFIED"');
    expect(page).toContain('value="SELF"');
    expect(page).not.toContain('id="startInvestigation-ground"');
    const begin = ['inCharge', 'investigation', 'startInvestigation'] as const;
    const grounded = await life.post(...begin, {
      mode: 'SELF',
      ground: 'TOO_LATE',
      reasons: '間に合わない。',
    });
    expect([verdict(grounded), grounded.body.errors?.[0]?.pointer]).toEqual(['422 INVALID', '/ground']);
    await life.step(...begin, { mode: 'SELF', ground: undefined, reasons: undefined });
    expect(await life.answered('NO_RECORD')).toEqual({
      WATCH_LOG: '見張りを欠いた記録があるか。',
      KEEPER_STATEMENT: '灯を消したままにしたのを見聞きしたか。',
      KEEPER_ON_OIL: '灯油を無断で貸したのを見聞きしたか。',
    });
    await life.cases.step(life.id, 'completeChecks', 'System');
    const interview = await life.post('officer', 'interview', 'arrangeInterview', {
      items: ['SEA_SIGHT'],
    });
    expect(verdict(interview)).toBe('409 WRONG_STAGE');
  });

  test('is decided on its own items, every one of them and no other', async () => {
    await life.step('inCharge', 'opinion', 'giveOpinion');
    await life.step('inCharge', 'submission', 'submitForDecision');
    const sheet = await life.page('adjudicator', 'ja');
    for (const { code } of policyOf(OLD).items) expect(sheet).toContain(`name="worksheet.${code}"`);
    expect(sheet).not.toContain('worksheet.DRUG_ABUSE');
    const { body: file } = await house.get('adjudicator', `/applications/${life.id}`);
    const worksheet = worksheetFor(file, itemCodes(OLD));
    const { LAMP_OIL: _, ...two } = worksheet;
    for (const [of, at] of [
      [two, '/worksheet/LAMP_OIL'],
      [{ ...worksheet, DRUG_ABUSE: { treatment: 'NOTHING' } }, '/worksheet/DRUG_ABUSE'],
    ] as const) {
      const refused = await life.post('adjudicator', 'decision', 'decide', { worksheet: of });
      expect([verdict(refused), refused.body.errors?.[0]?.pointer]).toEqual(['422 INVALID', at]);
    }
    await life.step('adjudicator', 'decision', 'decide', { worksheet });
    const packet = await house.get('adjudicator', `/applications/${life.id}/decision-packet`);
    const keys = await house.get('adjudicator', '/decision-keys');
    expect(packet.body.packet.facts.items).toEqual(itemCodes(OLD));
    expect(verifyPacket(packet.body, keys.body).fault).toBeUndefined();
  });

  test('prints its papers in its own words', async () => {
    await life.step('officer', 'result-notice', 'notifyResult');
    const notice = await life.paper('subject', 'notice');
    expect(notice).toContain('灯油の貸し借り');
    const consent = await life.paper('subject', 'inquiry-consent');
    expect(consent).toContain('港の事務所');
    const questionnaire = await life.paper('subject', 'questionnaire');
    expect(questionnaire).toContain('昨年、眼鏡を作った。');
    const result = await life.paper('subject', 'result-notice');
    expect(result).toContain('灯台の秘密に関する架空の規則');
    for (const paper of [notice, consent, questionnaire, result])
      expect(paper).not.toContain('重要経済安保情報');
  });

  test('ends in a clearance of six years, that opens its renewal a year before', async () => {
    const page = await life.page('subject', 'ja');
    expect(page).toContain('知り得た灯台の秘密を');
    expect(page).not.toContain('重要経済安保情報');
    await life.step('subject', 'pledge', 'signPledge');
    const { details } = await house.register
      .selectFrom('commands')
      .select('details')
      .where('case_id', '=', life.id)
      .where('action', '=', 'signPledge')
      .executeTakeFirstOrThrow();
    expect(details).toMatchObject({ text: textsOf(OLD).forms.pledge.id });
    const found = await house.register
      .selectFrom('clearances')
      .selectAll()
      .where('application_id', '=', life.id)
      .executeTakeFirstOrThrow();
    const year = (at: Date) => at.getUTCFullYear();
    expect(year(found.expires_at) - year(found.notified_at)).toBe(6);
    const opens = await house.register
      .selectFrom('deadlines')
      .select('due_at')
      .where('case_id', '=', found.id)
      .where('kind', '=', 'RENEWAL_OPENING')
      .executeTakeFirstOrThrow();
    expect(year(opens.due_at) - year(found.notified_at)).toBe(5);
    expect((await life.row(found.id)).policy_version).toBe(OLD);
  });
});

describe('when a newer policy of the scheme comes into force', () => {
  test('an open case keeps its own, a new one takes the new one, and a renewal the newest', async () => {
    const before = await Life.nominated(house, '灯台 先', 'lighthouse');
    await before.served();
    const cleared = await house.register
      .selectFrom('cases')
      .select('id')
      .where('kind', '=', 'clearance')
      .where('policy_version', '=', OLD)
      .executeTakeFirstOrThrow();

    await moveTo(house, '2032-01-05T03:00:00.000Z');
    const after = await Life.nominated(house, '灯台 後', 'lighthouse');
    expect((await after.row()).policy_version).toBe(NEW);
    expect((await after.row()).periods.CONSENT_WINDOW).toBe('P45D');
    const served = await after.served();
    expect(served.text).toMatch(/^notice-new-handler-2031-01-01@/);
    expect(served.ja).toContain('3. 霧笛の扱い');

    // The one that was open goes on as it began: the same notice, questions, periods and items.
    const { policy_version, periods } = await before.row();
    expect([policy_version, periods.CONSENT_WINDOW]).toEqual([OLD, 'P21D']);
    await house.register.deleteFrom('principals').where('sub', '=', 'none').execute();
    const { notice, questions } = await before.view('subject');
    expect(notice.ja).toContain('3. 灯油の貸し借り');
    expect(questions.map(({ code }: { code: string }) => code)).toEqual(Object.keys(YES));
    await before.step('subject', 'consent', 'giveConsent', { text: notice.text, inquiries: YES });
    const asked = await before.post('subject', 'questionnaire', 'submitQuestionnaire', {
      answers: answers(NEW),
      family: [],
    });
    expect([verdict(asked), asked.body.errors?.[0]?.pointer]).toEqual([
      '422 INVALID',
      '/answers/FOG_SIGNALS',
    ]);
    await before.step('subject', 'questionnaire', 'submitQuestionnaire', {
      answers: answers(OLD),
      family: [],
    });

    // Of what the clearance began with nothing moves; what it opens begins anew.
    await before.cases.step(cleared.id, 'openRenewal', 'System');
    const renewal = await house.register
      .selectFrom('applications')
      .innerJoin('cases', 'cases.id', 'applications.id')
      .select('policy_version')
      .where('clearance_id', '=', cleared.id)
      .executeTakeFirstOrThrow();
    expect(renewal.policy_version).toBe(NEW);
    expect((await before.row(cleared.id)).policy_version).toBe(OLD);
  }, 60_000);

  test('which policy each case froze stands in the ledger with its first step, and with no other', async () => {
    const { rows } = await sql<{ kind: string; froze: string; policy: string | null; later: number }>`
      select c.kind, c.policy_version as froze, l.details ->> 'policy' as policy,
        (select count(*)::int from ledger m where m.case_id = c.id and m.details ? 'policy' and m.id <> l.id) as later
      from cases c join ledger l on l.case_id = c.id and l.details ->> 'seq' = '1'`.execute(house.register);
    expect([...new Set(rows.map(({ kind }) => kind))].toSorted()).toEqual(['application', 'clearance']);
    expect(new Set(rows.map(({ froze }) => froze))).toContain(OLD);
    for (const { froze, policy, later } of rows) expect([policy, later]).toEqual([froze, 0]);
  });

  test('a nomination that names no scheme is of the Act, whatever other schemes do', async () => {
    const usual = await Life.nominated(house, '普通 人');
    expect((await usual.row()).policy_version).toMatch(/^act27\//);
  });

  test('a release before wrote the Act’s policy by its old name, and goes on being read', async () => {
    const usual = await Life.nominated(house, '前 版');
    const named = { policy_version: '2025-05' };
    await house.register.updateTable('cases').set(named).where('id', '=', usual.id).execute();
    expect((await usual.view('inCharge')).policy).toBe('act27/2025-05-16');
    await usual.step('adjudicator', 'approval', 'approveNominee');
    expect((await usual.row()).policy_version).toBe('2025-05');
  });
});
