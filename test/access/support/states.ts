import type { ApplicationStage, ClearanceStage } from '../../../domain/stages.js';
import { type Case, type Cases, FURTHER, INQUIRY } from './cases.js';

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
  };
  return cases.application(stage as ApplicationStage, wanted);
}
