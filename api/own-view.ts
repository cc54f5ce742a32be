import type { Action } from '../domain/edges.js';
import { type Facts, ownActions } from '../domain/rules.js';
import { policyOf } from '../domain/policy.js';
import type { Told } from '../domain/reasons.js';
import type { CaseState } from '../store/case-rows.js';
import { type CaseSummary, documentOf } from '../store/views.js';
import type { View } from './case-faces.js';
import { toldReasons } from './reasons.js';
import type { Call } from './route.js';
import { servedNotice } from './served-text.js';

type Own = View & { view: 'subject' };

/** What was put to the person before the decision: theirs to read from then on. */
export async function concernsFor(
  call: Call,
  { id, kind }: CaseSummary,
): Promise<Pick<Own, 'concerns' | 'concernsWithheld'>> {
  if (kind === 'grievance') return {};
  if (kind === 'clearance') {
    const told = await toldReasons(call, id, { by: 'proposeRevocation' });
    return told ? { concerns: told.text, ...someOf('concernsWithheld', told) } : {};
  }
  const text = await reasonsOf(call, id, 'askSubject');
  return text === undefined ? {} : { concerns: text };
}

/** Which document the person was asked for last, and why: theirs to read while it is awaited. */
export async function requestedFor(call: Call, { id, stage }: CaseSummary): Promise<{ requested?: string }> {
  if (stage !== 'DOCUMENT_REQUESTED') return {};
  const text = await reasonsOf(call, id, 'requestDocument');
  return text === undefined ? {} : { requested: text };
}

/** What they may do. */
export function ownSteps(state: CaseState | undefined): Action[] {
  return state ? ownActions(state.facts) : [];
}

/** Of a withdrawal whose notice may have come first: that it came, and what it waits for. */
export function withdrawalFor({ issue }: Facts): { withdrawalReceivedOn?: string } {
  return issue?.withdrawnOn == null ? {} : { withdrawalReceivedOn: issue.withdrawnOn };
}

/** The reasons the person is owed: of a negative result unless waived, of a revocation, and a grievance's answer. */
export async function reasonsFor(
  call: Call,
  { id, kind, stage, earlier }: CaseSummary,
  negative: boolean,
): Promise<Pick<Own, 'reasons' | 'withheld'>> {
  if (kind === 'grievance') {
    const text = stage === 'GRIEVANCE_ANSWERED' ? await reasonsOf(call, id, 'answerGrievance') : undefined;
    return text === undefined ? {} : { reasons: text };
  }
  const owed = kind === 'clearance' ? stage === 'REVOKED' : negative;
  const of = kind === 'clearance' ? { by: 'revoke' as const } : { until: earlier?.decidedAt };
  const told = owed ? await toldReasons(call, id, of) : undefined;
  return told ? { reasons: told.text, ...someOf('withheld', told) } : {};
}

/** Where nothing is withheld nothing is said of it. */
function someOf<N extends string>(
  name: N,
  { withheld }: Told,
): Partial<Record<N, Told['withheld'][number][]>> {
  return withheld.length > 0 ? ({ [name]: [...withheld] } as Record<N, Told['withheld'][number][]>) : {};
}

async function reasonsOf(call: Call, id: string, action: Action): Promise<string | undefined> {
  const documentId = await documentOf(call.tx, id, action);
  if (!documentId) return undefined;
  const document = await call.parts.vault.get(call.tx, { kind: 'case', id }, 'REASONS', documentId);
  return (document as { text?: string } | undefined)?.text ?? '';
}

export function noticeFor(served: string, policy: string) {
  const notice = servedNotice(served);
  const questions = policyOf(policy).checks.map(({ code, item, source, question }) => ({
    code,
    item,
    source,
    question: { ja: question.ja, en: question.en },
  }));
  // A newer text does not void what was served: that is what is shown, as long as its pack is kept.
  return notice ? { notice: { text: served, ...notice }, questions } : { questions };
}
