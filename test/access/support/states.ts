import type { ApplicationStage, ClearanceStage } from '../../../domain/stages.js';
import { randomUUID } from 'node:crypto';
import type { ServiceChannel } from '../../../domain/service.js';
import { formIn } from '../../../forms/packs.js';
import { RESULT_ISSUED } from '../../../forms/spec.js';
import { readCase } from '../../../store/case-state.js';
import { readNow } from '../../../store/clock.js';
import { transition } from '../../../store/transition.js';
import { actorOf } from './actors.js';
import { type Case, type Cases, FURTHER, INQUIRY } from './cases.js';
import type { Wanted } from './case-steps.js';

/** A case in the state an expectation names: a stage, or a stage with what led to it. */
export async function inState(cases: Cases, kind: Case['kind'], state: string): Promise<Case> {
  const [stage, ...notes] = state.split(' ');
  if (kind === 'grievance') {
    const grievance = await cases.grievance();
    if (stage === 'GRIEVANCE_ANSWERED')
      await cases.step(grievance.id, 'answerGrievance', 'grievance', {
        reason: 'TEST',
        outcome: 'NOT_UPHELD',
      });
    return grievance;
  }
  if (stage === 'RENEWAL') return cases.renewal();
  if (stage === 'REINSTATED') return cases.reinstated();
  if (stage === 'REPORTED') return cases.reported();
  if (stage === 'REPORTED_AND_ENDED') return cases.reportedAndEnded();
  if (stage === 'REFUSED_DOUBT') return cases.refusedDoubt();
  if (stage === 'TO_BE_REVOKED') return cases.revocationProposed(await cases.refusedDoubt());
  if (stage === 'HEARD_ON_REVOCATION') return cases.heardOnRevocation(await cases.refusedDoubt());
  if (stage === 'ISSUED') return issued(cases);
  if (stage === 'MISTAKE_PROPOSED') return cases.mistakeProposed();
  if (stage === 'NOTICE_VOID_PROPOSED') return cases.noticeVoidProposed();
  if (stage === 'DOUBT_VOID_PROPOSED') return cases.doubtVoidProposed();
  if (notes.includes('SUPPLEMENT')) return cases.supplement(await inState(cases, kind, stage ?? ''));
  if (notes.includes('HELD')) return cases.held(await inState(cases, kind, stage ?? ''));
  if (kind === 'clearance') return cases.clearance(stage as ClearanceStage);
  const more = { inquiries: { [INQUIRY]: true, [FURTHER]: true }, asks: [INQUIRY] };
  const wanted = {
    ...(notes.includes('SELF') ? { mode: 'SELF' as const } : {}),
    ...(notes.includes('MORE') ? more : {}),
    ...(notes.includes('WAIVED') ? { reasonsWaived: true } : {}),
  };
  return cases.application(stage as ApplicationStage, wanted);
}

/** Decided, and its notice on its way; now, or since then. */
export async function issued(
  cases: Cases,
  channel: ServiceChannel = 'CERTIFIED_POST',
  wanted: Wanted = {},
): Promise<Case> {
  const made = await cases.application('DECIDED', wanted);
  await sendOut(cases, made, channel);
  return made;
}

export async function sendOut(
  { house }: Cases,
  { id }: Case,
  channel: ServiceChannel,
  at?: string,
): Promise<void> {
  await house.register.transaction().execute(async (tx) => {
    const now = at ?? (await readNow(tx));
    const state = await readCase(tx, id, now);
    if (!state) throw new Error('no such case');
    const waived = state.facts.reasonsWaived;
    const details = { text: formIn(RESULT_ISSUED, state.policy.version).form.id, issue: { channel, waived } };
    const actor = await actorOf(tx, 'officer');
    const step = { caseId: id, action: 'issueResult' as const, actor, commandId: randomUUID(), details };
    await transition(tx, { ...step, seen: state.row.seq }, now);
  });
}
