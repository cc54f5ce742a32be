import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { connect, type Db } from '../../store/db.js';
import { disposeOf, dueFiles } from '../../store/retention.js';
import { printed } from '../forms/printed.js';
import { type Case, Cases } from './support/cases.js';
import type { Account } from './support/cast.js';
import { type House, openHouse } from './support/house.js';

/** What was written of a family goes before the rest of its file: by the policy, by night, and provably (Standards: retention). */
let house: House;
let cases: Cases;
let worker: Db;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  worker = connect(house.database.worker, { max: 1 });
}, 60_000);
beforeEach(() => cases.leave());
afterAll(async () => {
  await worker?.destroy();
  await house?.stop();
});

const RELATIVE = { name: '浜田 次郎', dateOfBirth: '1955-03-20', nationalities: ['JP'], address: '架空市' };

const write = ({ id }: Case) =>
  house.register
    .transaction()
    .execute((tx) =>
      house.vault.put(tx, { kind: 'case', id }, 'FAMILY', { family: [RELATIVE] }, new Date().toISOString()),
    );

async function closed(): Promise<Case> {
  const made = await cases.application('QUESTIONNAIRE');
  await write(made);
  await cases.step(made.id, 'submitQuestionnaire', 'subject', { statedItems: [], drifting: false });
  await cases.step(made.id, 'withdrawConsent', 'subject');
  return made;
}
const clocks = (made: Case) =>
  house.register
    .selectFrom('deadlines')
    .select(['kind', 'due_at'])
    .where('case_id', '=', made.id)
    .where('closed_at', 'is', null)
    .orderBy('due_at')
    .execute();

/** The night on which the first of its clocks has run down. */
async function night(made: Case): Promise<string[]> {
  const then = (await clocks(made))[0]?.due_at.toISOString() ?? '';
  const told: string[] = [];
  for await (const page of dueFiles(worker, then))
    for (const file of page) if (file.caseId === made.id) told.push(await disposeOf(worker, file, then));
  return told;
}
async function family(account: Account, { id }: Case, lang: string): Promise<string> {
  const authorization = `Bearer ${await house.token(account)}`;
  const path = `${house.url}/applications/${id}/documents/questionnaire?lang=${lang}`;
  const response = await fetch(path, { headers: { authorization } });
  return response.ok ? printed(Buffer.from(await response.arrayBuffer())).text.replace(/\s/g, '') : '';
}

describe('what was written of a family', () => {
  test('goes half a year after the end, its key with it, while the rest of the file stays', async () => {
    const made = await closed();
    expect((await clocks(made)).map(({ kind }) => kind)).toEqual([
      'FAMILY_RETENTION',
      'RETENTION_NOT_CONDUCTED',
    ]);
    const before = (await house.get('manager', `/applications/${made.id}`)).body;
    expect(await night(made)).toEqual(['DISPOSED']);
    expect((await clocks(made)).map(({ kind }) => kind)).toEqual(['RETENTION_NOT_CONDUCTED']);
    expect(await cases.stage(made.id)).toBe('NOT_CONDUCTED');
    const left = await house.register
      .selectFrom('vault_keys')
      .select(['wrapped', 'destroyed_at'])
      .where('owner_id', '=', made.id)
      .where('class', '=', 'FAMILY')
      .execute();
    expect(left).toEqual([{ wrapped: null, destroyed_at: expect.any(Date) }]);
    const proof = await house.register
      .selectFrom('ledger')
      .select(['event', 'role', 'details'])
      .where('case_id', '=', made.id)
      .where('event', '=', 'ClassDestroyed')
      .execute();
    expect(proof).toMatchObject([{ role: 'System', details: { deadline: 'FAMILY_RETENTION' } }]);
    expect((await house.get('manager', `/applications/${made.id}`)).body).toEqual(before);
    const { body } = await house.get('subject', `/applications/${made.id}/timeline`);
    expect(body.entries.at(-1).event).toBe('ClassDestroyed');
  }, 30_000);

  test('is printed on its person’s copy until then, and after it the day on which it was destroyed', async () => {
    const made = await cases.application('CLOSED');
    await write(made);
    expect(await family('subject', made, 'ja')).toContain('浜田次郎');
    expect(await night(made)).toEqual(['DISPOSED']);
    expect(await family('subject', made, 'ja')).toContain('定めにより廃棄しました');
    expect(await family('subject', made, 'en')).toContain('bypolicy');
    expect(await family('subject', made, 'ja')).not.toContain('浜田');
    // Nothing is sealed under a key that is gone: refused, and no fault of ours.
    await expect(write(made)).rejects.toMatchObject({ code: 'WRONG_STAGE' });
    expect(house.errors).toEqual([]);
  }, 30_000);

  test('stays while somebody complains or a law requires it, and nobody is told which', async () => {
    const [complained, held] = [await closed(), await closed()];
    const grievance = await cases.grievance(complained);
    await cases.held(held);
    const [one, other] = [await night(complained), await night(held)];
    expect([one, other]).toEqual([['HELD'], ['HELD']]);
    const told = async (made: Case) => {
      const { body } = await house.get('officer', `/applications/${made.id}/explanation`);
      const step = body.next.find(({ action }: { action: string }) => action === 'destroyClass');
      return JSON.stringify(step);
    };
    expect(await told(complained)).toBe(await told(held));
    await cases.step(grievance.id, 'answerGrievance', 'grievance', { reason: 'TEST', outcome: 'NOT_UPHELD' });
    expect(await night(complained)).toEqual(['DISPOSED']);
  }, 30_000);

  test('has no clock where nobody ever wrote of one', async () => {
    const made = await cases.application('NOT_CONDUCTED');
    expect((await clocks(made)).map(({ kind }) => kind)).toEqual(['RETENTION_NOT_CONDUCTED']);
  });

  test('that goes with all that was gathered by mistake does not go twice', async () => {
    const made = await cases.notConducted('MISTAKEN');
    expect(await night(made)).toEqual(['DISPOSED']);
    expect((await clocks(made)).map(({ kind }) => kind)).toEqual(['RETENTION_NOT_CONDUCTED']);
  });
});
