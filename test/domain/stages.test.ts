import { describe, expect, test } from '@jest/globals';
import { DEADLINES, type DeadlineKind } from '../../domain/policy.js';
import { STAFF_ROLES } from '../../domain/roles.js';
import { hasEnded, stageRow, whoseTurn } from '../../domain/stages.js';
import {
  EVERY_STAGE,
  GROUNDS_AND_MODES,
  isEnd,
  KINDS,
  LINES,
  linesFor,
  linesFrom,
  reach,
  stagesOf,
} from './table.js';

const waiting = EVERY_STAGE.filter(([kind, stage]) => !hasEnded(kind, stage));
const ended = EVERY_STAGE.filter(([kind, stage]) => hasEnded(kind, stage));
const bySystem = (action: string) => LINES.filter((e) => e.action === action && e.by.includes('System'));

describe('every stage', () => {
  test.each(EVERY_STAGE)('%s %s can be reached from the start', (kind, stage) => {
    expect(reach(kind, 'NEW')).toContain(stage);
  });

  test.each(waiting)('%s %s leads to an end', (kind, stage) => {
    expect([...reach(kind, stage)].some((to) => to !== 'NEW' && isEnd(kind, to))).toBe(true);
  });

  test.each(EVERY_STAGE)(
    '%s %s tells the subject something, in both languages, and has a basis',
    (kind, stage) => {
      const row = stageRow(kind, stage);
      expect(row.subject.ja).toMatch(/。$/);
      expect(row.subject.en).toMatch(/\.$/);
      expect(row.basis).toMatch(/^(Art\. \d|Standards|policy)/);
    },
  );

  test.each(EVERY_STAGE)('%s %s tells the subject no number that is the policy’s to set', (kind, stage) => {
    const { ja, en } = stageRow(kind, stage).subject;
    expect(ja).not.toMatch(/[一二三五六七八九十]+(年|か月|日間|つの|項目)/);
    expect(en).not.toMatch(/\b(three|five|six|seven|ten)\b/i);
  });

  test('of one kind is no stage of another, and asking so is a bug', () => {
    expect(() => stageRow('grievance', 'ADJUDICATION')).toThrow('no stage ADJUDICATION of grievance');
  });
});

describe('a waiting stage', () => {
  test('is the turn of who investigates: the Cabinet Office, or the organ itself', () => {
    const turn = (stage: 'HUMAN_REVIEW' | 'INTERVIEW' | 'AWAITING_OPINION') =>
      (['UNIFIED', 'SELF', 'REUSED', null] as const).map((mode) =>
        whoseTurn('application', stage, 'RENEWAL', mode),
      );
    expect(turn('HUMAN_REVIEW')).toEqual([
      'CabinetInvestigator',
      'CaseOfficer',
      'CaseOfficer',
      'CaseOfficer',
    ]);
    expect(turn('INTERVIEW')).toEqual(turn('HUMAN_REVIEW'));
    const charge = 'AssessmentOfficerInCharge';
    expect(turn('AWAITING_OPINION')).toEqual(['CabinetInvestigator', charge, charge, 'CabinetInvestigator']);
  });

  test('is of the officer in charge where a renewal is to be confirmed, of the head where a nominee is', () => {
    expect(whoseTurn('application', 'NOMINATED', 'RENEWAL', null)).toBe('AssessmentOfficerInCharge');
    expect(whoseTurn('application', 'NOMINATED', 'NEW_HANDLER', null)).toBe('Adjudicator');
    expect(whoseTurn('application', 'NOMINATED', null, null)).toBe('Adjudicator');
  });

  test.each(waiting)(
    '%s %s is somebody’s turn, for every ground and mode, or waits on the clock or a source',
    (kind, stage) => {
      const { waitingOn } = stageRow(kind, stage);
      expect(waitingOn).not.toBe('NOBODY');
      for (const [ground, mode] of GROUNDS_AND_MODES) {
        const next = whoseTurn(kind, stage, ground, mode);
        if (waitingOn === 'SUBJECT') expect(next).toBe('Subject');
        else if (waitingOn === 'ADJUDICATOR') expect(next).toBe('Adjudicator');
        else if (waitingOn === 'OFFICER') expect(STAFF_ROLES.has(next as never)).toBe(true);
        else expect(next).toBeUndefined();
      }
    },
  );

  test.each(waiting)(
    '%s %s can be moved on by whose turn it is, for every ground and mode that gets there',
    (kind, stage) => {
      const { waitingOn } = stageRow(kind, stage);
      const movers = { PROVIDER: 'Provider', CLOCK: 'System' } as const;
      for (const [ground, mode] of GROUNDS_AND_MODES) {
        const lines = linesFor(ground, mode);
        if (!reach(kind, 'NEW', lines).has(stage)) continue;
        const mover = whoseTurn(kind, stage, ground, mode) ?? movers[waitingOn as keyof typeof movers];
        const steps = linesFrom(kind, stage, lines).filter((e) =>
          (e.by as readonly string[]).includes(mover),
        );
        // An answer leaves the stage as it is; what follows is the system's step. Giving a case up is not moving it on.
        const moving = steps.filter((e) => e.to !== 'SAME' || waitingOn === 'PROVIDER');
        const moves = moving.filter((e) => e.endsAs === undefined).map((e) => e.action);
        expect({ ground, mode, mover, moves }).not.toMatchObject({ moves: [] });
      }
    },
  );

  test.each(waiting)(
    '%s %s has a deadline of its own, its checks have, or it waits on the clock',
    (kind, stage) => {
      const { waitingOn, deadlines } = stageRow(kind, stage);
      if (waitingOn === 'CLOCK') expect(bySystem('expire').flatMap((e) => e.from)).toContain(stage);
      else if (waitingOn === 'PROVIDER') expect(bySystem('markLate').flatMap((e) => e.from)).toContain(stage);
      // Counted from the interview, and set with its time.
      else if (stage === 'INTERVIEW') expect(deadlines).toEqual([]);
      else expect(deadlines.length).toBeGreaterThan(0);
    },
  );

  test.each(GROUNDS_AND_MODES)(
    'of an application on ground %s, investigated %s, always leads to an end',
    (ground, mode) => {
      const lines = linesFor(ground, mode);
      for (const stage of reach('application', 'NEW', lines)) {
        expect([...reach('application', stage, lines)]).toEqual(expect.arrayContaining(['DISPOSED']));
      }
    },
  );
});

