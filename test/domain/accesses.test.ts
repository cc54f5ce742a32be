import { describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../api/routes/index.js';
import { ACCESS_EVENTS, type AccessEntry, accessesIn, NO_ACCESS, partOf } from '../../domain/accesses.js';
import { ROLES } from '../../domain/roles.js';

const AT = '2026-06-01T00:00:00.000Z';
const entry = (more: Partial<AccessEntry> = {}): AccessEntry => ({
  at: AT,
  event: 'FileRead',
  role: 'CaseOfficer',
  purpose: 'ASSESSMENT',
  details: {},
  ...more,
});

describe('what somebody looked at', () => {
  test.each([
    [{}, 'FILE'],
    [{ details: { document: 'explanation' } }, 'COURSE'],
    [{ details: { document: 'consent-record' } }, 'CONSENT'],
    [{ details: { document: 'consent-receipts' } }, 'CONSENT'],
    [{ details: { document: 'unscreened' } }, 'PASSAGES'],
    [{ details: { document: 'disposal-certificate' } }, 'COURSE'],
    [{ details: { document: 'questionnaire' } }, 'DOCUMENT'],
    [{ role: 'ScreeningOfficer', details: { document: 'unscreened' } }, 'PASSAGES'],
    [{ role: 'ScreeningOfficer' }, 'PASSAGES'],
    [{ role: 'InformationManager' }, 'OUTCOME'],
    [{ role: 'ContractorSecurityManager' }, 'OUTCOME'],
    [{ role: 'AssessmentOfficerInCharge', purpose: 'GRIEVANCE' }, 'MEASURES'],
    [{ role: 'AssessmentOfficerInCharge' }, 'FILE'],
    [{ role: 'GrievanceOfficer', purpose: 'GRIEVANCE' }, 'FILE'],
    [{ details: { breakGlass: 'id' } }, 'EMERGENCY'],
    [{ event: 'OriginalRead' }, 'PAPER'],
    [{ event: 'RequestFetched', role: 'Provider' }, 'IDENTITY'],
    [{ event: 'PasskeysRead' }, 'PASSKEYS'],
    [{ event: 'PersonNamedToOfficer' }, 'NAME'],
    [{ event: 'ConsentGiven' }, undefined],
  ] as const)('by %j is %s', (more, part) => {
    expect(partOf(entry(more))).toBe(part);
  });

  test('is never their own look', () => {
    for (const event of ACCESS_EVENTS) expect(partOf(entry({ event, role: 'Subject' }))).toBeUndefined();
  });

  test('is something for every office that reads, and by every event that counts', () => {
    for (const role of ROLES.filter((one) => one !== 'Subject'))
      for (const event of ACCESS_EVENTS) expect(partOf(entry({ event, role }))).toBeDefined();
  });
});

test('each read that a route leaves on the ledger is in the list, or has its reason why not, and none both', () => {
  const read = ROUTES.flatMap(({ method, event }) => (method === 'get' && event !== null ? [event] : []));
  const listed: readonly string[] = ACCESS_EVENTS;
  for (const event of new Set(read))
    expect([event, Number(listed.includes(event)) + Number(event in NO_ACCESS)]).toEqual([event, 1]);
  for (const reason of Object.values(NO_ACCESS)) expect(reason.length).toBeGreaterThan(5);
  const made = new Set(read);
  expect(Object.keys(NO_ACCESS).filter((event) => !made.has(event))).toEqual([]);
});

describe('a list of it', () => {
  test('has one line for what one office opened at one moment for one purpose', () => {
    const documents = { document: 'questionnaire' };
    expect(accessesIn([entry(), entry({ details: documents }), entry({ details: documents })])).toEqual([
      { at: AT, role: 'CaseOfficer', purpose: 'ASSESSMENT', parts: ['FILE', 'DOCUMENT'] },
    ]);
  });

  test('keeps apart what differs by office, purpose or moment, in the order given', () => {
    const later = '2026-06-01T00:00:00.001Z';
    const entries = [
      entry({ at: later }),
      entry(),
      entry({ role: 'Adjudicator' }),
      entry({ role: 'Adjudicator', purpose: 'GRIEVANCE' }),
    ];
    expect(accessesIn(entries).map(({ at, role, purpose }) => [at, role, purpose])).toEqual(
      entries.map(({ at, role, purpose }) => [at, role, purpose]),
    );
  });
});
