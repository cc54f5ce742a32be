import { everyLine } from '../forms/lines.js';
import { formIn } from '../forms/packs.js';
import type { StepDetails } from '../store/step.js';
import { policyFor } from './policy-fit.js';
import type { Call } from './route.js';

/** The pledge as it is read before it is signed: the text of the policy that the case froze, by its name. */
export function pledgeText(policy: string): { text: string; ja: string[]; en: string[] } {
  const { form } = formIn('pledge', policy);
  return { text: form.id, ja: everyLine(form.ja), en: everyLine(form.en) };
}

/** Where one may be signed now, by these steps. */
export function pledgeFor(policy: string, possible: readonly string[]) {
  const may = possible.includes('signPledge') || possible.includes('renewPledge');
  return may ? { pledge: pledgeText(policy) } : {};
}

/** Which text was pledged stands with the step, as which notice was read does with the consent. */
export async function pledged(_body: unknown, call: Call): Promise<StepDetails> {
  return { text: pledgeText((await policyFor(call)).version).text };
}
