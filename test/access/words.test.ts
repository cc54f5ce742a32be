import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Case, Cases, PERSON } from './support/cases.js';
import { type Account, HERE } from './support/cast.js';
import { type House, openHouse } from './support/house.js';

let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const pathOf = ({ kind, id }: Case) => `/${kind}s/${id}`;
const eventsOf = ({ entries }: { entries: { event: string }[] }) => entries.map(({ event }) => event);

describe('the words of a case', () => {
  const wordsFor = async (account: Account, made: Case) => (await house.get(account, pathOf(made))).text;

  test('opinion and reasons are read by those who weigh it, and by nobody who does not', async () => {
    const made = await cases.application('DECIDED');
    for (const account of ['officer', 'inCharge', 'adjudicator', 'investigator'] as const)
      expect([account, await wordsFor(account, made)]).toEqual([
        account,
        expect.stringContaining('OPINION TEXT'),
      ]);
    for (const account of ['subject', 'officerSelf', 'manager', 'information', 'twoOrgans'] as const)
      expect(await wordsFor(account, made)).not.toMatch(/OPINION TEXT|REASONS TEXT/);
  });

  test('a grievance is read by its officer, not by those it may be about; its answer by who filed it', async () => {
    const about = await cases.application('CLOSED');
    const filed = await house.post('subject', `${pathOf(about)}/grievances`, {
      about: 'CONDUCT',
      text: 'GRIEVANCE TEXT',
    });
    expect(filed.status).toBe(201);
    const { body } = await house.get('grievance', '/grievances?open=true');
    const id = body.items.find((one: { subjectId: string }) => one.subjectId === about.subjectId)
      .id as string;
    const grievance: Case = { ...about, kind: 'grievance', id };
    expect(await wordsFor('grievance', grievance)).toContain('GRIEVANCE TEXT');
    for (const account of [
      'officer',
      'inCharge',
      'adjudicator',
      'investigator',
      'manager',
      'information',
    ] as const)
      expect([account, /GRIEVANCE TEXT/.test(await wordsFor(account, about))]).toEqual([account, false]);
    for (const [account, told] of [
      ['officer', false],
      ['adjudicator', false],
      ['grievance', true],
      ['subject', true],
    ] as const) {
      const history = await house.get(account, `${pathOf(about)}/timeline`);
      expect([account, eventsOf(history.body).includes('GrievanceReceived')]).toEqual([account, told]);
    }
    const answer = { seen: await cases.version(id), outcome: 'NOT_UPHELD', reasons: 'ANSWER TEXT' };
    expect((await house.post('grievance', `/grievances/${id}/answer`, answer)).status).toBe(201);
    expect(await wordsFor('subject', grievance)).toContain('ANSWER TEXT');
  });

  test('reasons of a revocation are told to its holder', async () => {
    const made = await cases.heardOnRevocation(await cases.refusedDoubt());
    const body = { seen: await cases.version(made.id), reasons: [{ text: 'REVOKED BECAUSE' }] };
    expect((await house.post('adjudicator', `${pathOf(made)}/revocation`, body)).status).toBe(201);
    expect(await wordsFor('subject', made)).toContain('REVOKED BECAUSE');
    expect(await wordsFor('manager', made)).not.toContain('REVOKED BECAUSE');
  });

  test('a person whose every file was destroyed is forgotten: nominated again, they are somebody new', async () => {
    const nomination = {
      organId: HERE.organId,
      person: { ...PERSON, name: '架空 再子' },
      agreedToBeListed: true,
    };
    const subjectOf = async (id: string) =>
      (await house.get('inCharge', `/applications/${id}`)).body.subjectId as string;
    const first = await house.post('inCharge', '/applications', nomination);
    const before = await subjectOf(first.body.id);
    await cases.step(first.body.id, 'rejectNominee', 'adjudicator', { reason: 'TEST' });
    await cases.step(first.body.id, 'dispose', 'System');
    const again = await house.post('inCharge', '/applications', nomination);
    expect([again.status, house.errors]).toEqual([201, []]);
    expect(await subjectOf(again.body.id)).not.toBe(before);
    expect((await house.get('inCharge', `/applications/${again.body.id}`)).body.person.name).toBe(
      '架空 再子',
    );
    expect((await house.get('inCharge', `/applications/${first.body.id}`)).text).not.toContain('再子');
  });
});
