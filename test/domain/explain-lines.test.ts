import { describe, expect, test } from '@jest/globals';
import type { Edge, Rule } from '../../domain/edges.js';
import { type Explained, explain } from '../../domain/explain.js';
import { RULES_TOLD, toldOfRule } from '../../domain/explain-told.js';
import type { Role } from '../../domain/roles.js';
import type { Facts } from '../../domain/rules.js';
import type { Stage } from '../../domain/stages.js';
import { easyCase, EVERY_STAGE, LINES, linesFrom, linesOf } from './table.js';

type Open = Extract<Explained, { conditions: unknown }>;
type Elsewhere = Extract<Explained, { differs: unknown }>;
const isOpen = (one: Explained): one is Open => 'conditions' in one;

/** Who reads the explanation of such a case, and takes no step on it but by their role. */
const readerOf = (kind: Facts['kind'], ...roles: Role[]) => ({
  roles: roles.length > 0 ? roles : ([kind === 'grievance' ? 'GrievanceOfficer' : 'CaseOfficer'] as Role[]),
  sub: 'p1',
});
const readersOf = (kind: Facts['kind']): readonly Role[] =>
  kind === 'grievance'
    ? ['GrievanceOfficer']
    : ['CaseOfficer', 'CabinetInvestigator', 'AssessmentOfficerInCharge', 'Adjudicator'];
const ofLine = (edge: Edge, told: readonly Explained[]) =>
  told
    .filter(isOpen)
    .filter(
      (one) =>
        one.action === edge.action &&
        one.article === edge.article &&
        one.proposing === edge.when?.proposing &&
        one.drifting === edge.when?.drifting &&
        one.choosing?.join() === edge.when?.choosing?.join(),
    );

/** The lines of a stage, on a case on which every rule of theirs is met. */
const easyOnes = (kind: Facts['kind'], stage: Stage) =>
  linesFrom(kind, stage).map((edge) => ({ edge, facts: easyCase(edge, stage) }));

describe('a line that fits the case', () => {
  test.each(EVERY_STAGE)(
    'is told as the table has it: its article, its actors, its rules in their order, and where it leads: %s %s',
    (kind, stage) => {
      for (const { edge, facts } of easyOnes(kind, stage)) {
        const told = ofLine(edge, explain(facts, readerOf(kind)));
        const to = edge.to === 'SAME' ? stage : edge.to;
        expect(told).toMatchObject([{ article: edge.article, by: edge.by, to }]);
        expect(told[0]?.conditions.map(({ rule }) => rule)).toEqual(edge.rules ?? []);
      }
    },
  );

  test.each(EVERY_STAGE)(
    'is theirs to whoever takes it, where only what comes with it is still to give: %s %s',
    (kind, stage) => {
      for (const { edge, facts } of easyOnes(kind, stage)) {
        for (const role of readersOf(kind).filter((one) => edge.by.includes(one))) {
          const [told] = ofLine(edge, explain(facts, readerOf(kind, role)));
          const standing = (rule: Rule) => (RULES_TOLD[rule].about === 'STEP' ? 'TO_GIVE' : 'MET');
          expect([edge.action, told?.state, told?.yours, told?.conditions]).toEqual([
            edge.action,
            'YOURS',
            true,
            (edge.rules ?? []).map((rule) => ({ rule, standing: standing(rule) })),
          ]);
        }
      }
    },
  );

  test.each(EVERY_STAGE)(
    'is others’ to everybody else: a rule on who acts is about them, and one that is kept is only named: %s %s',
    (kind, stage) => {
      for (const { edge, facts } of easyOnes(kind, stage)) {
        const role = readersOf(kind).find((one) => !edge.by.includes(one));
        if (role === undefined) continue;
        const [told] = ofLine(edge, explain(facts, readerOf(kind, role)));
        const standing = (rule: Rule) =>
          toldOfRule([role], rule)
            ? { CASE: 'MET', WHO_ACTS: 'OF_WHO_ACTS', STEP: 'TO_GIVE' }[RULES_TOLD[rule].about]
            : 'UNTOLD';
        expect([edge.action, told?.state, told?.yours, told?.conditions]).toEqual([
          edge.action,
          'OTHERS',
          false,
          (edge.rules ?? []).map((rule) => ({ rule, standing: standing(rule) })),
        ]);
      }
    },
  );

  test('names what the step would say where lines differ by it, and nothing where they do not', () => {
    const says = (action: string) =>
      explain(easyCase(linesOf(action as never)[0] as Edge), readerOf('application'))
        .filter((one) => isOpen(one) && one.action === action)
        .map((one) => Object.keys(one).filter((key) => ['proposing', 'choosing', 'drifting'].includes(key)));
    expect(says('decide')).toEqual([['proposing'], ['proposing']]);
    expect(says('startInvestigation')).toEqual([['choosing'], ['choosing'], ['choosing']]);
    expect(says('submitQuestionnaire')).toEqual([['drifting'], ['drifting']]);
    expect(says('giveConsent')).toEqual([[]]);
  });
});

