import { describe, expect, test } from '@jest/globals';
import type { Action, Edge, Rule } from '../../domain/edges.js';
import { type Explained, explain, TOLD_BY_THE_RULE } from '../../domain/explain.js';
import { everythingGiven } from '../../domain/explain-given.js';
import type { Role } from '../../domain/roles.js';
import { type Facts, refusalBy } from '../../domain/rules.js';
import { easyCase, linesOf, outBy } from './table.js';

/** How these rules of a step stand to who takes it: by the code it would be refused with, if it is. */
function standing(action: Action, rules: readonly Rule[], given: Partial<Facts>, way: Edge['when'] = {}) {
  const line = linesOf(action).find(
    ({ when }) =>
      (way.proposing === undefined || when?.proposing === way.proposing) &&
      (way.choosing === undefined || when?.choosing?.join() === way.choosing.join()),
  ) as Edge;
  const facts = { ...easyCase(line), ...given };
  const told = explain(facts, { roles: line.by as readonly Role[], sub: 'p1' }).filter(isOpen);
  const one = told.find(
    (open) =>
      open.action === action &&
      open.proposing === line.when?.proposing &&
      open.choosing?.join() === line.when?.choosing?.join(),
  );
  return rules.map((rule) => {
    const condition = one?.conditions.find((each) => each.rule === rule);
    return condition?.code ?? condition?.standing;
  });
}
type Open = Extract<Explained, { conditions: unknown }>;
const isOpen = (one: Explained): one is Open => 'conditions' in one;

describe('a question to others stands in nobody’s way', () => {
  const RULES = ['mayBeAsked', 'firstCameIn'] as const;
  const inquire = (given: Partial<Facts>) => standing('inquire', RULES, given);

  test('as long as one may be asked', () => {
    expect(inquire({ askable: ['CREDIT_STANDING', 'TAX'] })).toEqual(['TO_GIVE', 'MET']);
  });

  test('but where none is left, for whichever is named is refused', () => {
    expect(inquire({ askable: [] })).toEqual(['NO_CONSENT', 'MET']);
  });

  test('nor what is asked first, if one of those is left: it waits for nothing', () => {
    const firstDue = ['SUPERIOR_STATEMENT'];
    expect(inquire({ askable: ['CREDIT_STANDING'], firstDue })).toEqual(['TO_GIVE', 'RECORDS_FIRST']);
    expect(inquire({ askable: ['CREDIT_STANDING', 'SUPERIOR_STATEMENT'], firstDue })).toEqual([
      'TO_GIVE',
      'MET',
    ]);
  });

  test('and an investigation begins without one', () => {
    const begin = (given: Partial<Facts>) =>
      standing('startInvestigation', RULES, given, { choosing: ['UNIFIED'] });
    expect(begin({ askable: [], firstDue: ['SUPERIOR_STATEMENT'] })).toEqual(['TO_GIVE', 'MET']);
  });
});

describe('a further consent', () => {
  test('may be asked for where one question may, for the need that is left of it', () => {
    const ask = (supplementable: Facts['supplementable']) =>
      standing('requestSupplement', ['mayBeAskedFor', 'reasonsGiven'], { supplementable });
    expect(ask({ TAX: ['TO_CONFIRM_ANSWER'] })).toEqual(['TO_GIVE', 'TO_GIVE']);
    expect(ask({})).toEqual(['NO_SUPPLEMENT', 'TO_GIVE']);
  });

  test('is answered to the text and the questions that were shown, not to the notice of the beginning', () => {
    const line = linesOf('answerSupplement')[0] as Edge;
    const facts = { ...easyCase(line), supplement: { text: 's9:new', asks: ['TAX', 'CREDIT_STANDING'] } };
    expect(everythingGiven(facts, line, 's1')).toMatchObject({
      text: 's9:new',
      answers: ['TAX', 'CREDIT_STANDING'],
    });
  });

  test('that was never asked for is answered by no text and nothing', () => {
    const line = linesOf('answerSupplement')[0] as Edge;
    const given = everythingGiven({ ...easyCase(line), supplement: null }, line, 's1');
    expect(given.answers).toEqual([]);
    expect('text' in given).toBe(false);
    const refusal = refusalBy('supplementWasShown', { ...easyCase(line), supplement: null }, reader(), given);
    expect(refusal?.code).toBe('CONSENT_TEXT_DIFFERS');
  });
});
const reader = () => ({ roles: ['Subject'] as const, sub: 's1' });

test('a consent is given to the text that was served, and to none where none was', () => {
  const line = linesOf('giveConsent')[0] as Edge;
  expect(everythingGiven(easyCase(line), line, 's1').text).toBe('v1:abc');
  expect('text' in everythingGiven({ ...easyCase(line), servedText: null }, line, 's1')).toBe(false);
});

test('a question is taken back where one is consented to', () => {
  const line = linesOf('withdrawInquiry')[0] as Edge;
  const refused = (consented: Facts['consented']) => {
    const facts = { ...easyCase(line), consented };
    return refusalBy('wasConsented', facts, reader(), everythingGiven(facts, line, 's1'))?.code;
  };
  expect([refused(['TAX']), refused([])]).toEqual([undefined, 'NO_CONSENT']);
});

