import { describe, expect, test } from '@jest/globals';
import type { Edge } from '../../domain/edges.js';
import type { CaseKind } from '../../domain/stages.js';
import { ACTORS, EVERY_STAGE, isEnd, LINES, linesOf, linesTo, reach } from './table.js';

const named = LINES.map((e) => [`${e.kind} ${e.action} from ${e.from.join(',')}`, e] as const);
const without = (action: string, lines = LINES) => lines.filter((e) => e.action !== action);
const sorted = (stages: Iterable<string>) => [...new Set(stages)].sort();
const byMachine = (e: Edge) => e.by.includes('System') || e.by.includes('Provider');

describe('every line', () => {
  test.each(named)('%s has an article, an audit event and an actor', (_, edge) => {
    expect(edge.article).toMatch(/^(Art\. \d|Standards: |policy: )/);
    expect(edge.event).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(edge.by.length).toBeGreaterThan(0);
    for (const actor of edge.by) expect(ACTORS).toContain(actor);
  });

  test.each(named)('%s joins stages of its own kind', (_, edge) => {
    const stages: readonly string[] = EVERY_STAGE.filter(([kind]) => kind === edge.kind).map(
      ([, stage]) => stage,
    );
    for (const from of edge.from) if (from !== 'NEW') expect(stages).toContain(from);
    if (edge.to !== 'SAME') expect(stages).toContain(edge.to);
  });

  test('is the only one for its action, stage and case: the table never has two answers', () => {
    for (const [i, a] of LINES.entries()) {
      for (const b of LINES.slice(i + 1)) expect([a, overlap(a, b)]).toEqual([a, false]);
    }
  });

  test('says why, if it ends an application without an assessment, and only then', () => {
    for (const edge of LINES)
      expect([edge.action, edge.endsAs !== undefined]).toEqual([edge.action, edge.to === 'NOT_CONDUCTED']);
  });

  test('by which an officer ends somebody’s case or right asks for reasons', () => {
    const asked = LINES.filter(
      (e) => isEnd(e.kind, e.to) && !e.by.every((r) => r === 'Subject' || r === 'System'),
    );
    // Telling a result is no new judgement.
    const silent = asked.filter((e) => !e.rules?.includes('reasonsGiven')).map((e) => e.action);
    expect(silent.filter((a) => a !== 'notifyResult')).toEqual([]);
  });
});

describe('the decision (Art. 12(1))', () => {
  test('is reached by the head’s delegate only, who did not investigate and gives reasons', () => {
    // A void notice leads back to a decision that was taken; it takes none.
    const deciding = linesTo('application', 'DECIDED').filter((e) => e.action !== 'confirmNoticeVoid');
    expect(deciding.length).toBeGreaterThan(0);
    for (const edge of deciding) {
      expect(edge.by).toEqual(['Adjudicator']);
      expect(edge.rules).toEqual(
        expect.arrayContaining(['notWhoInvestigated', 'nothingOpen', 'nothingUnresolved', 'reasonsGiven']),
      );
    }
  });

  test('is never made by the system or by an answer', () => {
    for (const edge of LINES.filter(byMachine)) expect([edge.action, edge.to]).not.toContain('DECIDED');
    const toRevoked = linesTo('clearance', 'REVOKED').filter(byMachine);
    expect(sorted(toRevoked.map((e) => e.action))).toEqual(['revokeByResult']);
  });

  test('stands behind every result: without it nobody is told one, cleared, or closed with one', () => {
    const reached = reach('application', 'NEW', without('decide'));
    for (const stage of ['DECIDED', 'PLEDGE_PENDING', 'CLEARED', 'CLOSED'] as const)
      expect(reached).not.toContain(stage);
  });

  test('takes effect by notification only', () => {
    const reached = reach('application', 'NEW', without('notifyResult'));
    for (const stage of ['PLEDGE_PENDING', 'CLEARED', 'CLOSED'] as const)
      expect(reached).not.toContain(stage);
  });

  test('comes after an opinion, and new facts before it bring the case back to a person', () => {
    expect(reach('application', 'NEW', without('giveOpinion'))).not.toContain('ADJUDICATION');
    const belated = linesOf('fileAnswer').filter((e) => e.from.includes('ADJUDICATION'));
    expect(belated.map((e) => e.to)).toEqual(['HUMAN_REVIEW']);
    expect(linesOf('fileAnswer').flatMap((e) => e.from)).not.toContain('DECIDED');
  });
});

