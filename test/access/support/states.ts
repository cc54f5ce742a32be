import type { ApplicationStage, ClearanceStage } from '../../../domain/stages.js';
import type { Case, Cases } from './cases.js';

/** A case in the state an expectation names: a stage, or a stage with what led to it. */
export async function inState(cases: Cases, kind: Case['kind'], state: string): Promise<Case> {
  const [stage, note] = state.split(' ');
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
  if (stage === 'REFUSED_DOUBT') return cases.refusedDoubt();
  if (kind === 'clearance') return cases.clearance(stage as ClearanceStage);
  return cases.application(stage as ApplicationStage, note === 'SELF' ? { mode: 'SELF' } : {});
}
