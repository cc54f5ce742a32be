import { z } from 'zod';
import { dayOf } from '../domain/calendar.js';
import { tells } from '../domain/learnt.js';
import { checkIn, checkPlan, type Item } from '../domain/checks.js';
import { Refused } from '../domain/errors.js';
import { type Begun, unfitProviso } from '../domain/proviso.js';
import { reusableUntil } from '../domain/reuse.js';
import type { Role } from '../domain/roles.js';
import type { CaseState } from '../store/case-rows.js';
import { lockCase } from '../store/case-state.js';
import { type EarlierPaper, earlierPapers } from '../store/earlier.js';
import { writeLedger } from '../store/ledger.js';
import type { StepDetails } from '../store/step.js';
import { type CaseSummary, documentOf } from '../store/views.js';
import type { Call } from './route.js';
import { CHECK_CODES } from '../policies.js';
import { policyFor, STRANGE } from './policy-fit.js';
import { type Investigation, sealInquiries } from './inquiries.js';
import { Day, Id } from './schemas.js';

const ARTICLE = 'Art. 12(7)';

/** All that is told of an earlier investigation before it is used: that it is there, until when, and whom to ask. */
export const Reusable = z.strictObject({ opinionOn: Day, until: Day, organId: Id });
/** What of it came into this case. No word on what was decided then, nor of the questionnaire, nor of family. */
export const Earlier = z.strictObject({
  organId: Id,
  opinionOn: Day,
  opinion: z.string().optional().meta({
    description: 'Only if it rests on nothing that this case’s consent leaves out; so with the reviews',
  }),
  reviews: z.array(z.strictObject({ on: Day, text: z.string() })),
  answers: z.array(z.strictObject({ code: z.enum(CHECK_CODES), on: Day, statement: z.string() })),
});
type Earlier = z.output<typeof Earlier>;

/** The choice of who investigates; where that is an earlier investigation, its words are sealed to this case first. */
export async function investigationDetails(
  { mode, inquiries = {}, ground, reasons }: z.output<typeof Investigation>,
  call: Call<unknown>,
): Promise<StepDetails> {
  await ofScheme({ mode, ground, reasons }, call);
  if (mode !== 'REUSED')
    return {
      mode,
      ...(ground === undefined ? {} : { selfGround: ground }),
      ...(await sealInquiries(inquiries, call, reasons)),
    };
  // What was asked then comes over; what is still needed is asked once that has been looked at.
  if (Object.keys(inquiries).length > 0)
    throw new Refused('INVALID', undefined, [
      { pointer: '/inquiries', message: 'none with an earlier investigation' },
    ]);
  const caseId = call.params.id ?? '';
  const state = await lockCase(call.tx, caseId, call.now);
  // Nothing to use, or not the moment for it: the table says which.
  if (!state?.application || !state.earlier) return { mode };
  const { applicationId, organId, opinionAt } = state.earlier;
  const codes = checkPlan(state.policy, state.application.inquiry_consent, state.application.stated_items);
  const papers = await earlierPapers(call.tx, caseId, codes);
  const read = await wordsOf(call, papers);
  const earlier: Earlier = { organId, opinionOn: dayOf(opinionAt), ...shownOf(read) };
  const owner = { kind: 'case', id: caseId } as const;
  const documentId = await call.parts.vault.put(call.tx, owner, 'EARLIER_INVESTIGATION', earlier, call.now);
  // The other file was read: that stands with it (law: every read names who, role, purpose, case).
  await noteOn(
    call,
    { id: applicationId, organId, subjectId: state.row.subject_id },
    'EarlierInvestigationUsed',
    {
      applicationId: caseId,
    },
  );
  return { mode, documentId, reusedFrom: applicationId, items: itemsOf(state, read) };
}

/** The items of which a source's words came over that tell something: not those beside an answer that was declined. */
function itemsOf({ policy }: CaseState, read: readonly Read[]): Item[] {
  const told = read.flatMap(({ code, finding, text }) =>
    code !== null && text !== '' && tells(finding) ? [checkIn(policy, code).item] : [],
  );
  return [...new Set(told)];
}

