import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { ITEMS } from '../support/act27.js';
import { VIEWPOINTS } from '../../domain/worksheet.js';
import { EVERYTHING, worksheetFor } from '../../sandbox/worksheet.js';
import { INQUIRY } from '../access/support/case-steps.js';
import { Cases } from '../access/support/cases.js';
import { type Account, memberOf } from '../access/support/cast.js';
import { holdings, type House, openHouse, verdict } from '../access/support/house.js';
import { Deciding, SECOND } from './support/deciding.js';
import { DecisionBody } from '../../api/worksheet.js';
import { replayDecision } from '../../domain/replay-decision.js';
import { PacketShape } from '../../privacy/packet-shape.js';

let house: House;
let cases: Cases;
let of: Deciding;
const act: Deciding['act'] = (...step) => of.act(...step);
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  of = new Deciding(house, cases);
}, 60_000);
afterAll(() => house?.stop());

/** A body with nothing but spaces in one place. */
function blanked(value: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined) return '  ';
  const { [first]: inner, ...others } = value as Record<string, unknown>;
  return { ...others, [first]: blanked(inner, rest) };
}
const against = { decision: 'NOT_FOUND' };

describe('a worksheet', () => {
  const whole = { seen: 1, decision: 'FOUND', reasons: [{ text: 'x' }], worksheet: worksheetFor(EVERYTHING) };
  const without = (...at: string[]) => blanked(whole, ['worksheet', ...at]);

  test('with a blank in it is no worksheet, in whichever item, viewpoint and way', () => {
    expect(DecisionBody.safeParse(whole).success).toBe(true);
    for (const item of ITEMS)
      for (const viewpoint of VIEWPOINTS)
        for (const side of ['concern', 'mitigation']) {
          const { error } = DecisionBody.safeParse(without(item, 'factors', viewpoint, side));
          expect(error?.issues[0]?.path).toEqual(['worksheet', item, 'factors', viewpoint, side]);
        }
  });

  test('has no item that no policy has, and no score', () => {
    const scored = { ...whole.worksheet, DRUG_ABUSE: { ...whole.worksheet.DRUG_ABUSE, score: 3 } };
    expect(DecisionBody.safeParse({ ...whole, worksheet: scored }).success).toBe(false);
    const eighth = { ...whole.worksheet, CREED: { treatment: 'NOTHING' } };
    expect(DecisionBody.safeParse({ ...whole, worksheet: eighth }).success).toBe(false);
  });
});

