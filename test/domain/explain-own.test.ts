import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explainOwn } from '../../domain/explain.js';
import { RULES_TOLD, toldOfClock } from '../../domain/explain-told.js';
import { DEADLINES, type DeadlineKind } from '../../domain/policy.js';
import { type Facts, possibleActions } from '../../domain/rules.js';
import { stageRow } from '../../domain/stages.js';
import { anyFacts, EVERY_STAGE, LINES } from './table.js';
import { anyCase, tried } from './tried.js';

const RUNS = { numRuns: 1000 };

describe('the subject', () => {
  test('is told of their own steps and of nobody else’s, and that one is theirs when the table lets them take it', () => {
    fc.assert(
      fc.property(anyCase, (facts) => {
        const own = new Set(
          LINES.filter((e) => e.kind === facts.kind && e.by.includes('Subject')).map((e) => e.action),
        );
        const told = explainOwn(facts, 's1');
        expect(new Set(told.map(({ action }) => action))).toEqual(own);
        expect(told.map(({ action }) => tried(action, facts, ['Subject'], 's1') === 'permitted')).toEqual(
          told.map(({ state }) => state === 'YOURS'),
        );
      }),
      RUNS,
    );
  });

  const seen = ({ kind, stage }: Facts) => stageRow(kind, stage as never).subject.en;
  const byWords = EVERY_STAGE.flatMap(([kind, one]) =>
    EVERY_STAGE.filter(([k, stage]) => k === kind && stage !== one)
      .filter(([, stage]) => stageRow(kind, one).subject.en === stageRow(kind, stage).subject.en)
      .map(([, stage]) => [kind, one, stage] as const),
  );

  test('cannot tell by it two stages that are one to them, whatever else differs between two cases', () => {
    expect(byWords).toContainEqual(['application', 'ADJUDICATION', 'SECOND_READING']);
    const pair = fc.tuple(fc.constantFrom(...byWords), anyFacts, anyFacts);
    let compared = 0;
    fc.assert(
      fc.property(pair, ([[kind, one, other], first, second]) => {
        const a = { ...first, kind, stage: one };
        // That their case is decided anew they have been told; what they consent to, and are asked for, is theirs.
        const { reopened, consented, supplement } = first;
        const b = { ...second, kind, stage: other, reopened, consented, supplement };
        const can = (facts: Facts) => possibleActions(facts, ['Subject']);
        fc.pre(seen(a) === seen(b) && can(a).join() === can(b).join());
        compared += 1;
        expect(JSON.stringify(explainOwn(a, 's1'))).toBe(JSON.stringify(explainOwn(b, 's1')));
      }),
      RUNS,
    );
    expect(compared).toBeGreaterThan(300);
  });

  test('reads no stage, no rule and no refusal in it', () => {
    const words = new Set([
      ...EVERY_STAGE.map(([, stage]) => stage),
      ...Object.keys(RULES_TOLD),
      'BLOCKED',
      'HELD',
      'SAME_PERSON',
    ]);
    fc.assert(
      fc.property(anyCase, (facts) => {
        const told = JSON.stringify(explainOwn(facts, 's1')).match(/\w+/g) ?? [];
        expect(told.filter((word) => words.has(word))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('is told the clocks that are theirs: no reminder to an officer, no source’s time, no destruction', () => {
    const theirs = (Object.keys(DEADLINES) as DeadlineKind[]).filter((kind) =>
      toldOfClock(['Subject'], kind),
    );
    expect(theirs).toEqual([
      'CONSENT_WINDOW',
      'QUESTIONNAIRE_WINDOW',
      'RECORD_WINDOW',
      'DOCUMENT_WINDOW',
      'SUPPLEMENT_WINDOW',
      'HEARING_WINDOW',
      'PLEDGE_WINDOW',
      'GRIEVANCE_TARGET',
      'EXPIRY',
    ]);
  });
});
