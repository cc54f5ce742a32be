import { inquiryFacts } from '../domain/inquiries.js';
import type { Policy } from '../domain/policy.js';
import type { Facts } from '../domain/rules.js';
import type { ApplicationRow, CaseRow } from './case-rows.js';

/** What others may be asked, and what comes before it: nothing at all until the person has consented. */
export function inquiriesOf(
  policy: Policy,
  { stage }: CaseRow,
  application: ApplicationRow | undefined,
  checks: { readonly asked: Facts['askable']; readonly open: Facts['askable'] },
): Pick<Facts, 'askable' | 'firstDue'> {
  if (!application?.consented_at) return { askable: [], firstDue: [] };
  const { inquiry_consent: consent, stated_items: stated } = application;
  return inquiryFacts(policy, stage, { consent, stated, ...checks });
}
