import { randomUUID } from 'node:crypto';
import { dayOf } from '../../domain/calendar.js';
import {
  CERTIFICATION_EDGES,
  CERTIFYING_ROLES,
  type CertificationAction,
  type CertificationActing,
  type CertificationPart,
  possibleCertificationSteps,
} from '../../domain/certification.js';
import { Refused } from '../../domain/errors.js';
import type { Role } from '../../domain/roles.js';
import { endAllBaseless } from '../../store/bases.js';
import * as files from '../../store/certification-files.js';
import { writeLedger } from '../../store/ledger.js';
import { contractorExists, organExists } from '../../store/organs.js';
import { invalid } from '../invalid.js';
import type { Call } from '../route.js';

/** Certifications: the contractor's manager applies and keeps it up, the officer in charge examines, the head's delegate certifies. */
type Parts = Partial<Record<CertificationPart, Readonly<Record<string, unknown>>>>;
interface Whose {
  readonly organId: string;
  readonly contractorId: string;
}
interface Applying extends Whose {
  readonly parts: Parts;
  readonly remarks?: string | undefined;
}
/** What comes with a step; each route's own schema says which of it. */
interface Stepping {
  readonly seen: number;
  readonly parts?: Parts | undefined;
  readonly remarks?: string | undefined;
  readonly reasons?: string | undefined;
  readonly firstDay?: string | undefined;
  readonly lastDay?: string | undefined;
  readonly recommended?: 'GRANT' | 'REFUSE' | undefined;
  readonly from?: string | undefined;
}

export async function apply(call: Call<Applying>) {
  const { tx, now, body, commandId } = call;
  const { organId, contractorId, parts, remarks } = body;
  const acting = actingOn(call, { organId, contractorId });
  if (!acting.roles.includes('ContractorSecurityManager')) throw new Refused('NOT_FOUND');
  if (!(await organExists(tx, organId)) || !(await contractorExists(tx, contractorId)))
    throw new Refused('NOT_FOUND');
  const id = randomUUID();
  // The file first: its words are seen, and so sealed, through it.
  const of = { id, organId, contractorId };
  await files.openCertification(tx, of, { action: 'apply', acting, commandId, facts: { parts } }, now);
  if (remarks !== undefined) {
    const taken = { action: 'supplement', acting, commandId: randomUUID(), seen: 1 } as const;
    await files.stepCertification(tx, id, { ...taken, wordsId: await seal(call, id, remarks) }, now);
  }
  return { id };
}

export function step(action: CertificationAction) {
  return async (call: Call<Stepping>) => {
    const { tx, now, params, body, commandId } = call;
    const file = await fileOr404(call, params.id ?? '');
    const { parts, recommended, from } = body;
    const words = body.reasons ?? body.remarks;
    const days = action === 'certify' ? daysOf(body, now) : undefined;
    if (parts !== undefined && Object.keys(parts).length === 0 && words === undefined)
      throw invalid('/parts', 'nothing is told');
    const facts = {
      ...(parts === undefined ? {} : { parts }),
      ...(recommended === undefined ? {} : { recommended }),
      // In advance is asked for; what is told late is told all the same, and that it was late stays.
      ...(from === undefined ? {} : { from, late: from <= dayOf(now) }),
      ...days,
    };
    const wordsId = words === undefined ? null : await seal(call, file.id, words);
    const acting = actingOn(call, file);
    const taken = { action, acting, commandId, seen: body.seen, facts, wordsId, ...(days ? { days } : {}) };
    const done = await files.stepCertification(tx, file.id, taken, now);
    if (action === 'withdraw') await endAllBaseless(tx, done, now);
    return { id: file.id, stage: done.stage, version: done.version };
  };
}

export async function list(call: Call) {
  const found = await files.certificationFiles(call.tx);
  return {
    items: found.filter((file) => actingOn(call, file).roles.length > 0).map((file) => viewOf(call, file)),
  };
}

export async function read(call: Call) {
  const { tx, now, params, parts: made, principal } = call;
  const file = await fileOr404(call, params.id ?? '');
  const { roles } = actingOn(call, file);
  const inside = roles.some((role) => role !== 'ContractorSecurityManager');
  const steps = await files.certificationSteps(tx, file.id);
  await writeLedger(tx, {
    at: now,
    event: 'CertificationRead',
    article: 'Art. 10(1)',
    caseId: null,
    organId: file.organId,
    sub: principal.sub,
    role: roles[0] as Role,
    purpose: 'PROTECTION',
    details: { certificationId: file.id },
  });
  const told = steps.map(async ({ wordsId, sub, facts, ...one }) => {
    const theirs = inside || isTold(one.action);
    const words =
      theirs && wordsId !== null
        ? ((await made.vault.get(tx, ownerOf(file.id), 'CERTIFICATION', wordsId)) as
            | { text: string }
            | undefined)
        : undefined;
    return {
      ...one,
      ...(inside ? { sub } : {}),
      ...(theirs ? { facts } : {}),
      ...(words ? { words: words.text } : {}),
    };
  });
  return { ...viewOf(call, file), steps: await Promise.all(told) };
}

/** A contractor is told what was written for it; how the organ examined it stays inside. */
const isTold = (action: CertificationAction) =>
  CERTIFICATION_EDGES.some((edge) => edge.action === action && edge.told === true);

function viewOf(call: Call, { examinedBy, examinedAnew, ...file }: files.CertificationFile) {
  const acting = actingOn(call, file);
  return {
    ...file,
    possible: possibleCertificationSteps({ stage: file.stage, examinedBy, examinedAnew }, acting),
  };
}

/** In which of the roles that have a part in it the caller stands to this organ and contractor. */
function actingOn({ principal }: Call, { organId, contractorId }: Whose): CertificationActing {
  const roles = principal.grants
    .filter((grant) =>
      grant.role === 'ContractorSecurityManager'
        ? grant.contractorId === contractorId
        : grant.organId === organId,
    )
    .map(({ role }) => role)
    .filter((role) => (CERTIFYING_ROLES as readonly Role[]).includes(role));
  return { roles: [...new Set(roles)], sub: principal.sub };
}

async function fileOr404(call: Call, id: string): Promise<files.CertificationFile> {
  const [file] = await files.certificationFiles(call.tx, { id });
  if (!file || actingOn(call, file).roles.length === 0) throw new Refused('NOT_FOUND');
  return file;
}

function daysOf({ firstDay = '', lastDay = '' }: Stepping, now: string) {
  if (firstDay < dayOf(now)) throw invalid('/firstDay', 'past already');
  if (lastDay < firstDay) throw invalid('/lastDay', 'before the first day');
  return { firstDay, lastDay };
}

const ownerOf = (id: string) => ({ kind: 'certification', id }) as const;

function seal({ tx, now, parts }: Call<unknown>, id: string, text: string): Promise<string> {
  return parts.vault.put(tx, ownerOf(id), 'CERTIFICATION', { text }, now);
}
