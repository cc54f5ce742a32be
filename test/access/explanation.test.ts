import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CONCERNS } from './support/concerns.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, memberOf } from './support/cast.js';
import { type House, openHouse } from './support/house.js';
import { inState } from './support/states.js';

/** Pairs of cases that differ in one thing only: whoever may not know of it is told the same of both, byte for byte. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const read = (account: Account, { kind, id }: Case) => house.get(account, `/${kind}s/${id}/explanation`);

/** What an account is told of a case, without what makes each case another one: ids and dates. */
async function toldTo(account: Account, of: Case): Promise<string> {
  const { status, text } = await read(account, of);
  return `${status} ${text}`
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'AT')
    .replaceAll(/"reference":"[^"]*"/g, 'REFERENCE');
}

interface Pair {
  readonly what: string;
  /** Who may not know, and who may: to these the two are not the same, or the pair would prove nothing. */
  readonly keptFrom: readonly Account[];
  readonly knownTo: readonly Account[];
  readonly made: () => Promise<readonly [Case, Case]>;
}
const INSIDE = ['officer', 'inCharge', 'adjudicator', 'investigator'] as const;
const OUTSIDE = ['manager', 'information', 'auditor', 'operator', 'officerElsewhere', 'officerTied'] as const;

const PAIRS: readonly Pair[] = [
  {
    what: 'a grievance about a case that is being worked on',
    keptFrom: [...INSIDE, ...OUTSIDE],
    knownTo: ['subject', 'grievance'],
    made: async () => {
      const pair = [
        await cases.application('ADJUDICATION'),
        await cases.application('ADJUDICATION'),
      ] as const;
      await cases.grievance(pair[1]);
      return pair;
    },
  },
  {
    what: 'an open grievance that holds an ended file',
    keptFrom: [...INSIDE, ...OUTSIDE],
    knownTo: ['subject', 'grievance'],
    made: async () => {
      const pair = [await cases.application('CLOSED'), await cases.application('CLOSED')] as const;
      await cases.grievance(pair[1]);
      return pair;
    },
  },
  {
    what: 'a tie that a colleague declared',
    keptFrom: [...INSIDE, ...OUTSIDE, 'subject'],
    knownTo: ['adjudicatorOnceSubject'],
    made: async () => {
      const pair = [
        await cases.application('HUMAN_REVIEW'),
        await cases.application('HUMAN_REVIEW'),
      ] as const;
      await cases.step(pair[1].id, 'declareConflict', 'adjudicatorOnceSubject', {
        ...tie('adjudicatorOnceSubject'),
      });
      return pair;
    },
  },
  {
    what: 'an answer somebody forged, late',
    keptFrom: [...OUTSIDE, 'subject'],
    knownTo: ['adjudicator', 'officer'],
    made: async () => {
      const pair = [
        await cases.application('ADJUDICATION'),
        await cases.application('ADJUDICATION'),
      ] as const;
      const forged = house.register.updateTable('checks').set({ forgery_at: new Date().toISOString() });
      await forged.where('case_id', '=', pair[1].id).execute();
      return pair;
    },
  },
  {
    what: 'a negative decision that waits for its second reader',
    keptFrom: [...OUTSIDE, 'subject'],
    knownTo: ['adjudicator', 'officer'],
    made: async () => {
      const heard = await cases.application('ADJUDICATION');
      await cases.step(heard.id, 'askSubject', 'adjudicator', CONCERNS);
      await cases.step(heard.id, 'answerConcerns', 'subject');
      return [heard, await cases.application('SECOND_READING')];
    },
  },
  {
    what: 'that the reassessment of a suspended clearance was refused',
    keptFrom: ['officer', 'manager', 'information'],
    knownTo: ['adjudicator', 'inCharge'],
    made: async () => [await cases.clearance('SUSPENDED'), await cases.refusedDoubt()],
  },
];
const tie = (account: Account) => ({ caseOfficer: memberOf(account).sub, reason: 'TEST' });

describe.each(PAIRS)('$what', ({ keptFrom, knownTo, made }) => {
  let pair: readonly [Case, Case];
  beforeAll(async () => {
    pair = await made();
  }, 60_000);

  test.each(keptFrom)('is kept from %s: both are explained alike', async (account) => {
    const [bare, secret] = await Promise.all(pair.map((one) => toldTo(account, one)));
    expect(secret).toBe(bare);
  });

  test.each(knownTo)('is told to %s', async (account) => {
    const [bare, secret] = await Promise.all(pair.map((one) => toldTo(account, one)));
    expect(secret).not.toBe(bare);
  });
});

