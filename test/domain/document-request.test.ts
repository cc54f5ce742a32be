import { describe, expect, test } from '@jest/globals';
import { evidenceOf } from '../../domain/decision-packet.js';
import { subjectSees } from '../../domain/outward.js';
import { permit } from '../../domain/rules.js';
import type { Facts } from '../../domain/rules.js';
import type { Role } from '../../domain/roles.js';
import type { Edge } from '../../domain/edges.js';
import { codeOf } from './code-of.js';
import { easyCase, easyInput, LINES, linesFrom, linesOf } from './table.js';

const [requesting] = linesOf('requestDocument') as [Edge];
const take = (action: string, facts: Facts, role: Role, input = easyInput()) =>
  permit(action as never, facts, { roles: [role], sub: 'somebody' }, input).edge;

describe('a document in place of an inquiry', () => {
  test('is asked for by who weighs the answers, with nothing open, in words', () => {
    expect(requesting.from).toEqual(['HUMAN_REVIEW', 'AWAITING_OPINION']);
    for (const role of ['CaseOfficer', 'CabinetInvestigator'] as const)
      expect(take('requestDocument', easyCase(requesting), role).to).toBe('DOCUMENT_REQUESTED');
    const open = { ...easyCase(requesting), openChecks: 1 };
    expect(codeOf(() => take('requestDocument', open, 'CaseOfficer'))).toBe('CHECKS_OPEN');
    const wordless = { ...easyInput(), reasons: false };
    expect(codeOf(() => take('requestDocument', easyCase(requesting), 'CaseOfficer', wordless))).toBe(
      'REASONS_REQUIRED',
    );
  });

  test.each(['provideDocument', 'declineDocument'])('is its person’s alone to answer: %s', (action) => {
    for (const { by } of linesOf(action as never)) expect(by).toEqual(['Subject']);
    const asked = linesOf(action as never).filter(({ from }) => from.includes('DOCUMENT_REQUESTED'));
    expect(asked.map(({ to, rules }) => [to, rules])).toEqual([['HUMAN_REVIEW', undefined]]);
  });

  test('handed in, declined or passed over in silence, it leads to the same person’s review and to nothing else', () => {
    const ways = linesFrom('application', 'DOCUMENT_REQUESTED').filter(
      // Where a decision is taken anew the person may still end it, and so may the loss of its basis.
      ({ to, endsAs, when }) => to !== 'SAME' && !endsAs && when?.reopened !== true,
    );
    expect(ways.map(({ action, to }) => [action, to])).toEqual([
      ['provideDocument', 'HUMAN_REVIEW'],
      ['declineDocument', 'HUMAN_REVIEW'],
      ['markDocumentOverdue', 'HUMAN_REVIEW'],
    ]);
  });

  test('stops nothing beside it: an answer and a silence are filed, a withdrawal ends it', () => {
    const facts = { ...easyCase(requesting), stage: 'DOCUMENT_REQUESTED' as const };
    const machine = (action: string, role: 'Provider' | 'System') =>
      permit(action as never, facts, { roles: [role], sub: null }, {}).edge.to;
    expect([machine('fileAnswer', 'Provider'), machine('markLate', 'System')]).toEqual(['SAME', 'SAME']);
    expect(take('withdrawConsent', facts, 'Subject').endsAs).toBe('WITHDRAWN');
  });

  test('is told to its person at every turn', () => {
    const events = LINES.filter(({ action }) => /Document/.test(action)).map(({ event }) => event);
    expect(new Set(events).size).toBe(4);
    for (const event of events) expect([event, subjectSees(event)]).toEqual([event, true]);
  });

  test('is evidence if it was handed in; that it was not leaves no document to hold against anybody', () => {
    const documentId = 'd';
    expect(evidenceOf('provideDocument', { documentId })).toEqual([{ documentId, docClass: 'PROVIDED' }]);
    for (const action of ['declineDocument', 'markDocumentOverdue'])
      expect(evidenceOf(action, { documentId, reasonsId: 'r' })).toEqual([]);
  });
});
