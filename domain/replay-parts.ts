import type { Evidence, PacketStep } from './decision-packet.js';
import { type Action, type Edge, EDGES } from './edges.js';
import { Refused } from './errors.js';
import { policyNamed } from './policy.js';
import { type Facts, permit, type StepInput } from './rules.js';
import type { CaseKind } from './stages.js';

/** One question asked of a packet. `fault`: in a plain sentence, what does not hold. */
export interface Answered {
  readonly asked: string;
  readonly fault?: string;
}

/** The line of the table, on the case as it stood before the step. */
export function permitted(step: PacketStep, given: Facts, input: StepInput): Answered {
  const asked = `${step.action} by ${step.role}, under ${step.article}`;
  const reasons = step.documents.some(({ docClass }) => docClass === 'REASONS');
  try {
    const acting = { roles: [step.role], sub: step.sub, inPlaceOf: step.standIn?.adjudicator ?? null };
    const facts: Facts = { ...given, stage: step.from };
    const { edge } = permit(step.action as Action, facts, acting, { reasons, ...input });
    const leadsTo = edge.to === 'SAME' ? step.from : edge.to;
    if (leadsTo !== step.to) return { asked, fault: `The table leads to ${leadsTo}, not to ${step.to}.` };
    if (edge.article !== step.article)
      return { asked, fault: `The table has this step under ${edge.article} now.` };
    return { asked };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const detail = error.detail === undefined ? '' : ` (${error.detail})`;
    return { asked, fault: `The rules refuse ${step.action}: ${error.code}${detail}.` };
  }
}

/** Not every step of the case is here, so that stages need not meet; but each is a line of the table, one after another. */
export function inOrder(kind: CaseKind, steps: readonly PacketStep[], of = 'steps'): Answered {
  const asked = `the ${of} relied on, each a line of the table, in their order`;
  const strange = steps.find((step) => linesOf(kind, step).length === 0);
  if (strange) return { asked, fault: `The table has no step ${strange.action} from ${strange.from}.` };
  // By their versions: times are each process's own, and two that wait for one case may read theirs the other way round.
  const back = steps.find(({ version }, n) => version <= (steps[n - 1]?.version ?? 0));
  return back ? { asked, fault: `Step ${back.version} comes before the one it follows.` } : { asked };
}

/** Not by its article: a step of before an upgrade stands under the one it was taken by. */
export function linesOf(kind: CaseKind, { action, from, to, role }: PacketStep): Edge[] {
  const all: readonly Edge[] = EDGES;
  return all.filter(
    (line) =>
      line.kind === kind &&
      line.action === action &&
      line.from.includes(from) &&
      (line.to === 'SAME' ? to === from : line.to === to) &&
      line.by.includes(role),
  );
}

export function everyHash(
  steps: readonly Pick<PacketStep, 'documents'>[],
  evidence: readonly Evidence[],
): Answered {
  const asked = 'every document relied on has its hash, and no other';
  const key = ({ documentId, docClass }: { documentId: string; docClass: string }) =>
    `${docClass} ${documentId}`;
  const relied = steps.flatMap(({ documents }) => documents.map(key));
  const hashes = evidence.map(key);
  const missing = relied.filter((one) => !hashes.includes(one));
  if (missing.length > 0) return { asked, fault: `A hash is missing: ${missing.join(', ')}.` };
  const strange = hashes.filter((one, n) => !relied.includes(one) || hashes.indexOf(one) !== n);
  if (strange.length > 0) return { asked, fault: `A hash of nothing relied on: ${strange.join(', ')}.` };
  return { asked };
}

/** A version this release does not know was frozen by a later one: its rules would have to be asked. */
export function knownPolicy(version: string, facts: Facts): Answered {
  const asked = `policy ${version}, its items and its steps`;
  const known = policyNamed(version);
  if (!known) return { asked, fault: 'This release does not know that version of the policy.' };
  const items = known.items.map(({ code }) => code).join();
  const same = facts.items.join() === items && facts.steps.join() === known.steps.join();
  return same ? { asked } : { asked, fault: 'The facts name other items or steps than that policy has.' };
}
