import { type RawBuilder, sql } from 'kysely';
import type { CheckCode, InquiryConsent } from '../domain/checks.js';
import type { Policy } from '../domain/policy.js';
import { dueOf } from '../domain/due.js';
import { Refused } from '../domain/errors.js';
import type { Facts } from '../domain/facts.js';
import { codesOf, type Inquired, type Need } from '../domain/inquiries.js';
import { consentedIn, type Given, supplementable } from '../domain/supplements.js';
import type { ApplicationRow } from './case-rows.js';
import { stopChecks } from './checks.js';
import type { Tx } from './db.js';
import { closeDeadlines, setDeadlines } from './deadlines.js';
import type { StepContext } from './step.js';

/** The request that waits, and what was named before, and why: as the steps and the questions of the case tell. */
export interface SupplementRow {
  readonly supplement: { readonly text: string; readonly inquired: Inquired } | null;
  readonly missed: { readonly text: string; readonly inquired: Inquired; readonly over: string } | null;
  readonly named_before: readonly Inquired[];
}

export function supplementColumns({ id }: { readonly id: string }): RawBuilder<unknown> {
  return sql`
    -- Of a file that was emptied only that a step was taken is left, and no longer what was named in it.
    (select case when m.action = 'requestSupplement' and jsonb_exists(m.details, 'inquired')
        then jsonb_build_object('text', m.details -> 'text', 'inquired', m.details -> 'inquired') end
      from commands m where m.case_id = ${id}
        and m.action in ('requestSupplement', 'answerSupplement', 'markSupplementOverdue', 'reopenAdjudication')
      order by m.seq desc limit 1) as supplement,
    (select jsonb_build_object('text', m.details -> 'text', 'inquired', m.details -> 'inquired', 'over',
        (select d.due_at from deadlines d where d.case_id = ${id} and d.kind = 'SUPPLEMENT_WINDOW'
          order by d.set_seq desc limit 1))
      from commands m where m.case_id = ${id} and m.action = 'requestSupplement' and jsonb_exists(m.details, 'inquired')
        and 'markSupplementOverdue' = (select x.action from commands x where x.case_id = ${id}
          and x.action in ('requestSupplement', 'answerSupplement', 'markSupplementOverdue', 'reopenAdjudication')
          order by x.seq desc limit 1)
      order by m.seq desc limit 1) as missed,
    (select coalesce(jsonb_agg(b.named), '[]') from (
      select m.details -> 'inquired' as named from commands m where m.case_id = ${id}
        and m.action = 'requestSupplement' and jsonb_exists(m.details, 'inquired')
      union all
      select jsonb_build_object(k.code, k.need) from checks k where k.case_id = ${id} and k.need is not null) b) as named_before`;
}

export function supplementFacts(
  policy: Policy,
  application: ApplicationRow | undefined,
  { supplement, missed, named_before: before }: SupplementRow,
): Pick<Facts, 'consented' | 'supplement' | 'missedSupplement' | 'supplementable'> {
  if (!application?.consented_at)
    return { consented: [], supplement: null, missedSupplement: null, supplementable: {} };
  const { inquiry_consent: consent, stated_items: stated } = application;
  return {
    consented: consentedIn(consent),
    supplement: supplement && { text: supplement.text, asks: codesOf(policy, supplement.inquired) },
    missedSupplement: missed && {
      text: missed.text,
      asks: codesOf(policy, missed.inquired),
      // JSON writes an instant in the database's own way.
      over: new Date(missed.over).toISOString(),
    },
    supplementable: supplementable(policy, consent, stated, before),
  };
}

/** The person has so long; the case goes on meanwhile. */
export async function requestSupplement({ tx, now, before, details, seq }: StepContext): Promise<void> {
  if (codesOf(before.policy, details.inquired ?? {}).length === 0)
    throw new Refused('INVALID', 'no question is named');
  const of = (kind: 'SUPPLEMENT_REMINDER' | 'SUPPLEMENT_WINDOW') => ({
    caseId: before.row.id,
    seq,
    kind,
    dueAt: dueOf(kind, now, before.periods),
  });
  await setDeadlines(tx, [of('SUPPLEMENT_REMINDER'), of('SUPPLEMENT_WINDOW')]);
}

/** What was answered stands with the step; the row says what all answers come to. */
export async function answerSupplement(context: StepContext): Promise<void> {
  await consentAnew(context, context.details.inquiries ?? {});
  await endRequest(context);
}

export async function endRequest({ tx, now, before }: StepContext): Promise<void> {
  await closeDeadlines(tx, { caseId: before.row.id, scope: 'request' }, now);
}

/**
 * One question alone is taken back. What is still asked is stopped, a belated answer finds nothing to answer, and one that
 * nobody has weighed yet is set aside: of it are left, as of one that came too late, its request, a hash and a time.
 */