describe('a step that no line allows now', () => {
  test.each(EVERY_STAGE)(
    'is told with all its articles, actors and stages, each once: %s %s',
    (kind, stage) => {
      const facts: Facts = { ...easyCase({ ...(LINES[0] as Edge), kind }, stage), ground: null, mode: null };
      for (const one of explain(
        facts,
        readerOf(kind, ...(kind === 'grievance' ? [] : ['Adjudicator' as const])),
      )) {
        if (isOpen(one)) continue;
        const lines = LINES.filter((edge) => edge.kind === kind && edge.action === one.action);
        const once = <T>(list: readonly T[]) => [...new Set(list)];
        expect(one).toEqual({
          action: one.action,
          article: once(lines.map(({ article }) => article)).join('; '),
          by: once(lines.flatMap(({ by }) => by)),
          from: once(lines.flatMap(({ from }) => from)).filter((from) => from !== 'NEW'),
          state: lines.some(({ from }) => from.includes(stage)) ? 'OTHER_CASE' : 'OTHER_STAGE',
          yours: lines.some(({ by }) =>
            by.includes(kind === 'grievance' ? 'GrievanceOfficer' : 'Adjudicator'),
          ),
          differs: one.differs,
        } satisfies Elsewhere);
        expect(one.differs.length > 0).toBe(one.state === 'OTHER_CASE');
        expect(once(one.differs)).toEqual(one.differs);
      }
    },
  );

  test('says by what this case differs of the lines of this stage alone, and each once', () => {
    const [line] = linesOf('confirmDoubtVoid');
    const facts: Facts = { ...easyCase(line as Edge, 'SUSPENDED'), withoutDoubt: null, correction: 'NONE' };
    const told = (facts: Facts, action: string) =>
      explain(facts, readerOf(facts.kind)).find((one) => one.action === action);
    expect(told(facts, 'confirmDoubtVoid')).toMatchObject({
      state: 'OTHER_CASE',
      differs: ['correction', 'withoutDoubt'],
      from: ['SUSPENDED', 'LAPSED'],
    });
    const other = { ...easyCase(linesOf('absorb')[0] as Edge, 'CLEARED'), ground: 'NEW_HANDLER' as const };
    expect(told(other, 'absorb')).toMatchObject({ state: 'OTHER_STAGE', differs: [] });
    // A line of this stage differs by nothing that a line of another does.
    const silent = {
      ...easyCase(linesOf('answerConcerns')[0] as Edge, 'SECOND_READING'),
      hearing: 'HEARD' as const,
    };
    expect(told(silent, 'answerConcerns')).toMatchObject({ state: 'OTHER_CASE', differs: ['silent'] });
  });
});

test('a step that only makes a case is in its history, and is not told to come next in it', () => {
  for (const [kind, stage] of EVERY_STAGE) {
    const told = explain(easyCase({ ...(LINES[0] as Edge), kind }, stage), readerOf(kind));
    const made = told.filter(({ action }) =>
      ['nominate', 'proposeRenewal', 'openReassessment', 'grant', 'openGrievance'].includes(action),
    );
    expect(made).toEqual([]);
  }
});
