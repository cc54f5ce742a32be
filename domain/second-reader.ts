import { Refused } from './errors.js';
import type { Acting, Facts } from './facts.js';

/**
 * A second person takes what a first has proposed, and neither has another part in the case (Standards; hard rule 8).
 * @throws Refused SAME_PERSON
 */
export function mustBeAnother(
  { proposedBy, proposedInPlaceOf, investigators }: Facts,
  { sub, inPlaceOf }: Acting,
): void {
  if (proposedBy === null) throw new Refused('SAME_PERSON', 'who proposed it is tied: return it');
  // Of such a proposal no packet could be replayed.
  if (investigators.includes(proposedBy))
    throw new Refused('SAME_PERSON', 'who proposed it has taken another part since: return it');
  // Nor who acts in their place, or in whose place they did, or in the same one: one place would have decided twice.
  if (sub === proposedBy || inPlaceOf === proposedBy) throw new Refused('SAME_PERSON');
  if (proposedInPlaceOf != null && [sub, inPlaceOf].includes(proposedInPlaceOf))
    throw new Refused('SAME_PERSON');
}