export async function withdrawInquiry(context: StepContext): Promise<void> {
  const codes = context.details.codes ?? [];
  if (codes.length === 0) throw new Refused('INVALID', 'no question is named');
  await consentAnew(context, Object.fromEntries(codes.map((code) => [code, false])));
  await stopChecks(context, { codes, statuses: ['OPEN', 'LATE'] });
  await sql`select sekisho_set_aside(${context.before.row.id}::uuid)`.execute(context.tx);
}

async function consentAnew({ tx, before }: StepContext, answers: InquiryConsent): Promise<void> {
  if (!before.application?.consented_at) throw new Error('a further consent before the first');
  const consent = { ...before.application.inquiry_consent, ...answers };
  await tx
    .updateTable('applications')
    .set({ inquiry_consent: JSON.stringify(consent) })
    .where('id', '=', before.row.id)
    .execute();
}

/** One request for a supplementary consent, and what became of it. */
export interface SupplementTold {
  readonly id: string;
  readonly at: string;
  readonly text: string;
  readonly asked: readonly { readonly code: CheckCode; readonly need: Need }[];
  /** The words to each question lie here. */
  readonly reasonsId: string | null;
  readonly status: 'OPEN' | 'ANSWERED' | 'SILENT' | 'ENDED';
  readonly settledAt: string | null;
  /** The text that the answer names. */
  readonly answeredText: string | null;
  readonly answers: InquiryConsent | null;
  readonly answerBy: string | null;
}

/** Of a step that filed an answer (a row of `commands` by that alias): its person has taken the question back since. */
export function setAside(command: string): RawBuilder<boolean> {
  const of = (column: string) => sql.ref(`${command}.${column}`);
  return sql<boolean>`coalesce(case when ${of('action')} = 'fileAnswer' then (select k.status = 'CANCELLED' from checks k
    where k.request_id = (${of('details')} ->> 'requestId')::uuid) end, false)`;
}

interface StepRow {
  readonly command_id: string;
  readonly at: Date;
  readonly action: string;
  readonly details: {
    readonly text?: string;
    readonly inquired?: Inquired;
    readonly inquiries?: InquiryConsent;
    readonly codes?: readonly CheckCode[];
    readonly reasonsId?: string;
  };
}

const ENDS: Readonly<Record<string, SupplementTold['status']>> = {
  answerSupplement: 'ANSWERED',
  markSupplementOverdue: 'SILENT',
};

/** All of a case's, oldest first. One that waits has its last day. */
export async function supplementsOf(tx: Tx, caseId: string): Promise<SupplementTold[]> {
  const steps = await stepsOf(tx, caseId, [
    'requestSupplement',
    'answerSupplement',
    'markSupplementOverdue',
    'reopenAdjudication',
  ]);
  const due = await tx
    .selectFrom('deadlines')
    .select('due_at')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'SUPPLEMENT_WINDOW')
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return steps.flatMap(({ command_id: id, at, action, details }, n): SupplementTold[] => {
    if (action !== 'requestSupplement') return [];
    const next = settledBy(steps.slice(n + 1));
    const waits = next === undefined && due !== undefined;
    const { inquired = {}, text = '', reasonsId = null } = details;
    return [
      {
        id,
        at: at.toISOString(),
        text,
        asked: Object.entries(inquired).flatMap(([code, need]) =>
          need === undefined ? [] : [{ code, need }],
        ),
        reasonsId,
        status: waits ? 'OPEN' : ((next && ENDS[next.action]) ?? 'ENDED'),
        settledAt: next?.at.toISOString() ?? null,
        answeredText: next?.details.text ?? null,
        answers: next?.details.inquiries ?? null,
        answerBy: waits ? due.due_at.toISOString() : null,
      },
    ];
  });
}

/** What became of a request. Passed over it is, unless a paper that had come in by then is found. */
function settledBy([next, then]: readonly StepRow[]): StepRow | undefined {
  return next?.action === 'markSupplementOverdue' && then?.action === 'answerSupplement' ? then : next;
}

/** Questions that were taken back alone, oldest first. */
export async function withdrawnOf(
  tx: Tx,
  caseId: string,
): Promise<{ id: string; at: string; codes: readonly CheckCode[] }[]> {
  const steps = await stepsOf(tx, caseId, ['withdrawInquiry']);
  return steps.map(({ command_id: id, at, details }) => ({
    id,
    at: at.toISOString(),
    codes: details.codes ?? [],
  }));
}

/** Every answer of the person's to what may be asked, in their order. */
export async function givenIn(tx: Tx, caseId: string): Promise<Given[]> {
  const steps = await stepsOf(tx, caseId, ['giveConsent', 'answerSupplement', 'withdrawInquiry']);
  return steps.map(({ action, details: { text, inquiries, codes } }) => ({
    action: action as Given['action'],
    text,
    inquiries,
    codes,
  }));
}

async function stepsOf(tx: Tx, caseId: string, actions: readonly string[]): Promise<StepRow[]> {
  const rows = await tx
    .selectFrom('commands')
    .select(['command_id', 'at', 'action', 'details'])
    .where('case_id', '=', caseId)
    .where('action', 'in', [...actions])
    .orderBy('seq')
    .execute();
  return rows as StepRow[];
}
