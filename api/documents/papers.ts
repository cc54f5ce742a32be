import type { InquiryConsent } from '../../domain/checks.js';
import { isSealed } from '../../domain/corrections.js';
import { type CaseDocument, type DocumentCode, documentsOf } from '../../domain/documents.js';
import type { Role } from '../../domain/roles.js';
import { type Form, formIn, noticeNamed, type Pack } from '../../forms/packs.js';
import { documentFactsOf } from '../../store/document-facts.js';
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
}

/** The documents of an application that somebody in these roles may read. */
export async function papersOf(call: Call, summary: CaseSummary, roles: readonly Role[]): Promise<Paper[]> {
  if (summary.kind !== 'application') return [];
  const facts = await documentFactsOf(call.tx, summary);
  const { inquiryConsent, firstConsent, waivedFirst, reasonsWaived } = facts;
  const given = {
    noticeText: facts.servedText ?? '',
    noticeAt: facts.servedAt,
    inquiryConsent,
    firstConsent,
    waivedFirst,
    reasonsWaived,
  };
  return documentsOf(facts, roles).flatMap((document) => {
    if (isSealed(summary) && !KEPT.includes(document.form)) return [];
    const text = textOf(document, facts.servedText, summary.policy);
    return text ? [{ document, ...text, ...given }] : [];
  });
}

/** Of a case about the wrong person: what they were given to read, and what they complained of. */
const KEPT: readonly DocumentCode[] = ['notice', 'grievance'];

/** A notice is printed as it was served; anything else in the texts of the policy that the case froze. */
function textOf({ form }: CaseDocument, servedText: string | null, policy: string) {
  if (form === 'notice') return servedText === null ? undefined : noticeNamed(servedText);
  return formIn(form, policy);
}
