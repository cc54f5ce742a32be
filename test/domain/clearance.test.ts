import { describe, expect, test } from '@jest/globals';
import { LINES, linesFrom, linesOf, linesTo, reach, stagesOf } from './table.js';

const sorted = (stages: Iterable<string>) => [...new Set(stages)].sort();

describe('the clearance (Art. 11)', () => {
  const HELD = ['ACTIVE', 'REVIEW', 'SUSPENDED', 'LAPSED'] as const;

  test.each(HELD)('expires from %s at once, with no grace', (stage) => {
    expect(
      linesFrom('clearance', stage)
        .filter((e) => e.action === 'expire')
        .map((e) => e.to),
    ).toEqual(['EXPIRED']);
  });

  test.each(['EXPIRED', 'VOIDED'] as const)('%s is final', (stage) => {
    expect(sorted(reach('clearance', stage))).toEqual(sorted([stage, 'DISPOSED']));
  });

  test.each(['REVOKED', 'SUPERSEDED'] as const)(
    '%s is final, unless what ended it was void: then it is out of force',
    (stage) => {
      const onward = linesFrom('clearance', stage).filter(({ to }) => to !== 'SAME' && to !== 'DISPOSED');
      expect(onward.map(({ action, to, by }) => [action, to, by])).toEqual([
        ['returnWithNotice', 'LAPSED', ['System']],
      ]);
    },
  );

  test('is suspended by the doubt notice itself, in the same step', () => {
    const notice = linesOf('serveDoubtNotice');
    expect(notice.map((e) => e.to)).toEqual(['SUSPENDED']);
    expect(sorted(notice.flatMap((e) => e.from))).toEqual(expect.arrayContaining(['ACTIVE', 'REVIEW']));
    for (const edge of notice) expect(edge.rules).toContain('reasonsGiven');
  });

  test('once suspended is never given back, only replaced by a new result, unless two people find the notice itself a mistake', () => {
    const whileDoubtStands = LINES.filter(
      (e) => !e.rules?.includes('noDoubtServed') && e.action !== 'confirmDoubtVoid',
    );
    const reached = reach('clearance', 'SUSPENDED', whileDoubtStands);
    for (const stage of ['ACTIVE', 'REVIEW'] as const) expect(reached).not.toContain(stage);
    expect(reached).toContain('SUPERSEDED');
  });

  test('may be reported on at any moment, and a report never ends or suspends it', () => {
    for (const edge of linesOf('reportChange')) {
      expect(edge.anyVersion).toBe(true);
      expect(['REVIEW', 'SAME']).toContain(edge.to);
    }
  });

  test('that lapsed may be reinstated by the head’s delegate, a person, and by nobody else', () => {
    expect(
      linesTo('clearance', 'ACTIVE')
        .filter((e) => e.from.includes('LAPSED'))
        .map((e) => e.by),
    ).toEqual([['Adjudicator']]);
  });
});

describe('a grievance (Art. 14)', () => {
  test('is the subject’s to file, at any moment, and changes nothing in the case it is about', () => {
    for (const edge of linesOf('fileGrievance'))
      expect(edge).toMatchObject({ to: 'SAME', by: ['Subject'], anyVersion: true });
  });

  test('can be filed in every stage of an application that keeps a file', () => {
    const open = linesOf('fileGrievance').flatMap((e) => e.from);
    for (const stage of stagesOf('application').filter((s) => s !== 'DISPOSED'))
      expect(open).toContain(stage);
  });

  test('keeps the file it is about from destruction while it is open', () => {
    for (const edge of linesOf('dispose')) expect(edge.rules).toContain('nothingHolds');
  });

  test('is answered by somebody who did not work on the case, and never closed by time', () => {
    const ending = LINES.filter(
      (e) => e.kind === 'grievance' && e.from.includes('GRIEVANCE_OPEN') && e.to !== 'SAME',
    );
    expect(ending.map((e) => [e.action, e.to, e.by])).toEqual([
      ['markGrievanceOverdue', 'GRIEVANCE_OVERDUE', ['System']],
      ['answerGrievance', 'GRIEVANCE_ANSWERED', ['GrievanceOfficer']],
    ]);
    // Time shows that it is overdue, and leaves it as open as it was.
    const overdue = linesFrom('grievance', 'GRIEVANCE_OVERDUE').filter((e) => e.to !== 'SAME');
    expect(overdue.map((e) => e.action)).toEqual(['answerGrievance']);
    expect(linesOf('answerGrievance')[0]?.rules).toContain('notWhoWorkedOnIt');
  });
});
