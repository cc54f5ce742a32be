import { Refused } from '../domain/errors.js';
import type { CaseKind } from '../domain/stages.js';
import { readCase } from '../store/case-state.js';
import { isScreener } from '../store/involved.js';
import { grantsOf, isConflicted } from '../store/principals.js';
import { caseOr404 } from './case-views.js';
import type { Call } from './route.js';

/** A case officer of the same organ who is not the subject and has no tie to them. @throws Refused INVALID */
export async function namedOfficer(kind: CaseKind, caseOfficer: string, call: Call) {
  const found = await caseOr404(call, kind);
  const grants = await grantsOf(call.tx, caseOfficer);
  const officer = grants.some((g) => g.role === 'CaseOfficer' && g.organId === found.organId);
  const isSubject = grants.some((g) => g.role === 'Subject' && g.subjectId === found.subjectId);
  const tied = await isConflicted(call.tx, caseOfficer, found.subjectId);
  // Who was shown words that nobody on the case may read has no other part in it.
  const screened = await isScreener(call.tx, caseOfficer, found.id);
  // Nor who answered a grievance about it, or decided it before that reopened it: refused as a tie is, since whoever names
  // an officer is told of no grievance.
  const state = await readCase(call.tx, found.id, call.now);
  const { decidedBefore = [], answeredGrievances = [] } = state?.facts ?? {};
  const judged = [...decidedBefore, ...answeredGrievances].includes(caseOfficer);
  if (!officer || isSubject || tied || screened || judged)
    throw new Refused('INVALID', undefined, [
      { pointer: '/caseOfficer', message: 'not a case officer who may take this case' },
    ]);
  return { caseOfficer };
}
