import { Refused } from '../../domain/errors.js';
import { schemeOf } from '../../domain/policy.js';
import type { CaseKind } from '../../domain/stages.js';
import { kindOf } from '../../store/console-reads.js';
import { handlingRight } from '../../store/handling-right.js';
import type { FileExplained, OwnExplained } from '../../web/explanation-data.js';
import { caseOr404 } from '../case-views.js';
import { Explanation } from '../explanation-shape.js';
import type { Call } from '../route.js';
import { viaRoute } from './via-route.js';

const EXPLAIN: Readonly<Record<CaseKind, string>> = {
  application: 'explainApplication',
  clearance: 'explainClearance',
  grievance: 'explainGrievance',
};

/** A case explained as its reader may be told, by the very handler the API serves it with. @throws Refused NOT_FOUND */
export async function readExplanation(call: Call): Promise<FileExplained | OwnExplained> {
  const kind = await kindOf(call.tx, call.params.id ?? '');
  if (!kind) throw new Refused('NOT_FOUND');
  const told = Explanation.parse(await viaRoute(EXPLAIN[kind], call));
  if (told.view === 'file' || kind !== 'clearance') return told;
  // As on the case's own page: who may handle has pledged, and would only be puzzled to be told that they may again.
  const { subjectId, organId, policy } = await caseOr404(call, kind);
  const asked = { subjectId, organId, scheme: schemeOf(policy) };
  const { canHandle } = await handlingRight(call.tx, asked, call.now);
  return { ...told, next: told.next.filter(({ action }) => !(canHandle && action === 'renewPledge')) };
}
