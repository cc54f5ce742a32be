import type { InquiryConsent } from '../../domain/checks.js';
import { isClosedTo } from '../../domain/access.js';
import { isSealed } from '../../domain/corrections.js';
import {
  type CaseDocument,
  type DocumentCode,
  type DocumentFacts,
  documentsOf,
} from '../../domain/documents.js';
import type { Action } from '../../domain/edges.js';
import type { Role } from '../../domain/roles.js';
import { type Form, formIn, formNamed, noticeNamed, type Pack, resultEndedIn } from '../../forms/packs.js';
import { REASONS_ISSUED, RESULT_ISSUED } from '../../forms/spec.js';
import { documentFactsOf } from '../../store/document-facts.js';
import { signedIn, type SignedStep } from '../../store/signed-forms.js';
import type { Issued, Issues } from '../../store/issues.js';
import { rightEndedOn } from '../../store/result-ended.js';
import type { CaseSummary } from '../../store/views.js';
import type { Call } from '../route.js';

/** A document of a case, and the very text it is set in. */
export interface Paper {
  readonly document: CaseDocument;
  readonly pack: Pack;
  readonly form: Form;
  /** The notice that everything after it answers. */
  readonly noticeText: string;
  readonly noticeAt: string | null;
  readonly inquiryConsent: InquiryConsent;
  readonly firstConsent: InquiryConsent;
  readonly waivedFirst: boolean;
  readonly reasonsWaived: boolean;
  /** It went out before it was received: it is printed as it was then. */
  readonly issued: Issued | null;
  /** Of a withdrawal: that the result had been received before, or the paper by which it was found to have come in time. */
  readonly withdrawal: Pick<Issues, 'withdrawnTooLate' | 'found'>;
  /** Of a negative result: the day on which the right that its person had has ended. */
  readonly endedOn: string | null;
}

/** The documents of an application that somebody in these roles may read. */
export async function papersOf(call: Call, summary: CaseSummary, roles: readonly Role[]): Promise<Paper[]> {
  if (summary.kind !== 'application') return [];
  const facts = await documentFactsOf(call.tx, summary, call.now);
  const { inquiryConsent, firstConsent, waivedFirst, reasonsWaived } = facts;
  const given = {
    noticeText: facts.servedText ?? '',
    noticeAt: facts.servedAt,
    inquiryConsent,
    firstConsent,
    waivedFirst,
    reasonsWaived,
    withdrawal: facts.issues,
  };
  const steps = await signedIn(
    call.tx,
    summary.id,
    facts.renewedPledges.flatMap(({ id, at }) => (at === null ? [] : [id])),
  );
  const papers: Paper[] = [];
  for (const document of documentsOf(facts, roles)) {
    if (isSealed(summary) && !KEPT.includes(document.form)) continue;
    if (isClosedTo(roles, summary) && GATHERED.includes(document.form)) continue;
    const issued = issuedAs(document, facts);
    const asked = document.form === 'result-notice' && issued === null;
    const endedOn = asked ? await endedBy(call, summary, document, facts) : null;
    const text =
      issued === null
        ? (signedText(document, steps, summary.policy) ??
          textOf(document, facts.servedText, summary.policy, endedOn))
        : issuedIn(document, summary.policy, issued);
    const set = issued === null ? document : { ...document, at: wentOutAt(document, issued) };
    if (text) papers.push({ document: set, ...text, ...given, endedOn, issued });
  }
  return papers;
}

/** By which step a form is signed. One of which there may be several has that step's number. */
const SIGNED_BY: Partial<Record<DocumentCode, readonly Action[]>> = {
  consent: ['giveConsent'],
  'inquiry-consent': ['giveConsent'],
  refusal: ['refuseConsent'],
  withdrawal: ['withdrawConsent'],
  'inquiry-withdrawal': ['withdrawInquiry'],
  pledge: ['signPledge', 'renewPledge'],
};

/** What was signed stays in the very text that was signed, as long as a pack has it; law and questions are the case's own. */
function signedText({ form, at, of }: CaseDocument, steps: readonly SignedStep[], policy: string) {
  const by = SIGNED_BY[form];
  if (form === 'notice' || at === null || !by) return undefined;
  const signed = steps.findLast(({ id, action }) =>
    of === null ? action === by[0] : id === of && by.some((one) => one === action),
  );
  for (const name of signed?.forms ?? []) {
    const found = formNamed(form, name);
    if (found) return { ...formIn(form, policy), form: found.form };
  }
  return undefined;
}

/** The notice as which this paper went out: the one that is out, or one by whose receipt the result was told. */
function issuedAs({ form, at }: CaseDocument, { issues }: { readonly issues: Issues }): Issued | null {
  if (at === null || (form !== 'result-notice' && form !== 'reasons')) return null;
  return issues.received.get(at) ?? (issues.out?.at === at ? issues.out : null);
}

/** Reasons go with the notice; wanted after it went out, they follow it, and bear their own day. */
function wentOutAt({ form }: CaseDocument, { at, wantedAt }: Issued): string {
  return form === 'reasons' ? (wantedAt ?? at) : at;
}

/** In the very text it went out in, as long as a pack has it. */
function issuedIn({ form }: CaseDocument, policy: string, { text }: Issued) {
  if (form === 'reasons') return formIn(REASONS_ISSUED, policy);
  return (text === null ? undefined : formNamed(RESULT_ISSUED, text)) ?? formIn(RESULT_ISSUED, policy);
}

/** The day on which the person's right ended, of a negative result of a renewal or a reassessment. */
async function endedBy(
  { tx }: Call,
  { id, decision }: CaseSummary,
  { of, at }: CaseDocument,
  { earlier }: DocumentFacts,
): Promise<string | null> {
  const told = of === null ? decision : earlier.find((one) => one.id === of)?.decision;
  return told === 'NOT_FOUND' && at !== null ? rightEndedOn(tx, id, at) : null;
}

/** Of a case about the wrong person: what they were given to read, and what they complained of. */
const KEPT: readonly DocumentCode[] = ['notice', 'grievance'];
/** What was gathered under a consent, and is nobody's business when that ended without a result. */
const GATHERED: readonly DocumentCode[] = [
  'questionnaire',
  'interview-record',
  'statement',
  'superior-form',
  'inquiry',
  'supplementary-consent',
  'reasons',
];

/** A notice is printed as it was served; anything else in the texts of the policy that the case froze. */
function textOf({ form }: CaseDocument, servedText: string | null, policy: string, endedOn: string | null) {
  if (form === 'notice') return servedText === null ? undefined : noticeNamed(servedText);
  return endedOn === null ? formIn(form, policy) : resultEndedIn(policy);
}
