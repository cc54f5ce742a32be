import type { Edge } from './edges.js';
import { askableNow, NEEDS } from './inquiries.js';
import { needsProviso, SELF_GROUNDS } from './proviso.js';
import { type Facts, isOnPaperOnly, type StepInput } from './rules.js';
import type { Served } from './service.js';
import { supplementShown } from './supplements.js';
import { type ToWeigh, treatmentsOf, type Worksheet } from './worksheet.js';

/** Askable in no case. */
const NO_QUESTION = 'NONE';

/** All that can come with a step: what is refused even so is refused by the case, or because of who acts. */
export function everythingGiven(
  {
    items,
    servedText,
    askable,
    firstDue,
    grievance,
    waitingReports,
    consented,
    supplement,
    missedSupplement,
    supplementable,
    issue,
    steps,
    ...toWeigh
  }: Pick<
    Facts,
    | 'matters'
    | 'learnt'
    | 'unasked'
    | 'items'
    | 'servedText'
    | 'askable'
    | 'firstDue'
    | 'grievance'
    | 'waitingReports'
    | 'consented'
    | 'supplement'
    | 'missedSupplement'
    | 'supplementable'
    | 'issue'
    | 'steps'
  >,
  edge: Edge,
  sub: string | null,
): StepInput {
  const { proposing: decision, choosing: [mode] = [], drifting } = edge.when ?? {};
  const shown = supplementShown({ supplement, missedSupplement });
  // Of several reports whoever looks takes one that is not theirs.
  const report = waitingReports.find((one) => one.sub !== sub) ?? waitingReports[0];
  return {
    reasons: true,
    ahead: true,
    worksheet: weighed(items, toWeigh),
    // Who inquires names a question: where none is left, whatever they name is refused.
    ...(edge.action === 'inquire'
      ? { asks: [askableNow(askable, firstDue)[0] ?? askable[0] ?? NO_QUESTION] }
      : {}),
    needs: firstOf(supplementable),
    codes: [consented[0] ?? NO_QUESTION],
    answers: shown?.asks ?? [],
    served: servedAsIssued(issue),
    outcome: 'UPHELD',
    measures: grievance?.about === 'CONDUCT',
    ...textGiven(edge, servedText, shown),
    ...(report === undefined ? {} : { report: report.id }),
    ...(decision === undefined ? {} : { decision }),
    ...(mode === undefined ? {} : { mode }),
    // Elsewhere a ground is refused as out of place.
    ...(mode !== undefined && needsProviso(steps, mode) ? { selfGround: SELF_GROUNDS[0] } : {}),
    // Long before any window was over.
    ...(isOnPaperOnly(edge) ? { receivedOn: '2025-05-16' } : {}),
    ...(drifting === undefined ? {} : { drifting }),
  };
}

/** By the way by which it is out, and as early as may be. */
function servedAsIssued(issue: Facts['issue']): Served {
  return issue === null ? { channel: 'OWN_ACCOUNT' } : { channel: issue.channel, receivedOn: '2025-05-16' };
}

/** As much weighed as may be. */
function weighed(items: Facts['items'], toWeigh: ToWeigh): Worksheet {
  return Object.fromEntries(
    items.map((item) => [item, treatmentsOf(item, toWeigh).includes('WEIGHED') ? 'WEIGHED' : 'NOT_ASKED']),
  ) as Worksheet;
}

/** A step about the supplementary consent names its text, every other one the notice's. */
function textGiven(
  { action }: Edge,
  served: string | null,
  supplement: Facts['supplement'],
): Pick<StepInput, 'text'> {
  const text = action === 'answerSupplement' ? (supplement?.text ?? null) : served;
  return text === null ? {} : { text };
}

/** One question that may be asked for; where there is none, whatever is named is refused. */
function firstOf(open: Facts['supplementable']): StepInput['needs'] & {} {
  const code = Object.keys(open)[0] ?? NO_QUESTION;
  return { [code]: open[code]?.[0] ?? NEEDS[0] };
}
