import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { FACE_FIELDS } from '../../api/face-fields.js';
import { PACKS } from '../../forms/packs.js';
import { type Case, Cases } from './support/cases.js';
import type { Account } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';

/** What was gathered under a consent closes with it, at once and for those who gathered it (Art. 12(3), 16). */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const OFFICE: readonly Account[] = ['officer', 'inCharge', 'adjudicator'];
const read = async (account: Account, { id }: Case) => (await house.get(account, `/applications/${id}`)).body;
const formsOf = async (account: Account, { id }: Case): Promise<string[]> =>
  (await house.get(account, `/applications/${id}/documents`)).body.items.map(
    ({ form }: { form: string }) => form,
  );
/** Weighed, asked and answered: there is something of every kind to close. */
const full = async () => {
  const made = await cases.application('HUMAN_REVIEW', { finding: 'RECORD' });
  await house.register
    .transaction()
    .execute((tx) =>
      house.vault.put(
        tx,
        { kind: 'case', id: made.id },
        'QUESTIONNAIRE',
        { questions: PACKS[0].questions.id, answers: {} },
        new Date().toISOString(),
      ),
    );
  for (const account of OFFICE) {
    const file = await read(account, made);
    expect(file.checks.some(({ finding }: { finding: unknown }) => finding === 'RECORD')).toBe(true);
    expect(file).toHaveProperty('questionnaire');
  }
  return made;
};
const withdrawn = async () => {
  const made = await full();
  await cases.step(made.id, 'withdrawConsent', 'subject');
  return made;
};

test.each(OFFICE)(
  'after a withdrawal %s reads how it ended, and nothing that was gathered',
  async (account) => {
    const made = await withdrawn();
    const file = await read(account, made);
    expect(file.notConductedReason).toBe('WITHDRAWN');
    expect(Object.keys(FACE_FIELDS.ended)).toEqual(expect.arrayContaining(Object.keys(file)));
    expect(file.checks.filter(({ status }: { status: string }) => status !== 'CANCELLED')).toEqual([]);
    expect(JSON.stringify(file)).not.toMatch(/RECORD|EVIDENCE|REASONS TEXT/);
    const forms = await formsOf(account, made);
    expect(forms).toContain('withdrawal');
    for (const form of ['questionnaire', 'superior-form', 'inquiry', 'statement']) {
      expect(forms).not.toContain(form);
      const printed = await house.get(account, `/applications/${made.id}/documents/${form}?lang=ja`);
      expect(verdict(printed)).toBe('404 NOT_FOUND');
    }
    const { entries } = (await house.get(account, `/applications/${made.id}/timeline`)).body;
    expect(entries.map(({ detail }: { detail: object }) => Object.keys(detail).length)).toEqual(
      entries.map(() => 0),
    );
  },
);

test('so it is when an assessment ends for want of a basis, with the reason why', async () => {
  const made = await full();
  await cases.step(made.id, 'closeWithoutBasis', 'inCharge', {
    reason: 'TEST',
    reasonsId: await cases.seal(made, 'WHY IT ENDED'),
  });
  const file = await read('officer', made);
  expect(Object.keys(FACE_FIELDS.ended)).toEqual(expect.arrayContaining(Object.keys(file)));
  expect(file.statements.map(({ text }: { text: string }) => text)).toEqual(['WHY IT ENDED']);
});

test('its person reads on, and prints what they gave', async () => {
  const made = await withdrawn();
  const forms = await formsOf('subject', made);
  expect(forms).toEqual(expect.arrayContaining(['notice', 'consent', 'questionnaire', 'withdrawal']));
  const printed = await house.get('subject', `/applications/${made.id}/documents/questionnaire?lang=ja`);
  expect(printed.status).toBe(200);
});

test('whoever answers a grievance about it reads it whole, and nobody else by that', async () => {
  const made = await withdrawn();
  await cases.grievance(made);
  const file = await read('grievance', made);
  expect(file).toHaveProperty('questionnaire');
  expect(await formsOf('grievance', made)).toContain('questionnaire');
  expect(await read('officer', made)).not.toHaveProperty('questionnaire');
});