describe('an explanation', () => {
  test.each([
    ['application', 'AWAITING_CONSENT'],
    ['application', 'AWAITING_OPINION SUPPLEMENT'],
    ['application', 'ADJUDICATION'],
    ['clearance', 'TO_BE_REVOKED'],
  ] as const)('says whose turn it is as the %s itself does, in %s', async (kind, state) => {
    const made = await inState(cases, kind, state);
    const turns = async (account: Account, name: 'turn' | 'yourTurn') => [
      (await house.get(account, `/${kind}s/${made.id}`)).body[name],
      (await read(account, made)).body[name],
    ];
    for (const [shown, explained] of [await turns('subject', 'yourTurn'), await turns('inCharge', 'turn')])
      expect([state, explained]).toEqual([state, shown]);
  });

  test('says of sign-ins only which steps were the reader’s own', async () => {
    const it = await cases.application('OPINION_RECEIVED');
    for (const account of [...INSIDE, 'subject'] as const) {
      const { text, body } = await read(account, it);
      for (const other of ACCOUNTS)
        expect([account, text.includes(memberOf(other).sub)]).toEqual([account, false]);
      const own = body.steps.filter(({ you }: { you: boolean }) => you);
      expect([account, own.length > 0]).toEqual([account, true]);
      for (const { role } of own) expect(ROLE_OF[account]).toBe(role);
    }
  });
  const ROLE_OF: Partial<Record<Account, string>> = {
    officer: 'CaseOfficer',
    inCharge: 'AssessmentOfficerInCharge',
    adjudicator: 'Adjudicator',
    investigator: 'CabinetInvestigator',
    subject: 'Subject',
  };

  test.each(['AWAITING_CONSENT', 'HUMAN_REVIEW', 'ADJUDICATION', 'DECIDED', 'CLEARED'] as const)(
    'offers in %s what the case itself offers, and tells every other step why not',
    async (stage) => {
      const it = await cases.application(stage);
      for (const account of [...INSIDE, 'subject'] as const) {
        const view = await house.get(account, `/applications/${it.id}`);
        // Before the Cabinet Office is asked, there is no such case to it.
        if (view.status === 404) continue;
        const { body } = await read(account, it);
        const offered = body.next
          .filter((one: Told) =>
            account === 'subject' ? one.state === 'YOURS' : one.yours && one.conditions,
          )
          .map((one: Told) => one.action);
        expect([account, new Set(offered)]).toEqual([account, new Set(view.body.possible)]);
      }
    },
    60_000,
  );
  interface Told {
    readonly action: string;
    readonly state: string;
    readonly yours?: boolean;
    readonly conditions?: unknown;
  }

  test('names the clock, what it does, and the row of the policy it runs by', async () => {
    const it = await cases.application('AWAITING_CONSENT');
    const told = { kind: 'CONSENT_WINDOW', action: 'markConsentOverdue', period: 'P30D', mark: 'policy' };
    const { body } = await read('subject', it);
    expect(body.clocks).toMatchObject([told]);
    const kinds = (await read('officer', it)).body.clocks.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(['CONSENT_REMINDER', 'CONSENT_WINDOW']);
    const { body: held } = await read('subject', await cases.clearance('ACTIVE'));
    expect(held.lastValidDay).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(held.clocks).toMatchObject([{ kind: 'EXPIRY', period: 'P10Y', mark: 'law' }]);
  });

  test('that is read leaves one entry, which says that it was one', async () => {
    const it = await cases.application('INVESTIGATION');
    await read('inCharge', it);
    const entries = await house.register
      .selectFrom('ledger')
      .select(['sub', 'role', 'purpose', 'details'])
      .where('case_id', '=', it.id)
      .where('event', '=', 'FileRead')
      .execute();
    expect(entries).toEqual([
      {
        sub: memberOf('inCharge').sub,
        role: 'AssessmentOfficerInCharge',
        purpose: 'ASSESSMENT',
        details: { document: 'explanation' },
      },
    ]);
  });
});
