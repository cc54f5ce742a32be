import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { formIn, PACKS } from '../../forms/packs.js';
import type { FormCode } from '../../forms/spec.js';
import type { StepDetails } from '../../store/step.js';
import { printed } from '../forms/printed.js';
import { bodyOf } from './support/bodies.js';
import type { Case, Cases } from './support/cases.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';

/** What a person signs is the text that lay before them: its name stands with the step, and it is what is printed. */
let house: House;
let of: Originals;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  of = new Originals(house);
  cases = of.cases;
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

type Signing = 'giveConsent' | 'refuseConsent' | 'withdrawConsent' | 'withdrawInquiry';
const STEPS: readonly (readonly [
  Signing,
  string,
  'AWAITING_CONSENT' | 'INVESTIGATION',
  readonly FormCode[],
])[] = [
  ['giveConsent', 'consent', 'AWAITING_CONSENT', ['consent', 'inquiry-consent']],
  ['refuseConsent', 'refusal', 'AWAITING_CONSENT', ['refusal']],
  ['withdrawConsent', 'withdrawal', 'INVESTIGATION', ['withdrawal']],
  ['withdrawInquiry', 'inquiry-withdrawal', 'INVESTIGATION', ['inquiry-withdrawal']],
];

async function stepOf(made: Case, action: Signing | 'fileGrievance') {
  const rows = house.register.selectFrom('commands').select(['details', 'command_id']);
  return rows.where('case_id', '=', made.id).where('action', '=', action).executeTakeFirstOrThrow();
}
const policyOfCase = async ({ id }: Case) =>
  (
    await house.register
      .selectFrom('cases')
      .select('policy_version')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).policy_version;
const namesOf = async (made: Case, forms: readonly FormCode[]) => {
  const policy = await policyOfCase(made);
  return forms.map((code) => formIn(code, policy).form.id);
};
async function print(made: Case, form: string): Promise<string> {
  const authorization = `Bearer ${await house.token('subject')}`;
  const response = await fetch(`${house.url}/applications/${made.id}/documents/${form}?lang=ja`, {
    headers: { authorization },
  });
  expect([form, response.status]).toEqual([form, 200]);
  return printed(Buffer.from(await response.arrayBuffer())).text.replace(/\s/g, '');
}

describe('which text was signed stands with the step, and on the ledger', () => {
  test.each(STEPS)('%s, signed in', async (action, path, stage, forms) => {
    const made = await cases.application(stage);
    const body = bodyOf(action, await cases.version(made.id));
    expect(verdict(await house.post('subject', `/applications/${made.id}/${path}`, body))).toBe('201');
    const { details, command_id } = await stepOf(made, action);
    const names = await namesOf(made, forms);
    expect(details.forms).toEqual(names);
    const entry = await house.register
      .selectFrom('ledger')
      .select('details')
      .where('case_id', '=', made.id)
      .where('command_id', '=', command_id)
      .executeTakeFirstOrThrow();
    expect(entry.details).toMatchObject({ forms: names });
  });

  test('fileGrievance, signed in', async () => {
    const made = await cases.application('CLOSED');
    const body = bodyOf('fileGrievance', await cases.version(made.id));
    expect(verdict(await house.post('subject', `/applications/${made.id}/grievances`, body))).toBe('201');
    const { details } = await stepOf(made, 'fileGrievance');
    expect(details.forms).toEqual(await namesOf(made, ['grievance']));
  });

  test.each(STEPS)('%s, on paper', async (action, _path, stage, forms) => {
    const made = await cases.application(stage);
    const keyed = await of.key(made, action, 'officer');
    expect(verdict(keyed)).toBe('201');
    await of.confirm(keyed.body.id, 'officerUnassigned');
    const { details } = await stepOf(made, action);
    expect(details).toMatchObject({ forms: await namesOf(made, forms), original: { id: keyed.body.id } });
  });
});

describe('what is printed of it later', () => {
  const ALONE = '照会についての同意の取下書';
  const withdrawn = async (details: StepDetails) => {
    const made = await cases.application('INVESTIGATION');
    await cases.step(made.id, 'withdrawConsent', 'subject', details);
    return print(made, 'withdrawal');
  };

  test('is the very text that was signed, whatever the policy of the case has now', async () => {
    const { id } = PACKS[0].forms.withdrawal;
    expect(await withdrawn({ forms: [id] })).not.toContain(ALONE);
    expect(await withdrawn({ forms: [id] })).toContain(id.slice(0, 20));
  });

  test('is that of the policy, where a step of a release before named none or no pack has it any more', async () => {
    expect(await withdrawn({})).toContain(ALONE);
    expect(await withdrawn({ forms: ['withdrawal-1999-01-01@0000000000000000'] })).toContain(ALONE);
  });

  test('is of a pledge the text that was pledged', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    const other = PACKS.find(({ policy }) => policy.scheme === 'sds')?.forms.pledge;
    await cases.step(made.id, 'signPledge', 'subject', { text: other?.id ?? '' });
    expect(await print(made, 'pledge')).toContain('特定秘密');
  });
});
