import { expect, test } from '@jest/globals';
import { receiptForm } from '../../forms/receipt.js';

/** The receipt of a signed paper: of its person's with how it stands, of a source's without (law: invariant 6). */
const RECEIVED = {
  what: 'Reply to an inquiry',
  receivedOn: '2026-06-01',
  signedOn: '2026-05-29',
  came: 'By post',
  pages: 1,
  hash: '0'.repeat(64),
  number: 'n',
};

test('a source is told that its reply came, and nothing of how the case stands, closes or is decided', () => {
  const { ja, en } = receiptForm({ ...RECEIVED, standing: null });
  expect(JSON.stringify(ja)).not.toMatch(/状況|案件|判断|同意|あなた/);
  expect(JSON.stringify(en)).not.toMatch(/[Ss]tanding|your case|decide|withdraw|refus/);
  for (const face of [ja, en]) expect(JSON.stringify(face)).toContain(RECEIVED.hash);
});

test('a person is told how theirs stands, and that while it waits nobody closes their case', () => {
  const { ja, en } = receiptForm({ ...RECEIVED, standing: 'WAITS' });
  for (const face of [ja, en]) expect(JSON.stringify(face)).toContain('WAITS');
  expect(JSON.stringify(ja)).toContain('案件を終え');
  expect(JSON.stringify(en)).toContain('nobody closes your case');
});
