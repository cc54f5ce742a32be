import { describe, expect, test } from '@jest/globals';
import type { Action } from '../../domain/edges.js';
import { Refused } from '../../domain/errors.js';
import { type Facts, permit } from '../../domain/rules.js';
import type { Ground, InvestigationMode, Stage } from '../../domain/stages.js';
import { easyCase, easyInput, GROUNDS_AND_MODES, LINES, linesFrom, linesOf } from './table.js';

/**
 * What matters of an application for whether it can go on. All such situations are visited, not a sample: with open
 * checks and without, with findings that wait for a person and without.
 */
interface Situation {
  readonly stage: Stage | 'NEW';
  readonly ground: Ground;
  readonly mode: InvestigationMode | null;
  readonly openChecks: number;
  readonly unresolvedFindings: number;
}

/** Giving a case up (withdrawal, refusal, no basis) is always possible somewhere: it does not count as going on. */
const onward = LINES.filter((e) => e.kind === 'application' && e.endsAs === undefined);

describe.each(GROUNDS_AND_MODES)('an assessment on ground %s, investigated %s,', (ground, mode) => {
  const visited = explore({ stage: 'NEW', ground, mode: null, openChecks: 0, unresolvedFindings: 0 }, mode);

  test('can come to a decision from wherever it gets, whatever the sources answer or leave open', () => {
    const decided = new Set([...visited].filter(([, v]) => v.at.stage === 'DECIDED').map(([key]) => key));
    for (let grown = true; grown; ) {
      const before = decided.size;
      for (const [key, { next }] of visited) if (next.some((n) => decided.has(n))) decided.add(key);
      grown = decided.size > before;
    }
    const stuck = [...visited]
      .filter(([key, { at }]) => !decided.has(key) && !isOver(at.stage))
      .map(([, { at }]) => at);
    expect(stuck).toEqual([]);
  });

  test('never comes to one with a check open or a finding nobody has looked at', () => {
    for (const { at } of visited.values()) {
      if (at.stage === 'DECIDED') expect(at).toMatchObject({ openChecks: 0, unresolvedFindings: 0 });
    }
  });
});

test('each of the two results has its own way to be told, and the case goes on from there', () => {
  for (const decision of ['FOUND', 'NOT_FOUND'] as const) {
    const told = linesOf('notifyResult').filter((e) => e.when?.decision === decision);
    expect(told).toHaveLength(1);
    expect(linesFrom('application', told[0]?.to as Stage).length).toBeGreaterThan(0);
  }
});

function explore(start: Situation, mode: InvestigationMode) {
  const visited = new Map<string, { at: Situation; next: string[] }>();
  const queue = [start];
  for (const at of queue) {
    const key = JSON.stringify(at);
    if (visited.has(key)) continue;
    const following = isOver(at.stage)
      ? []
      : onward.flatMap((line) => after(at, line.action as Action, mode));
    visited.set(key, { at, next: following.map((s) => JSON.stringify(s)) });
    queue.push(...following);
  }
  return visited;
}

/** The situations a step may lead to: none if the table refuses it. */
function after(at: Situation, action: Action, mode: InvestigationMode): Situation[] {
  const lines = onward.filter((e) => e.action === action && e.from.includes(at.stage));
  return lines.flatMap((line) => {
    try {
      const facts: Facts = { ...easyCase(line, at.stage), ...at };
      const { edge } = permit(action, facts, { roles: line.by, sub: 'p1' }, easyInput(line));
      return edge === line
        ? outcomes(action, { ...at, stage: edge.to === 'SAME' ? at.stage : edge.to }, mode)
        : [];
    } catch (error) {
      if (error instanceof Refused) return [];
      throw error;
    }
  });
}

/** What a step does to checks and findings, as the register counts them. */
function outcomes(action: Action, at: Situation, mode: InvestigationMode): Situation[] {
  switch (action) {
    case 'startInvestigation':
      return [0, 1].map((openChecks) => ({ ...at, mode, openChecks }));
    case 'fileAnswer':
      return [at.unresolvedFindings, 1].map((unresolvedFindings) => ({
        ...at,
        openChecks: 0,
        unresolvedFindings,
      }));
    case 'markLate':
      return at.openChecks === 0 ? [] : [{ ...at, openChecks: 0, unresolvedFindings: 1 }];
    case 'inquire':
    case 'askAgain':
      return [{ ...at, openChecks: 1 }];
    case 'resolveReview':
      return [{ ...at, unresolvedFindings: 0 }];
    default:
      return [at];
  }
}

function isOver(stage: Stage | 'NEW'): boolean {
  return ['DECIDED', 'CLEARED', 'CLOSED', 'NOT_CONDUCTED', 'DISPOSED'].includes(stage);
}
