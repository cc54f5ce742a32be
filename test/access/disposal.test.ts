import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { verifyDisposal } from '../../privacy/verify-disposal.js';
import { verifyPacket } from '../../privacy/verify-packet.js';
import type { CaseKind } from '../../domain/stages.js';
import { PERSON_ASSESSED } from './expectations.js';
import { inState } from './support/states.js';
import { readNow } from '../../store/clock.js';
import { disposalOf } from '../../store/disposals.js';
import { type Case, Cases } from './support/cases.js';
import { ACCOUNTS } from './support/cast.js';
import { askAll, type House, openHouse, verdict, verdicts } from './support/house.js';

/** That a file was destroyed is said, signed, to whose it was and to who answers for it; what was in it to nobody. */
let house: House;
let cases: Cases;
let keys: unknown;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  keys = (await house.get('subject', '/decision-keys')).body;
}, 60_000);
afterAll(() => house?.stop());

async function destroyed(kind: CaseKind = 'application', state = 'CLOSED'): Promise<Case> {
  const made = await inState(cases, kind, state);
  await cases.step(made.id, 'dispose', 'System');
  return made;
}
const at = ({ kind, id }: Case) => `/${kind}s/${id}/disposal-certificate`;

test.each([
  ['application', 'CLOSED'],
  ['clearance', 'EXPIRED'],
  ['grievance', 'GRIEVANCE_ANSWERED'],
] as const)('a destroyed %s is certified by a signature that anybody can verify', async (kind, state) => {
  const made = await destroyed(kind, state);
  const { body } = await house.get('subject', at(made));
  expect(body.certificate).toMatchObject({ caseId: made.id, kind, format: 'sekisho-disposal/1' });
  expect(verifyDisposal(body, keys).fault).toBeUndefined();
  const later = { ...body.certificate, asOf: '2099-01-01T00:00:00.000Z' };
  expect(verifyDisposal({ ...body, certificate: later }, keys).fault).toMatch(/not the one/);
  // The same key signs decisions: a certificate is never taken for one.
  expect(verifyPacket({ signed: body.signed, packet: body.certificate }, keys).fault).toMatch(/none of/);
});

test('it says of backups what is known: here nobody says how long they are kept', async () => {
  const { body } = await house.get('subject', at(await destroyed()));
  expect(body.certificate.backups).toEqual({ state: 'WAITING', notBefore: null });
});

test('a grievance waits for the file that its words are sealed with', async () => {
  const about = await cases.application('CLOSED');
  await house.register.transaction().execute(async (tx) => {
    const owner = { kind: 'case', id: about.id } as const;
    for (const docClass of ['GRIEVANCE', 'HEARING'] as const)
      await house.vault.put(tx, owner, docClass, { text: 'TEST' }, await readNow(tx));
  });
  const made = await cases.grievance(about);
  await cases.step(made.id, 'answerGrievance', 'grievance', { reason: 'TEST', outcome: 'NOT_UPHELD' });
  await cases.step(made.id, 'dispose', 'System');
  const { keyIds } = (await house.register.transaction().execute((tx) => disposalOf(tx, made.id))) ?? {};
  const { key_id: words } = await house.register
    .selectFrom('vault_keys')
    .select('key_id')
    .where('owner_id', '=', about.id)
    .where('class', '=', 'GRIEVANCE')
    .executeTakeFirstOrThrow();
  expect(keyIds).toEqual([words]);
});

test('it holds ids and moments alone, not by which period the file went, and each look at it is an entry', async () => {
  const made = await destroyed();
  const { body } = await house.get('inCharge', at(made));
  expect(Object.keys(body.certificate).toSorted()).toEqual(
    ['format', 'caseId', 'kind', 'organId', 'destroyedAt', 'policy', 'backups', 'asOf'].toSorted(),
  );
  const entries = await house.register
    .selectFrom('ledger')
    .select(['role', 'details'])
    .where('case_id', '=', made.id)
    .where('event', '=', 'FileRead')
    .execute();
  expect(entries.filter(({ details }) => details.document === 'disposal-certificate')).toEqual([
    { role: 'AssessmentOfficerInCharge', details: { document: 'disposal-certificate' } },
  ]);
});

test('its person and whoever worked on it get it, and to nobody else is there one', async () => {
  const made = await destroyed();
  const told = verdicts(await askAll(ACCOUNTS, (account) => house.get(account, at(made))));
  const given = Object.keys(told).filter((account) => told[account as keyof typeof told] === '200');
  // Who was tied, and who was named to it, went with the file: it holds nothing that they would be kept from.
  const worked = ['officer', 'inCharge', 'adjudicator', 'investigator'].flatMap((office) => [
    office,
    `${office}OnceSubject`,
    `${office}Tied`,
  ]);
  expect(given.toSorted()).toEqual([...PERSON_ASSESSED, ...worked].toSorted());
  for (const said of Object.values(told)) expect(said).toMatch(/^(200|40[34])/);
});

test('while the file is there, there is none', async () => {
  const made = await cases.application('CLOSED');
  expect(verdict(await house.get('subject', at(made)))).toBe('404 NOT_FOUND');
  expect(verdict(await house.get('inCharge', at(made)))).toBe('404 NOT_FOUND');
});