describe('an ended stage', () => {
  test.each(ended)('%s %s waits on nobody and sets no deadline', (kind, stage) => {
    expect(stageRow(kind, stage)).toMatchObject({ waitingOn: 'NOBODY', deadlines: [] });
  });

  test.each(ended.filter(([, stage]) => stage !== 'DISPOSED'))(
    '%s %s says how long its file lives, and only its destruction leads on, a void notice, or a grievance about a negative result',
    (kind, stage) => {
      const { retention } = stageRow(kind, stage);
      expect(retention && DEADLINES[retention]).toMatchObject({ action: 'dispose', handledBy: 'retention' });
      const onward = linesFrom(kind, stage).filter((e) => e.to !== 'SAME');
      const toldAgain = kind === 'application' && stage !== 'NOT_CONDUCTED';
      expect(onward.map((e) => [e.action, e.to, e.by])).toEqual([
        ...(toldAgain
          ? [['confirmNoticeVoid', 'DECIDED', ['AssessmentOfficerInCharge', 'Adjudicator']]]
          : []),
        ...(kind === 'application' && stage === 'CLOSED'
          ? [['reopenAdjudication', 'ADJUDICATION', ['System']]]
          : []),
        ...(kind === 'clearance' && ['REVOKED', 'SUPERSEDED'].includes(stage)
          ? [['returnWithNotice', 'LAPSED', ['System']]]
          : []),
        ['dispose', 'DISPOSED', ['System']],
      ]);
    },
  );

  test.each(KINDS)('%s DISPOSED is the last: nothing happens in it', (kind) => {
    expect(linesFrom(kind, 'DISPOSED')).toEqual([]);
  });
});

describe('a deadline', () => {
  test.each(
    waiting.flatMap(([kind, stage]) => stageRow(kind, stage).deadlines.map((d) => [kind, stage, d] as const)),
  )('of %s %s, %s, is the stage’s own and can be handled in it', (kind, stage, deadline: DeadlineKind) => {
    const { action, scope, handledBy } = DEADLINES[deadline];
    expect({ scope, handledBy }).toEqual({ scope: 'stage', handledBy: 'workflow' });
    const handled = linesFrom(kind, stage).filter((e) => e.action === action && e.by.includes('System'));
    expect(handled).toHaveLength(1);
  });

  test.each(Object.keys(DEADLINES) as DeadlineKind[])(
    '%s is set somewhere, and the system may handle it',
    (name) => {
      const { action, scope } = DEADLINES[name];
      expect(bySystem(action).length).toBeGreaterThan(0);
      const rows = EVERY_STAGE.map(([kind, stage]) => stageRow(kind, stage));
      const set = rows.some((row) => row.deadlines.some((kind) => kind === name) || row.retention === name);
      const derived =
        scope === 'check' ||
        scope === 'request' ||
        [
          'RENEWAL_OPENING',
          'EXPIRY',
          'INTERVIEW_REMINDER',
          'GATHERED_BY_MISTAKE',
          'FAMILY_RETENTION',
        ].includes(name);
      expect(set || derived).toBe(true);
    },
  );

  test('ends a case only by expiry, and a file only by retention', () => {
    const actions = new Set(Object.values(DEADLINES).map((d) => d.action));
    const ending = LINES.filter((e) => (actions as ReadonlySet<string>).has(e.action) && isEnd(e.kind, e.to));
    expect([...new Set(ending.map((e) => e.action))].sort()).toEqual(['dispose', 'expire']);
    for (const line of ending.filter((e) => e.action === 'dispose')) {
      for (const stage of line.from) expect(stage !== 'NEW' && hasEnded(line.kind, stage)).toBe(true);
    }
  });
});

describe('what the subject is told', () => {
  test('does not show that a finding is being looked at by a person', () => {
    expect(stageRow('application', 'HUMAN_REVIEW').subject).toEqual(
      stageRow('application', 'CHECKS_RUNNING').subject,
    );
  });

  test('does not show a decision before its notification', () => {
    expect(stageRow('application', 'DECIDED').subject).toEqual(
      stageRow('application', 'ADJUDICATION').subject,
    );
  });

  test('never speaks of a leak, a suspicion or a failure', () => {
    for (const [kind, stage] of EVERY_STAGE) {
      expect(JSON.stringify(stageRow(kind, stage).subject)).not.toMatch(/leak|suspic|fail|漏えい|疑|不合格/i);
    }
  });
});

test('every kind of case has a way in and stages of its own', () => {
  for (const kind of KINDS) {
    expect(linesFrom(kind, 'NEW').length).toBeGreaterThan(0);
    expect(stagesOf(kind)).toContain('DISPOSED');
  }
});
