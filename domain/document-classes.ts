import type { CountedDeadline } from './policy.js';

/**
 * With what a sealed document goes. `CASE`: with the file it belongs to, when retention ends; `SETTLED`: as soon as it has
 * served; a clock of the policy: by a night of its own, while the case goes on being kept. What stands here is what is kept
 * of each class; how long is the policy's (policy.ts), and what holds a file holds every class of it (law: invariant 21).
 */
export type Ends = 'CASE' | 'PERSON' | 'SETTLED' | 'DEMAND' | 'CERTIFICATION' | ClassClock;
export type ClassClock = Extract<CountedDeadline, 'FAMILY_RETENTION'>;

// biome-ignore format: a table
export const DOCUMENT_ENDS = {
  IDENTITY:              'PERSON',
  QUESTIONNAIRE:         'CASE',
  // A clue to who may approach the person, for the assessment and for nothing after it: nobody else's file has it.
  FAMILY:                'FAMILY_RETENTION',
  UNSCREENED:            'SETTLED',
  UNSCREENED_TEXT:       'SETTLED',
  QUESTIONNAIRE_DRAFT:   'SETTLED',
  FAMILY_DRAFT:          'SETTLED',
  // Statements by superiors, acquaintances and every other source: what a decision rests on is kept as long as it.
  EVIDENCE:              'CASE',
  EARLIER_INVESTIGATION: 'CASE',
  REASONS:               'CASE',
  WORKSHEET:             'CASE',
  INTERVIEW:             'CASE',
  PROVIDED:              'CASE',
  HEARING:               'CASE',
  GRIEVANCE:             'CASE',
  MEASURES:              'CASE',
  DECISION_PACKET:       'CASE',
  CHANGE_REPORT:         'CASE',
  CORRECTION:            'CASE',
  DEMAND:                'DEMAND',
  DEMAND_ANSWER:         'DEMAND',
  HOLD:                  'CASE',
  CERTIFICATION:         'CERTIFICATION',
  ORIGINAL:              'SETTLED',
  ORIGINAL_APART:        'SETTLED',
} as const satisfies Record<string, Ends>;

export type DocumentCode = keyof typeof DOCUMENT_ENDS;
export const CLASS_CLOCKS = ['FAMILY_RETENTION'] as const satisfies readonly ClassClock[];

/** What goes when this clock has run down; nothing where it is the whole file's. */
export function classesOf(clock: string | undefined): DocumentCode[] {
  return (Object.keys(DOCUMENT_ENDS) as DocumentCode[]).filter((code) => DOCUMENT_ENDS[code] === clock);
}
