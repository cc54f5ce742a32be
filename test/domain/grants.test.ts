import { describe, expect, test } from '@jest/globals';
import { type ConsentGrant, grantFault, grantFor } from '../../domain/grants.js';
import { ACT27, checkOf } from '../support/act27.js';

const kind = checkOf('POLICE_RECORD');
const NOW = '2027-02-28T16:30:00.000Z';
const status = { list: 0, index: 7 };
const grant = grantFor({
  requestId: 'r1',
  kind,
  text: 'inquiry-consent@1',
  now: NOW,
  periods: ACT27.periods,
  status,
});
const asked = { requestId: 'r1', kind, now: NOW };
const day = (text: string) => Date.parse(`${text}T00:00:00+09:00`) / 1000;

describe('a grant', () => {
  test('allows one question to one source, in days of Japan, for a year', () => {
    expect(grant).toEqual({
      jti: 'r1',
      aud: 'POLICE',
      item: kind.item,
      check: 'POLICE_RECORD',
      fields: kind.fields,
      purpose: 'ASSESSMENT',
      text: 'inquiry-consent@1',
      // Half past one in the night of the first of March there; the year is counted from the day after (Civil Code, Art. 140).
      iat: day('2027-03-01'),
      exp: day('2028-03-02'),
      status,
    });
  });

  test('stands for that question until its day, and from that moment no more', () => {
    expect(grantFault(grant, asked)).toBeUndefined();
    const at = (now: string) => grantFault(grant, { ...asked, now });
    expect(at('2028-03-01T14:59:59.999Z')).toBeUndefined();
    expect(at('2028-03-01T15:00:00.000Z')).toBe('EXPIRED');
  });

  test.each<[string, Partial<ConsentGrant>]>([
    ['request', { jti: 'r2' }],
    ['source', { aud: 'MUNICIPALITY' }],
    ['item', { item: 'DRUG_ABUSE' }],
    ['question', { check: 'DRUG_RECORD' }],
    ['purpose', { purpose: 'AUDIT' as never }],
    ['person, in fewer fields', { fields: kind.fields.slice(1) }],
  ])('of another %s is none', (_what, other) => {
    expect(grantFault({ ...grant, ...other }, asked)).toBe('OF_ANOTHER');
  });
});