describe('a decision against somebody', () => {
  const decide = (given: Partial<Facts>) =>
    standing('decide', ['everythingWeighed', 'somethingWeighed'], given, { proposing: 'NOT_FOUND' });

  test('rests on what may be weighed, item by item, as much as it may', () => {
    expect(decide({ learnt: ['DRUG_ABUSE'] })).toEqual(['TO_GIVE', 'TO_GIVE']);
    expect(decide({ learnt: [], matters: { DRUG_ABUSE: 'TO_WEIGH' } })).toEqual(['TO_GIVE', 'TO_GIVE']);
  });

  test('on nothing where nothing bears it, however it is weighed, nor on what was not asked', () => {
    expect(decide({ learnt: [] })).toEqual(['TO_GIVE', 'NOT_WEIGHED']);
    expect(decide({ learnt: [], unasked: ['DRUG_ABUSE'] })).toEqual(['TO_GIVE', 'NOT_WEIGHED']);
    expect(decide({ learnt: [], matters: { DRUG_ABUSE: 'UNANSWERED' } })).toEqual(['TO_GIVE', 'NOT_WEIGHED']);
  });
});

describe('who investigates', () => {
  const begin = (choosing: 'SELF' | 'UNIFIED', steps: Facts['steps']) =>
    standing(
      'startInvestigation',
      [choosing === 'SELF' ? 'provisoGrounded' : 'noGroundGiven'],
      { steps },
      { choosing: [choosing] },
    );

  test('is chosen with a ground where the organ departs from the ordinary way, and without one where it does not', () => {
    expect(begin('SELF', ['UNIFIED_INVESTIGATION'])).toEqual(['TO_GIVE']);
    expect(begin('SELF', [])).toEqual(['TO_GIVE']);
    expect(begin('UNIFIED', ['UNIFIED_INVESTIGATION'])).toEqual(['TO_GIVE']);
  });
});

describe('a result is served', () => {
  const notify = (issue: Facts['issue']) =>
    standing('notifyResult', ['issuedThisWay', 'receivedFirst'], { decision: 'FOUND', issue });

  test('by the way by which it is out, or into the person’s account while none is', () => {
    expect(notify(null)).toEqual(['TO_GIVE', 'TO_GIVE']);
    expect(notify(outBy('p2').issue)).toEqual(['TO_GIVE', 'TO_GIVE']);
    expect(notify({ ...outBy('p2').issue, channel: 'CERTIFIED_POST' })).toEqual(['TO_GIVE', 'TO_GIVE']);
  });

  test('to who withdrew since, if it was received before: that it can have been stands in nobody’s way', () => {
    expect(notify(outBy('p2', '2026-12-24').issue)).toEqual(['TO_GIVE', 'TO_GIVE']);
  });
});

describe('a report of another', () => {
  const look = (...subs: (string | null)[]) =>
    standing('validateReport', ['reportWaits', 'notWhoReported'], {
      waitingReports: subs.map((sub, at) => ({ id: `r${at + 1}`, sub })),
    });

  test('is looked at where one waits, and not by who sent it', () => {
    expect(look('p2')).toEqual(['MET', 'TO_GIVE']);
    expect(look(null)).toEqual(['MET', 'TO_GIVE']);
    expect(look('p1')).toEqual(['MET', 'SAME_PERSON']);
    expect(look()).toEqual(['INVALID', 'TO_GIVE']);
  });

  test('that is one’s own keeps nobody from looking at another’s that waits beside it', () => {
    expect(look('p1', 'p2')).toEqual(['MET', 'TO_GIVE']);
    expect(look('p1', 'p1')).toEqual(['MET', 'SAME_PERSON']);
  });
});

test('an upheld grievance about conduct is answered with measures, one about a result without', () => {
  for (const about of ['CONDUCT', 'RESULT', null] as const)
    expect(standing('answerGrievance', ['answerFits'], { grievance: { about, late: false } })).toEqual([
      'TO_GIVE',
    ]);
  expect(standing('answerGrievance', ['answerFits'], { grievance: null })).toEqual(['TO_GIVE']);
});

test('what came in on paper in time is given a day before any window was over, and a click none', () => {
  const [clicked, onPaper] = linesOf('provideDocument') as [Edge, Edge];
  const facts = easyCase(onPaper);
  const given = everythingGiven(facts, onPaper, null);
  expect(refusalBy('receivedInTime', facts, reader(), given)).toBeUndefined();
  expect('receivedOn' in everythingGiven(easyCase(clicked), clicked, 's1')).toBe(false);
});

test('a step says no more than its line asks of it', () => {
  const line = linesOf('giveConsent')[0] as Edge;
  expect(Object.keys(everythingGiven(easyCase(line), line, 's1')).toSorted()).toEqual([
    'ahead',
    'answers',
    'codes',
    'measures',
    'needs',
    'outcome',
    'reasons',
    'served',
    'text',
    'worksheet',
  ]);
});

test('a refusal that speaks of a request or of another stage is told by the rule’s own words, every other by its own', () => {
  expect(TOLD_BY_THE_RULE).toEqual(['INVALID', 'WRONG_STAGE']);
});
