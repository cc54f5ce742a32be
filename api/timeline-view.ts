import type { z } from 'zod';
import { isClosedTo } from '../domain/access.js';
import { isSealed } from '../domain/corrections.js';
import { stepsTold, subjectSees } from '../domain/outward.js';
import type { CaseKind } from '../domain/stages.js';
import { timelineOf } from '../store/views.js';
import type { TimelineView } from './case-faces.js';
import { caseOr404, closedIn, noteFileRead, rolesIn, worksOn } from './case-views.js';
import type { Call } from './route.js';

export async function timelineView(call: Call, kind: CaseKind): Promise<z.input<typeof TimelineView>> {
  const summary = await caseOr404(call, kind);
  const roles = await rolesIn(call, summary);
  const own = roles.includes('Subject');
  if (!own && !worksOn(roles)) throw await closedIn(call, summary);
  await noteFileRead(call, summary, roles);
  const entries = stepsTold(summary.stage, await timelineOf(call.tx, summary.id));
  // That somebody filed a grievance is kept from those it may be about, as its words are; a hold is its officers' alone.
  const kept = [
    ...(roles.includes('GrievanceOfficer') ? [] : ['GrievanceReceived']),
    ...(roles.includes('AssessmentOfficerInCharge') ? [] : ['HoldPlaced', 'HoldLifted', 'HoldReviewDue']),
  ];
  const told = entries.filter((entry) => !kept.includes(entry.event));
  const detailOf = ({ detail }: (typeof entries)[number]) =>
    isSealed(summary) || isClosedTo(roles, summary) ? {} : { ...detail };
  if (!own) return { entries: told.map((entry) => ({ ...entry, detail: detailOf(entry) })) };
  return {
    entries: entries
      .filter((entry) => subjectSees(entry.event))
      .map((entry) => ({ ...entry, to: null, detail: toldOf(entry.detail) })),
  };
}

const TOLD_THEM: readonly string[] = ['interviewAt', 'outageFrom', 'outageTo', 'days', 'original'];

/**
 * Of a step's details its subject is told three things: when they are asked to come, for which outage they have more time,
 * and who acted for them on paper.
 */
function toldOf(detail: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(detail).filter(([name]) => TOLD_THEM.includes(name)));
}
