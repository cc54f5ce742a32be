import { describe, expect, test } from '@jest/globals';
import { evidenceOf, PACKET_FORMAT, RELIED_ON } from '../../domain/decision-packet.js';

const named = { reasonsId: 'r', documentId: 'd' };
const classesOf = (action: string) => evidenceOf(action, named).map(({ docClass }) => docClass);

describe('what a decision rests on', () => {
  test.each([
    'startInvestigation',
    'inquire',
    'askAgain',
    'resolveReview',
    'arrangeInterview',
    'moveInterview',
    'callOffInterview',
    'requestDocument',
    'giveOpinion',
    'requestMore',
    'askSubject',
    'decide',
    'confirmDecision',
  ])('is why somebody took the step %s', (action) => {
    expect(evidenceOf(action, { reasonsId: 'r' })).toEqual([{ documentId: 'r', docClass: 'REASONS' }]);
  });

  test.each([
    ['submitQuestionnaire', 'QUESTIONNAIRE'],
    ['screenQuestionnaire', 'QUESTIONNAIRE'],
    ['startInvestigation', 'EARLIER_INVESTIGATION'],
    ['fileAnswer', 'EVIDENCE'],
    ['recordInterview', 'INTERVIEW'],
    ['confirmInterviewRecord', 'INTERVIEW'],
    ['provideDocument', 'PROVIDED'],
    ['answerConcerns', 'HEARING'],
    ['decide', 'WORKSHEET'],
  ] as const)('is what came with the step %s: %s', (action, docClass) => {
    expect(evidenceOf(action, { documentId: 'd' })).toEqual([{ documentId: 'd', docClass }]);
  });

  test('is that somebody let a time pass, or had no document, without a word of it', () => {
    for (const action of [
      'markRecordOverdue',
      'declineDocument',
      'markDocumentOverdue',
      'markHearingOverdue',
    ]) {
      expect(Object.keys(RELIED_ON)).toContain(action);
      expect(classesOf(action)).toEqual([]);
    }
  });

  test('is nothing that a step does not name, nor what is no id', () => {
    expect(classesOf('nothing')).toEqual([]);
    expect(evidenceOf('decide', {})).toEqual([]);
    expect(evidenceOf('decide', { reasonsId: 7, documentId: null })).toEqual([]);
  });

  test('is read by a packet of this form', () => {
    expect(PACKET_FORMAT).toBe('sekisho-decision-packet/1');
  });
});
