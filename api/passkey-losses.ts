import type { z } from 'zod';
import { after } from '../domain/calendar.js';
import { Refused } from '../domain/errors.js';
import * as rules from '../domain/passkeys.js';
import { policyOf } from '../domain/policy.js';
import { endCode, lockEnrolment, openCode, revokePasskeys } from '../store/enrolment.js';
import * as register from '../store/passkey-losses.js';
import { policyOfCase } from '../store/policy-of-case.js';
import { lineOfSubs } from '../store/reporting-lines.js';
import { atCounter, enterAt, personAt } from './counter.js';
import { enterInCharge, inChargeOf } from './officer-in-charge.js';
import * as shapes from './passkey-shapes.js';
import { codeShown } from './passkeys.js';
import type { Call } from './route.js';

type Listed = z.input<typeof shapes.LossList>['items'][number];

/** With what the person of a case signs, for whoever works on it. */
export async function casePasskeys(
  call: Call<unknown, { caseId: string }>,
): Promise<z.input<typeof shapes.CasePasskeys>> {
  const { summary, role } = await atCounter(call, call.query.caseId);
  const { passkeys } = await personAt(call, summary);
  const code = await openCode(call.tx, summary);
  await enterAt(call, { ...summary, caseId: summary.id }, { event: 'PasskeysRead', role });
  const losses = await register.lossesOf(call.tx, summary);
  return {
    items: passkeys.map(shapes.passkeyShown),
    losses: losses.map((loss) => listed(call, loss)),
    waiting: code && code.validUntil > call.now ? codeShown(code) : null,
  };
}

const MOST_WAITING = 200;

/** What waits in an organ: to be confirmed, or looked into after an objection. Of a case that is closed to the reader nothing. */
export async function list(
  call: Call<unknown, { organId: string }>,
): Promise<z.input<typeof shapes.LossList>> {
  const { organId } = call.query;
  inChargeOf(call, organId);
  const items: Listed[] = [];
  for (const loss of await register.lossesThatWait(call.tx, organId, MOST_WAITING))
    if (await isOpen(call, loss.caseId)) items.push(listed(call, loss));
  const details = { cases: [...new Set(items.map(({ caseId }) => caseId))] };
  await enterInCharge(call, { organId, event: 'PasskeyLossesRead', article: rules.PASSKEY_ARTICLE, details });
  return { items };
}

async function isOpen(call: Call<unknown, unknown>, caseId: string): Promise<boolean> {
  try {
    await atCounter(call, caseId);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

function listed({ principal, now }: Call<unknown, unknown>, loss: register.PasskeyLoss): Listed {
  return { ...shapes.lossShown(loss, now), you: loss.reportedBy === principal.sub };
}

export async function report(call: Call<z.output<typeof shapes.LossBody>>): Promise<{ id: string }> {
  const { tx, now, body, principal } = call;
  const { caseId, ground, identityCheck } = body;
  const { summary, role } = await atCounter(call, caseId);
  const { organId, subjectId } = summary;
  await lockEnrolment(tx, summary);
  const { passkeys } = await personAt(call, summary);
  const [lastLoss] = await register.lossesOf(tx, summary);
  const standing = passkeys.some(({ revokedAt }) => revokedAt === null);
  rules.permitReporting({ standing, lastLoss }, now);
  const of = { organId, subjectId, caseId, ground, identityCheck };
  const id = await register.reportLoss(tx, of, { by: principal.sub, now });
  await enterAt(call, of, {
    event: 'PasskeyLossReported',
    role,
    details: { loss: id, ground, identityCheck },
  });
  return { id };
}

/** From now on the passkey signs nothing; and a code that is handed over counts when its person has had time to object. */
export async function confirm(call: Call): Promise<{ id: string; countsFrom: string }> {
  const { tx, now, principal } = call;
  const loss = await lossOr404(call);
  const { role, summary } = await atCounter(call, loss.caseId);
  const { subs } = await personAt(call, summary);
  const [, before] = await register.lossesOf(tx, loss);
  const by = {
    sub: principal.sub,
    line: await lineOfSubs(tx, [principal.sub]),
    inCharge: role === 'AssessmentOfficerInCharge',
    objectedBefore: before !== undefined && before.objectedAt !== null,
  };
  rules.permitConfirming(loss, by, now);
  const version = await policyOfCase(tx, loss.caseId);
  if (version === undefined) throw new Refused('NOT_FOUND');
  const countsFrom = after(now, policyOf(version).periods.PASSKEY_COOL_DOWN);
  await register.confirmLoss(tx, loss.id, { by: principal.sub, now, countsFrom });
  const passkeys = await revokePasskeys(tx, subs, { by: principal.sub, now });
  // A code that was handed over before is none of this loss.
  await endCode(tx, loss, 'VOID', now);
  const details = { loss: loss.id, ground: loss.ground, passkeys, countsFrom };
  await enterAt(call, loss, { event: 'PasskeyRevoked', role, details });
  return { id: loss.id, countsFrom };
}

/** By whose passkey it is said to be: it is stopped, and the officer in charge looks into it. */
export async function object(call: Call): Promise<{ id: string }> {
  const { tx, now, principal } = call;
  const loss = await lossOr404(call);
  const own = principal.grants.some(
    ({ role, subjectId, organId }) =>
      role === 'Subject' && subjectId === loss.subjectId && (organId ?? loss.organId) === loss.organId,
  );
  if (!own) throw new Refused('NOT_FOUND');
  rules.permitObjecting(loss, now);
  await register.objectToLoss(tx, loss.id, { by: principal.sub, now });
  await endCode(tx, loss, 'VOID', now);
  await enterAt(call, loss, { event: 'PasskeyLossObjected', role: 'Subject', details: { loss: loss.id } });
  return { id: loss.id };
}

/** As it stands while nothing else of its person is changed. @throws Refused NOT_FOUND */
async function lossOr404({ tx, params }: Call): Promise<register.PasskeyLoss> {
  const id = params.id ?? '';
  const found = await register.lossOf(tx, id);
  if (!found) throw new Refused('NOT_FOUND');
  await lockEnrolment(tx, found);
  return (await register.lossOf(tx, id)) ?? found;
}