describe('a decision', () => {
  test('that passes over what a source has on record is refused, names the item, and changes nothing', async () => {
    const made = await cases.application('HUMAN_REVIEW');
    await cases.step(made.id, 'resolveReview', 'investigator', { reason: 'TEST' });
    await cases.step(made.id, 'giveOpinion', 'investigator', { reason: 'TEST' });
    await cases.step(made.id, 'submitForDecision', 'inCharge');
    const { body: file } = await house.get('adjudicator', `/applications/${made.id}`);
    expect(file.matters).toEqual({ CRIMINAL_DISCIPLINARY: 'TO_WEIGH' });
    const before = await holdings(house.register);
    // Which items a worksheet has to have is the case's own policy to say.
    const { ALCOHOL_MODERATION: _, ...six } = worksheetFor(file);
    const partial = await act('adjudicator', made, 'decision', 'decide', { worksheet: six });
    expect([verdict(partial), partial.body.errors?.[0]?.pointer]).toEqual([
      '422 INVALID',
      '/worksheet/ALCOHOL_MODERATION',
    ]);
    const refused = await act('adjudicator', made, 'decision', 'decide', {
      worksheet: { ...worksheetFor(file), CRIMINAL_DISCIPLINARY: { treatment: 'NOTHING' } },
    });
    expect([verdict(refused), refused.body.detail]).toEqual(['409 NOT_WEIGHED', 'CRIMINAL_DISCIPLINARY']);
    expect(await holdings(house.register)).toBe(before);
    const worksheet = worksheetFor(file);
    expect(verdict(await act('adjudicator', made, 'decision', 'decide', { worksheet }))).toBe('201');
  });

  test('against somebody needs their side or their time for it, and a second person; the words stay sealed', async () => {
    const made = await cases.application('ADJUDICATION');
    expect(verdict(await act('adjudicator', made, 'decision', 'decide', against))).toBe('409 NOT_HEARD');
    const concerns = 'CONCERNS-IN-WRITING';
    expect(verdict(await act('adjudicator', made, 'hearing', 'askSubject', { reasons: concerns }))).toBe(
      '201',
    );
    const { body: own } = await house.get('subject', `/applications/${made.id}`);
    expect([own.concerns, own.yourTurn, own.possible]).toEqual([
      concerns,
      true,
      expect.arrayContaining(['answerConcerns', 'withdrawConsent']),
    ]);
    const side = 'MY-SIDE-OF-IT';
    expect(verdict(await act('subject', made, 'hearing-answer', 'answerConcerns', { text: side }))).toBe(
      '201',
    );
    const { body: file } = await house.get('adjudicator', `/applications/${made.id}`);
    expect(file.statements.map(({ text }: { text: string }) => text)).toEqual(
      expect.arrayContaining([concerns, side]),
    );

    expect((await act('adjudicator', made, 'decision', 'decide', against)).body.stage).toBe('SECOND_READING');
    const confirm = (by: Account) => act(by, made, 'decision-confirmation', 'confirmDecision');
    expect(verdict(await act('officer', made, 'result-notice', 'notifyResult'))).toBe('409 WRONG_STAGE');
    expect(verdict(await confirm('adjudicator'))).toBe('409 SAME_PERSON');
    expect((await act(SECOND, made, 'decision-return', 'returnDecision')).body.stage).toBe('ADJUDICATION');
    expect((await act('adjudicator', made, 'decision', 'decide', against)).body.stage).toBe('SECOND_READING');
    const { body: read } = await house.get(SECOND, `/applications/${made.id}`);
    expect(read.worksheet.MENTAL_DISORDER.factors.NATURE).toEqual({
      concern: expect.any(String),
      mitigation: expect.any(String),
    });
    expect((await confirm(SECOND)).body.stage).toBe('DECIDED');
    const { rows } = await sql<{ all: string }>`
      select string_agg(t.row, ' ') as all from (
        select to_jsonb(c)::text as row from commands c union all select to_jsonb(l)::text from ledger l
        union all select to_jsonb(o)::text from outbox o union all select to_jsonb(i)::text from idempotency i
        union all select to_jsonb(v)::text from vault_documents v) t`.execute(house.register);
    for (const words of [concerns, side, 'Long ago, once']) expect(rows[0]?.all).not.toContain(words);
  });

  test('may be made when the time to answer has passed in silence, which is told as just that, and bears nothing', async () => {
    const made = await cases.application('HEARING');
    await cases.step(made.id, 'markHearingOverdue', 'System');
    // What was put to somebody who stayed silent is nothing they said: a decision needs something else to rest on.
    const before = await holdings(house.register);
    const refused = await act('adjudicator', made, 'decision', 'decide', against);
    expect([verdict(refused), refused.body.detail]).toEqual([
      '409 NOT_WEIGHED',
      expect.stringContaining('a decision against somebody rests on'),
    ]);
    expect(await holdings(house.register)).toBe(before);
    const { body } = await house.get('subject', `/applications/${made.id}/timeline`);
    expect(body.entries.map(({ event }: { event: string }) => event)).toEqual(
      expect.arrayContaining(['SubjectAsked', 'HearingWindowPassed']),
    );
  });

  test('takes a late answer until it is confirmed, once, and is void by it', async () => {
    const made = await of.silentAfterInterview();
    const proposed = await act('adjudicator', made, 'decision', 'decide', against);
    expect(proposed.body.stage).toBe('SECOND_READING');
    expect(verdict(await act('subject', made, 'hearing-answer', 'answerConcerns'))).toBe('201');
    expect(await cases.stage(made.id)).toBe('ADJUDICATION');
    const { body: file } = await house.get('adjudicator', `/applications/${made.id}`);
    expect([file.decision, file.worksheet]).toEqual([null, undefined]);
    expect(verdict(await act('subject', made, 'hearing-answer', 'answerConcerns'))).toBe('409 WRONG_STAGE');
    expect((await act('adjudicator', made, 'decision', 'decide', against)).body.stage).toBe('SECOND_READING');
  });

  test('calls no item clean of which a question was not consented to, and holds none against anybody for it', async () => {
    const made = await cases.application('ADJUDICATION');
    const { body: file } = await house.get('adjudicator', `/applications/${made.id}`);
    expect(file.unasked).toContain('DRUG_ABUSE');
    const worksheet = worksheetFor(file);
    const weighed = worksheetFor(EVERYTHING).DRUG_ABUSE;
    for (const DRUG_ABUSE of [{ treatment: 'NOTHING' }, weighed]) {
      const refused = await act('adjudicator', made, 'decision', 'decide', {
        worksheet: { ...worksheet, DRUG_ABUSE },
      });
      expect([verdict(refused), refused.body.detail]).toEqual(['409 NOT_WEIGHED', 'DRUG_ABUSE']);
    }
    expect(verdict(await act('adjudicator', made, 'decision', 'decide', { worksheet }))).toBe('201');
    const { body: read } = await house.get('adjudicator', `/applications/${made.id}`);
    expect(read.worksheet.DRUG_ABUSE).toEqual({ treatment: 'NOT_ASKED' });
    const { body: saved } = await house.get('adjudicator', `/applications/${made.id}/decision-packet`);
    expect([saved.packet.worksheet.DRUG_ABUSE, saved.packet.facts.unasked]).toEqual([
      'NOT_ASKED',
      file.unasked,
    ]);
  });

  test('is read a second time on the consent it was proposed on, whatever is taken back meanwhile', async () => {
    const made = await cases.application('SECOND_READING', {
      inquiries: { [INQUIRY]: true, DRUG_RECORD: true },
      asks: [INQUIRY],
    });
    await cases.step(made.id, 'withdrawInquiry', 'subject', { codes: ['DRUG_RECORD'] });
    expect(verdict(await act(SECOND, made, 'decision-confirmation', 'confirmDecision'))).toBe('201');
    const served = await house.get('adjudicator', `/applications/${made.id}/decision-packet`);
    expect(replayDecision(PacketShape.parse(served.body.packet)).flatMap(({ fault }) => fault ?? [])).toEqual(
      [],
    );
  });

  test('falls with whoever made it, where their tie comes to light before it is confirmed', async () => {
    const made = await cases.application('ADJUDICATION');
    await cases.propose(made.id, 'NOT_FOUND');
    await cases.step(made.id, 'declareConflict', 'adjudicator', { caseOfficer: memberOf('adjudicator').sub });
    const confirm = await act(SECOND, made, 'decision-confirmation', 'confirmDecision');
    expect([verdict(confirm), confirm.body.detail]).toEqual([
      '409 SAME_PERSON',
      'who proposed it is tied: return it',
    ]);
    expect((await act(SECOND, made, 'decision-return', 'returnDecision')).body.stage).toBe('ADJUDICATION');
  });

  test('is shown to a contractor no sooner and no differently for a hearing or a second reading', async () => {
    const seen = async (stage: 'ADJUDICATION' | 'HEARING' | 'SECOND_READING') => {
      const made = await cases.application(stage);
      const { body } = await house.get('manager', `/applications/${made.id}`);
      return JSON.stringify(body).replaceAll(made.id, 'ID').replaceAll(made.subjectId, 'SUBJECT');
    };
    const plain = await seen('ADJUDICATION');
    expect(await seen('HEARING')).toBe(plain);
    expect(await seen('SECOND_READING')).toBe(plain);
  });

  test('waits for a new hearing where an answer comes in between', async () => {
    const made = await cases.application('SECOND_READING');
    const { requestId } = await house.register
      .updateTable('checks')
      .set({ status: 'LATE', finding: 'LATE', resolved_at: new Date().toISOString() })
      .where('case_id', '=', made.id)
      .returning('request_id as requestId')
      .executeTakeFirstOrThrow();
    await cases.step(made.id, 'fileAnswer', 'Provider', { requestId, finding: 'RECORD' });
    expect(await cases.stage(made.id)).toBe('HUMAN_REVIEW');
    await cases.step(made.id, 'resolveReview', 'investigator', { reason: 'TEST' });
    await cases.step(made.id, 'giveOpinion', 'investigator', { reason: 'TEST' });
    await cases.step(made.id, 'submitForDecision', 'inCharge');
    expect(verdict(await act('adjudicator', made, 'decision', 'decide', against))).toBe('409 NOT_HEARD');
    const { body } = await house.get('subject', `/applications/${made.id}`);
    expect(body.possible).not.toContain('answerConcerns');
  });
});
