import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Case, Cases } from './support/cases.js';
import type { Account } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';
import { revocationStep } from './support/revocations.js';
import { DRIFT, SAID, Texts } from './support/texts.js';

/** Where the hearing before a revocation meets what waits to be screened, and what comes on paper. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const act = (account: Account, made: Case, step: Parameters<typeof revocationStep>[3], more = {}) =>
  revocationStep({ house, cases }, account, made, step, more);

test('nobody revokes over words that wait to be screened, whether they were clicked or came on paper', async () => {
  const papers = new Originals(house);
  for (const onPaper of [false, true]) {
    const made = await cases.revocationProposed(await cases.refusedDoubt());
    if (onPaper) {
      const keyed = await papers.key(made, 'answerRevocation', 'officer', { text: SAID });
      expect(verdict(keyed)).toBe('201');
      expect(await act('adjudicator', made, 'revoke')).toBe('409 NOT_HEARD');
      expect(verdict(await papers.confirm(keyed.body.id, 'inCharge'))).toBe('201');
    } else {
      expect(await act('subject', made, 'answerRevocation', { text: SAID })).toBe('422 INVALID');
      expect(await act('subject', made, 'answerRevocation', { text: SAID, kept: true })).toBe('201');
    }
    expect((await house.get('adjudicator', `/clearances/${made.id}`)).text).not.toContain(DRIFT);
    expect(await act('adjudicator', made, 'revoke')).toBe('409 WORDS_WAITING');
    await new Texts(house).screened(made);
    expect(await act('adjudicator', made, 'revoke')).toBe('201');
  }
});

test('a paper that answers one proposal is no answer to the next', async () => {
  const papers = new Originals(house);
  const made = await cases.revocationProposed(await cases.refusedDoubt());
  const keyed = await papers.key(made, 'answerRevocation', 'officer');
  expect(verdict(keyed)).toBe('201');
  expect(await act('adjudicatorOnceSubject', made, 'dropRevocation')).toBe('201');
  expect(await act('adjudicatorOnceSubject', made, 'proposeRevocation')).toBe('201');
  expect((await papers.confirm(keyed.body.id, 'inCharge')).body).toMatchObject({
    status: 'STALE',
    inForce: false,
  });
  expect(await act('adjudicator', made, 'revoke')).toBe('409 NOT_HEARD');
});
