import type { Action } from '../domain/edges.js';
import { type Facts, ownActions } from '../domain/rules.js';
import { policyOf } from '../domain/policy.js';
import type { CaseState } from '../store/case-rows.js';
import { type CaseSummary, documentOf } from '../store/views.js';
import type { View } from './case-faces.js';
import { toldReasons } from './reasons.js';
import type { Call } from './route.js';
import { servedNotice } from './served-text.js';

/** The step of the other kinds of case whose reasons its subject may read. */
const REASONED = { clearance: 'revoke', grievance: 'answerGrievance' } as const;

/** What was put to the person before the decision: theirs to read from then on. */
export async function concernsFor(call: Call, { id, kind }: CaseSummary): Promise<{ concerns?: string }> {
  if (kind === 'grievance') return {};
  const text = await reasonsOf(call, id, kind === 'application' ? 'askSubject' : 'proposeRevocation');
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
): Promise<Pick<View & { view: 'subject' }, 'reasons' | 'withheld'>> {
  if (kind === 'application') {
    const told = negative ? await toldReasons(call, id, earlier?.decidedAt) : undefined;
    return told
      ? { reasons: told.text, ...(told.withheld.length > 0 ? { withheld: [...told.withheld] } : {}) }
      : {};
  }
  const owed = stage === 'REVOKED' || stage === 'GRIEVANCE_ANSWERED';
  const text = owed ? await reasonsOf(call, id, REASONED[kind]) : undefined;
  return text === undefined ? {} : { reasons: text };
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
