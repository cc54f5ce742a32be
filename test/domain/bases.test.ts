import { describe, expect, test } from '@jest/globals';
import { endForWantOfBasis } from '../../domain/bases.js';
import { stageRow } from '../../domain/stages.js';
import { EVERY_STAGE } from './table.js';

describe('a case whose basis in Art. 10 has gone', () => {
  const applications = EVERY_STAGE.filter(([kind]) => kind === 'application');

  test.each(applications)('%s %s: ends, unless it has ended already', (kind, stage) => {
    const pledge = stage === 'PLEDGE_PENDING' || stage === 'PLEDGE_OVERDUE';
    const wanted = pledge ? 'lapseUnpledged' : 'closeWithoutBasis';
    expect(endForWantOfBasis(kind, stage)).toBe(stageRow(kind, stage).ended ? undefined : wanted);
  });
  test.each(['ACTIVE', 'REVIEW'] as const)('stops the right of a clearance that is %s', (stage) => {
    expect(endForWantOfBasis('clearance', stage)).toBe('lapse');
  });
  test('leaves alone what has lapsed, what the head must decide on, and grievances always', () => {
    expect(endForWantOfBasis('clearance', 'SUSPENDED')).toBeUndefined();
    expect(endForWantOfBasis('clearance', 'LAPSED')).toBeUndefined();
    expect(endForWantOfBasis('grievance', 'GRIEVANCE_OPEN')).toBeUndefined();
    // A stage is looked for among its own kind only.
    expect(endForWantOfBasis('grievance', 'ACTIVE')).toBeUndefined();
  });
});