/** Who investigates is chosen among what the scheme of the case has, and the organ not without a ground where it need not. */
async function ofScheme(begun: Begun, call: Call<unknown>): Promise<void> {
  const { steps } = await policyFor(call);
  const { mode } = begun;
  const missing =
    (mode === 'UNIFIED' && !steps.includes('UNIFIED_INVESTIGATION')) ||
    (mode === 'REUSED' && !steps.includes('REUSE'));
  if (missing) throw new Refused('INVALID', undefined, [{ pointer: '/mode', message: STRANGE }]);
  const unfit = unfitProviso(steps, begun);
  if (unfit.length > 0) throw new Refused('INVALID', undefined, unfit);
}

interface Read extends Pick<EarlierPaper, 'action' | 'code' | 'finding'> {
  readonly on: string;
  readonly text: string;
}

async function wordsOf(call: Call<unknown>, papers: readonly EarlierPaper[]): Promise<Read[]> {
  const contents = await call.parts.vault.opened(call.tx, papers);
  return papers.map(({ action, at, code, finding }, n) => {
    const { text, statement } = (contents[n] ?? {}) as { text?: string; statement?: string };
    return { action, code, finding, on: dayOf(at.toISOString()), text: text ?? statement ?? '' };
  });
}

function shownOf(read: readonly Read[]): Pick<Earlier, 'opinion' | 'reviews' | 'answers'> {
  const opinion = read.find(({ action }) => action === 'giveOpinion')?.text;
  return {
    ...(opinion === undefined ? {} : { opinion }),
    reviews: read.flatMap(({ action, on, text }) => (action === 'resolveReview' ? [{ on, text }] : [])),
    answers: read.flatMap(({ code, on, text }) => (code === null ? [] : [{ code, on, statement: text }])),
  };
}

/** What a file shows of it: to the officer in charge, who chooses, that there is one; once used, to all what it found. */
export async function earlierIn(
  call: Call,
  summary: CaseSummary,
  roles: readonly Role[],
  state: CaseState | undefined,
): Promise<{ reusable?: z.input<typeof Reusable>; earlier?: z.input<typeof Earlier> }> {
  if (summary.kind !== 'application') return {};
  if (state?.earlier && (await tellEarlier(call, summary, roles, state))) {
    const { organId, opinionAt } = state.earlier;
    return {
      reusable: { opinionOn: dayOf(opinionAt), until: reusableUntil(state.earlier, state.periods), organId },
    };
  }
  if (summary.mode !== 'REUSED') return {};
  const documentId = await documentOf(call.tx, summary.id, 'startInvestigation');
  const owner = { kind: 'case', id: summary.id } as const;
  const sealed =
    documentId && (await call.parts.vault.get(call.tx, owner, 'EARLIER_INVESTIGATION', documentId));
  return sealed ? { earlier: Earlier.parse(sealed) } : {};
}

/** Whether this reader is told that there is one; that they were is an entry of its own. */
export async function tellEarlier(
  call: Call,
  summary: CaseSummary,
  roles: readonly Role[],
  { earlier }: CaseState,
): Promise<boolean> {
  if (!earlier || !roles.includes('AssessmentOfficerInCharge')) return false;
  await noteOn(call, summary, 'EarlierInvestigationTold', { applicationId: earlier.applicationId });
  return true;
}

function noteOn(
  call: Call<unknown>,
  { id, organId, subjectId }: Pick<CaseSummary, 'id' | 'organId' | 'subjectId'>,
  event: string,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  return writeLedger(call.tx, {
    at: call.now,
    event,
    article: ARTICLE,
    caseId: id,
    organId,
    subjectId,
    sub: call.principal.sub,
    role: 'AssessmentOfficerInCharge',
    purpose: 'ASSESSMENT',
    details,
  });
}
