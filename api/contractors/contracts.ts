import { Refused } from '../../domain/errors.js';
import { endAllBaseless } from '../../store/bases.js';
import * as register from '../../store/contracts.js';
import { writeLedger } from '../../store/ledger.js';
import { contractorExists } from '../../store/organs.js';
import type { Call } from '../route.js';

/** Contracts under Art. 10: recorded and ended by the organ's officer in charge, seen by the contractor they are with. */
type ContractBody = Omit<register.Contract, 'id' | 'lastDay' | 'endedAt'> & {
  readonly lastDay?: string | undefined;
};

export async function record(call: Call<ContractBody>): Promise<{ id: string }> {
  const { tx, now, principal, body } = call;
  const { lastDay = null, ...rest } = body;
  if (!isInCharge(call, body.organId) || !(await contractorExists(tx, body.contractorId)))
    throw new Refused('NOT_FOUND');
  if (lastDay !== null && lastDay < body.firstDay)
    throw new Refused('INVALID', undefined, [{ pointer: '/lastDay', message: 'before the first day' }]);
  const of = { ...rest, sections: [...new Set(body.sections)], lastDay };
  const id = await register.recordContract(tx, of, { by: principal.sub, now });
  await enter(call, { ...of, id }, 'ContractRecorded', { firstDay: of.firstDay, lastDay });
  return { id };
}

/** At once, or with a day: at once its cases end and its people's rights stop in this transaction. */
export async function end(call: Call<{ lastDay: string | null }>): Promise<{ id: string }> {
  const { tx, now, principal, params, body } = call;
  const [contract] = await register.contractsOf(tx, { ...concerns(call), id: params.id ?? '' });
  if (!contract || !isInCharge(call, contract.organId)) throw new Refused('NOT_FOUND');
  const how = await register.endContract(tx, contract, body.lastDay, { by: principal.sub, now });
  await enter(call, contract, 'ContractEnded', { how, lastDay: body.lastDay });
  if (how === 'AT_ONCE') await endAllBaseless(tx, contract, now);
  return { id: contract.id };
}

export async function list(call: Call) {
  return { items: await register.contractsOf(call.tx, concerns(call)) };
}

const IN_CHARGE = 'AssessmentOfficerInCharge';

function isInCharge({ principal }: Call, organId: string): boolean {
  return principal.grants.some((grant) => grant.role === IN_CHARGE && grant.organId === organId);
}

function concerns({ principal }: Call) {
  const { grants } = principal;
  const heads = grants.filter(({ role }) => role === IN_CHARGE || role === 'Adjudicator');
  const managers = grants.filter(({ role }) => role === 'ContractorSecurityManager');
  return {
    organs: heads.flatMap(({ organId }) => organId ?? []),
    contractors: managers.flatMap(({ contractorId }) => contractorId ?? []),
  };
}

function enter(
  call: Call,
  { id, organId, contractorId }: { id: string; organId: string; contractorId: string },
  event: string,
  details: Record<string, unknown>,
): Promise<void> {
  return writeLedger(call.tx, {
    at: call.now,
    event,
    article: 'Art. 10(1), 10(2)',
    caseId: null,
    organId,
    sub: call.principal.sub,
    role: IN_CHARGE,
    purpose: 'PROTECTION',
    commandId: call.commandId === '' ? null : call.commandId,
    details: { contractId: id, contractorId, ...details },
  });
}
