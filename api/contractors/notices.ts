import { dayOf } from '../../domain/calendar.js';
import { Refused } from '../../domain/errors.js';
import { chaseState, RIGHT_ENDED, RIGHT_RETURNED, rightText } from '../../domain/right-ended.js';
import type { Role } from '../../domain/roles.js';
import { writeLedger } from '../../store/ledger.js';
import {
  acknowledge as note,
  type RightEndedNotice,
  rightEndedNotices,
} from '../../store/right-end-notices.js';
import type { Call } from '../route.js';

/** Being told that a right has ended, and saying that one knows. The officer in charge sees who has not. */
const IN_CHARGE = 'AssessmentOfficerInCharge';
const ACKNOWLEDGE = 'acknowledge' as const;

export async function list(call: Call<unknown, { open?: 'true' | 'false' | undefined }>) {
  const { tx, now, principal, query } = call;
  const found = await rightEndedNotices(tx, { open: query.open === 'true' });
  const items = found.flatMap((notice) => {
    const role = roleFor(call, notice) ?? (isInCharge(call, notice) ? IN_CHARGE : undefined);
    return role === undefined ? [] : [{ role, view: viewOf(call, notice, now) }];
  });
  await writeLedger(tx, {
    at: now,
    event: 'RightEndNoticesRead',
    article: 'Art. 11, 16',
    caseId: null,
    sub: principal.sub,
    role: items[0]?.role ?? reader(call),
    purpose: 'PROTECTION',
    details: { noticeIds: items.map(({ view }) => view.id) },
  });
  return { items: items.map(({ view }) => view) };
}

export async function acknowledge(call: Call): Promise<{ id: string }> {
  const { tx, now, principal, params } = call;
  const [notice] = await rightEndedNotices(tx, { id: params.id ?? '' });
  const role = notice && roleFor(call, notice);
  if (!notice || !role) throw new Refused('NOT_FOUND');
  await note(tx, notice.id, { by: principal.sub, now });
  await writeLedger(tx, {
    at: now,
    event: 'RightEndAcknowledged',
    article: 'Art. 11, 16; Standards: handler list',
    caseId: null,
    organId: notice.organId,
    subjectId: notice.subjectId,
    sub: principal.sub,
    role,
    purpose: 'PROTECTION',
    commandId: call.commandId === '' ? null : call.commandId,
    details: { noticeId: notice.id },
  });
  return { id: notice.id };
}

function viewOf(call: Call<unknown, unknown>, notice: RightEndedNotice, now: string) {
  const { id, organId, subjectId, recipient, itemId, endedOn, toldAt, returnedOn } = notice;
  const text = returnedOn
    ? rightText(RIGHT_RETURNED, { toldOn: returnedOn, on: returnedOn })
    : rightText(RIGHT_ENDED, { toldOn: dayOf(toldAt), on: endedOn });
  return {
    id,
    organId,
    subjectRef: subjectId,
    recipient,
    itemId,
    endedOn,
    returnedOn,
    toldAt,
    state: chaseState(notice, now),
    text,
    possible: isMine(call, notice) ? [ACKNOWLEDGE] : [],
  };
}

/** Theirs to acknowledge: addressed to them, and nobody has yet. */
function isMine(call: Call<unknown, unknown>, notice: RightEndedNotice): boolean {
  return notice.acknowledgedAt === null && roleFor(call, notice) !== undefined;
}

/** How many wait for the caller's word, and how many of their organ's are overdue: numbers alone, which name nobody. */
export async function countNotices(call: Call): Promise<{ mine: number; overdue: number }> {
  const found = await rightEndedNotices(call.tx, { open: true });
  const overdue = found.filter((one) => isInCharge(call, one) && chaseState(one, call.now) === 'OVERDUE');
  return { mine: found.filter((one) => isMine(call, one)).length, overdue: overdue.length };
}

/** In which office it is addressed to the caller; nobody is told of their own. */
function roleFor({ principal }: Call<unknown, unknown>, notice: RightEndedNotice): Role | undefined {
  const { sub, grants } = principal;
  if (grants.some(({ subjectId }) => subjectId === notice.subjectId)) return undefined;
  const holds = (role: Role) =>
    grants.some((grant) =>
      role === 'ContractorSecurityManager'
        ? grant.role === role && grant.contractorId === notice.contractorId
        : grant.role === role && grant.organId === notice.organId,
    );
  switch (notice.recipient) {
    case 'INFORMATION_MANAGER':
      return holds('InformationManager') ? 'InformationManager' : undefined;
    case 'CONTRACTOR':
      return holds('ContractorSecurityManager') ? 'ContractorSecurityManager' : undefined;
    case 'CUSTODIAN': {
      const role = notice.contractorId === null ? 'InformationManager' : 'ContractorSecurityManager';
      return notice.custodian === sub && holds(role) ? role : undefined;
    }
  }
}

function isInCharge({ principal }: Call, { organId }: RightEndedNotice): boolean {
  return principal.grants.some((grant) => grant.role === IN_CHARGE && grant.organId === organId);
}

function reader({ principal }: Call): Role {
  const roles: readonly Role[] = [IN_CHARGE, 'InformationManager', 'ContractorSecurityManager'];
  return roles.find((role) => principal.grants.some((grant) => grant.role === role)) ?? IN_CHARGE;
}