describe('an answer, or its absence,', () => {
  test('only ever leads to a person', () => {
    const moves = LINES.filter((e) => e.by.includes('Provider') || e.action === 'markLate').map((e) => e.to);
    expect(sorted(moves)).toEqual(['HUMAN_REVIEW', 'SAME']);
  });

  test('that is open or waits for a person lets no machine and no opinion pass it by', () => {
    for (const edge of [...linesOf('completeChecks'), ...linesOf('giveOpinion')]) {
      expect(edge.rules).toEqual(expect.arrayContaining(['nothingOpen', 'nothingUnresolved']));
    }
    for (const edge of linesOf('resolveReview')) expect(edge.rules).toContain('nothingOpen');
  });

  test('is taken while the checks are a matter of the case, not before consent and not after the decision', () => {
    const takenIn = linesOf('fileAnswer').flatMap((e) => e.from);
    const withdrawable = linesOf('withdrawConsent').flatMap((e) => e.from);
    for (const stage of takenIn) expect(withdrawable).toContain(stage);
  });
});

describe('who may do what', () => {
  test('operators, auditors and access administrators take no step on any case', () => {
    const actors = new Set(LINES.flatMap((e) => e.by));
    for (const role of ['Operator', 'Auditor', 'AccessAdministrator'] as const)
      expect(actors.has(role)).toBe(false);
  });

  test('a contractor lists people, reports changes and that somebody has left, nothing more', () => {
    const theirs = LINES.filter((e) => e.by.includes('ContractorSecurityManager')).map((e) => e.action);
    expect(sorted(theirs)).toEqual(['depart', 'nominate', 'reportAsOther']);
  });

  test('the Cabinet Office investigates and gives its opinion, and has no other step', () => {
    const theirs = LINES.filter((e) => e.by.includes('CabinetInvestigator') && e.to !== 'SAME').map(
      (e) => e.action,
    );
    expect(sorted(theirs)).toEqual([
      'arrangeInterview',
      'askAgain',
      'callOffInterview',
      'giveOpinion',
      'inquire',
      'recordInterview',
      'requestDocument',
      'resolveReview',
    ]);
  });

  test('a screening officer screens or steps back, and nobody else’s step leads on from there', () => {
    const theirs = LINES.filter((e) => e.by.includes('ScreeningOfficer')).map((e) => e.action);
    expect(sorted(theirs)).toEqual(['declareConflict', 'screenQuestionnaire']);
    const on = LINES.filter((e) => e.from.includes('QUESTIONNAIRE_SCREENING') && !isEnd(e.kind, e.to));
    expect(sorted(on.filter((e) => e.to !== 'SAME').map((e) => e.action))).toEqual(['screenQuestionnaire']);
  });

  test('nobody but the subject speaks for the subject', () => {
    const own = [
      'giveConsent',
      'refuseConsent',
      'withdrawConsent',
      'submitQuestionnaire',
      'confirmInterviewRecord',
      'signPledge',
      'renewPledge',
      'fileGrievance',
    ];
    for (const edge of LINES.filter((e) => own.includes(e.action)))
      expect([edge.action, edge.by]).toEqual([edge.action, ['Subject']]);
  });

  test('only a certified contractor’s people are listed and approved (Art. 10)', () => {
    const listing: readonly { kind: CaseKind; action: string }[] = [
      ...linesOf('nominate'),
      ...linesOf('approveNominee'),
    ];
    for (const edge of listing as readonly Edge[]) expect(edge.rules).toContain('contractorCertified');
  });
});

function overlap(a: Edge, b: Edge): boolean {
  const meet = <T>(x?: readonly T[], y?: readonly T[]) => !x || !y || x.some((v) => y.includes(v));
  const one = (d?: string) => (d === undefined ? undefined : [d]);
  const said = (d?: boolean) => (d === undefined ? undefined : [d]);
  return (
    a.kind === b.kind &&
    a.action === b.action &&
    meet(a.from, b.from) &&
    meet(a.when?.ground, b.when?.ground) &&
    meet(a.when?.mode, b.when?.mode) &&
    meet(one(a.when?.decision), one(b.when?.decision)) &&
    meet(one(a.when?.proposing), one(b.when?.proposing)) &&
    meet(said(a.when?.drifting), said(b.when?.drifting)) &&
    meet(one(a.when?.correction), one(b.when?.correction)) &&
    meet(one(a.when?.supplement), one(b.when?.supplement)) &&
    meet(one(a.when?.issue), one(b.when?.issue)) &&
    meet(a.when?.withoutDoubt, b.when?.withoutDoubt) &&
    meet(said(a.when?.reopened), said(b.when?.reopened)) &&
    meet(a.when?.choosing, b.when?.choosing)
  );
}
