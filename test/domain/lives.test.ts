import { describe, expect, jest, test } from '@jest/globals';
import type { Action, Edge } from '../../domain/edges.js';
import type { ApplicationStage } from '../../domain/stages.js';
import type { Input } from '../property/file.js';
import { ASSESSMENTS } from './lives/assessments.js';
import { CLEARANCES } from './lives/clearances.js';
import { CORRECTIONS } from './lives/corrections.js';
import { ENDS } from './lives/ends.js';
import { GRIEVANCES } from './lives/grievances.js';
import { Life, type Told } from './lives/life.js';
import { MOVES } from './lives/moves.js';
import { NOTICES } from './lives/notices.js';
import { PAPERS } from './lives/papers.js';
import { STOPS } from './lives/stops.js';
import { SUPPLEMENTS } from './lives/supplements.js';
import { LINES, linesOf } from './table.js';

/** Whole lives, written down: what each shows stands in its title, the days in its lines. */
const LIVES = [
  ...ASSESSMENTS,
  ...ENDS,
  ...CLEARANCES,
  ...CORRECTIONS,
  ...GRIEVANCES,
  ...SUPPLEMENTS,
  ...MOVES,
  ...PAPERS,
  ...NOTICES,
];
const named = LIVES.map((life) => [life.title, life] as const);

describe('a life in which', () => {
  test.each(named)('%s', (_, life) => {
    expect(walkedIn(life).length).toBeGreaterThan(0);
  });
});

describe('the lives', () => {
  test('have each an intent of their own, their article, and the day on which they begin', () => {
    for (const { title, article, begins } of LIVES) {
      expect(title.split(' ').length).toBeGreaterThanOrEqual(4);
      expect(article).toMatch(/^(Art\. \d|Standards: |policy: )/);
      expect(begins).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
    expect(new Set(LIVES.map(({ title }) => title)).size).toBe(LIVES.length);
  });

  test('are told the same on any day: no step of any bears the date of the machine', () => {
    const told = () => LIVES.map((life) => datesIn(life));
    const today = told();
    const wall = jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2001-01-01T00:00:00.000Z'));
    const longAgo = told();
    wall.mockRestore();
    expect(longAgo).toEqual(today);
  });

  test('walk every line of the table', () => {
    const walked = new Set(LIVES.flatMap(walkedIn));
    const left = LINES.filter((edge) => !walked.has(edge));
    expect(left.map(({ action, from, to }) => `${action}: ${from.join(', ')} to ${to}`)).toEqual([]);
  });
});

type Step = readonly [who: string, action: Action, input?: Input];

/** What may be done in many stages, and after which other step, by whom. */
const ANYWHERE: readonly Step[][] = [
  [['subject', 'withdrawConsent']],
  [['subject', 'wantReasons']],
  [['subject', 'withdrawInquiry', { codes: ['POLICE_RECORD'] }]],
  [['subject', 'fileGrievance', { about: 'CONDUCT', late: false }]],
  [['charge', 'closeWithoutBasis']],
  [['charge', 'assign', { officer: 'second-officer' }]],
  [['charge', 'declareConflict']],
  [
    ['charge', 'placeHold', { reviewOn: '2027-01-12' }],
    ['second-charge', 'liftHold', { hold: 1 }],
  ],
  [
    ['charge', 'proposeMistake'],
    ['adjudicator', 'dropMistake'],
    ['charge', 'proposeMistake'],
    ['adjudicator', 'confirmMistake'],
  ],
  [
    ['charge', 'proposeNoticeVoid'],
    ['adjudicator', 'dropNoticeVoid'],
    ['charge', 'proposeNoticeVoid'],
    ['adjudicator', 'confirmNoticeVoid'],
  ],
];
const stops = Object.entries(STOPS).map(([stage, stop]) => [stage as ApplicationStage, stop] as const);

describe('a new case', () => {
  test.each(stops)(
    'that has come to %s may be left, stopped, corrected and held as the table says',
    (stage, stop) => {
      for (const steps of ANYWHERE) {
        const life = stop(new Life('2026-06-01')).is('application', stage);
        for (const [who, action, input] of steps) {
          const line = lineFrom(action, stage);
          if (line) life.does(who, action, input).is('application', line.to === 'SAME' ? stage : line.to);
          else
            expect([stage, action, life.tries(who, action, input)]).toEqual([stage, action, 'WRONG_STAGE']);
        }
      }
    },
  );
});

function walkedIn({ begins, lived }: Told): Edge[] {
  const life = new Life(begins);
  lived(life);
  return life.world.history.map(({ edge }) => edge);
}

function datesIn({ begins, lived }: Told): string[] {
  const life = new Life(begins);
  lived(life);
  return life.world.history.map(({ at, to }) => `${at} ${to}`);
}

/** For a case whose result was never notified before. */
function lineFrom(action: Action, stage: ApplicationStage): Edge | undefined {
  const lines: readonly Edge[] = linesOf(action);
  return lines.find(
    ({ kind, from, when }) => kind === 'application' && from.includes(stage) && when?.reopened !== true,
  );
}
