import { dayOf } from '../../domain/calendar.js';
import { isOverOutside, toldOutside } from '../../domain/outward.js';
import { policyNamed } from '../../domain/policy.js';
import { assessedPersonsOf } from '../../store/assessed-persons.js';
import { writeLedger } from '../../store/ledger.js';
import { nomineesOf } from '../../store/nominees.js';
import type { Call } from '../route.js';

/**
 * Two of the three lists a contractor keeps (Standards: name lists), each by itself: candidates without outcomes, outcomes
 * without anything else. The third, handlers per item of information, is of each item (api/handling/items.ts).
 */
export async function nominees(call: Call) {
  await enter(call, 'NomineeListRead');
  const found = await nomineesOf(call.tx, managed(call));
  // Until they are told of an outcome: how a case has ended inside shows in neither list.
  const isTold = (one: (typeof found)[number]) => {
    // Of a policy that is not loaded nothing is told, and the rest of the list is shown.
    const periods = policyNamed(one.policy)?.periods;
    if (periods === undefined) return false;
    return toldOutside(one, periods, call.now) !== undefined || isOverOutside(one, periods, call.now);
  };
  const open = found.filter((one) => !isTold(one));
  return {
    items: open.map(({ id, organId, subjectId, openedAt, agreedOn, text, dispatchedBy }) => ({
      id,
      organId,
      subjectRef: subjectId,
      nominatedOn: dayOf(openedAt),
      agreement: agreedOn === null || text === null ? null : { agreedOn, text },
      dispatchedBy,
    })),
  };
}

export async function assessed(call: Call) {
  await enter(call, 'AssessedPersonListRead');
  const found = await assessedPersonsOf(call.tx, managed(call));
  return {
    items: found.map(({ organId, subjectId, outcome, notifiedAt }) => ({
      subjectRef: subjectId,
      organId,
      outcome,
      notifiedOn: dayOf(notifiedAt),
    })),
  };
}

const MANAGER = 'ContractorSecurityManager';

const managed = ({ principal }: Call) =>
  principal.grants.flatMap(({ role, contractorId }) => (role === MANAGER ? (contractorId ?? []) : []));

function enter(call: Call, event: string): Promise<void> {
  return writeLedger(call.tx, {
    at: call.now,
    event,
    article: 'Art. 13(2), 16; Standards: name lists',
    caseId: null,
    sub: call.principal.sub,
    role: MANAGER,
    purpose: 'PROTECTION',
    details: { contractors: managed(call) },
  });
}
