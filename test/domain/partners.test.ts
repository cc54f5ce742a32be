import { describe, expect, test } from '@jest/globals';
import { PURPOSES } from '../../domain/purposes.js';
import { RELATION, type Relation } from '../../domain/roles.js';

/**
 * A partner state could be answered only under an instrument in force, per person and for a purpose. There is no register
 * of instruments, so nothing here may have a place for an answer: who builds one begins with these two lists.
 */
describe('a partner', () => {
  test('is answered by nobody: no purpose is an answer to one, and who may ask is of the scheme', () => {
    expect(Object.keys(PURPOSES).toSorted()).toEqual([
      'ASSESSMENT',
      'AUDIT',
      'GRIEVANCE',
      'OPERATION',
      'OWN_FILE',
      'PROTECTION',
      'SCREENING',
    ]);
    const ofTheScheme: readonly Relation[] = [
      'assigned',
      'contractor',
      'investigation',
      'none',
      'organ',
      'screening',
      'self',
    ];
    expect([...new Set(Object.values(RELATION))].toSorted()).toEqual(ofTheScheme);
  });
});
