import { sql } from 'kysely';
import type { InquiryConsent } from '../domain/checks.js';
import type { DocumentFacts } from '../domain/documents.js';
import { type Edge, EDGES } from '../domain/edges.js';
import { policyOf } from '../domain/policy.js';
import type { Tx } from './db.js';
import { type Issues, issuesOf } from './issues.js';
import { earlierResultsOf } from './earlier-results.js';
import { supplementsOf, withdrawnOf } from './supplements.js';
import { interviewsOf } from './interviews.js';
import type { CaseSummary } from './views.js';

/** What an application's documents follow from, as one statement finds it. */
export async function documentFactsOf(
  tx: Tx,
  summary: CaseSummary,
  now: string,
): Promise<DocumentFacts & { readonly issues: Issues }> {
  const { rows } = await sql<Row>`
    select a.served_text, a.served_at, a.consented_at, a.inquiry_consent, a.reasons_waived, a.pledged_at,
      (select c.details -> 'inquiries' from commands c where c.case_id = a.id and c.action = 'giveConsent'
        order by c.seq desc limit 1) as first_consent,
      coalesce((select (c.details ->> 'reasonsWaived')::boolean from commands c where c.case_id = a.id and c.action = 'giveConsent'
        order by c.seq desc limit 1), false) as waived_first,
      (select max(c.at) from commands c where c.case_id = a.id and c.to_stage = 'INVESTIGATION'
        and c.action in ('submitQuestionnaire', 'screenQuestionnaire')) as questionnaire_at,
      (select c.stage_at from cases c where c.id = a.id and c.stage = 'QUESTIONNAIRE_SCREENING') as unscreened_at,
      (select coalesce(json_agg(json_build_object('id', k.request_id, 'at', k.created_at) order by k.created_at, k.code), '[]')
        -- A letter takes a person's fields out of the house as a fetch does: only while what allowed it counts.
        from checks k join consent_grants g on g.request_id = k.request_id
        where k.case_id = a.id and k.status <> 'CANCELLED' and not k.reused
          and g.used_at is null and g.withdrawn_at is null and g.expires_at > ${now}::timestamptz) as requests,
      (select coalesce(json_agg(json_build_object('id', g.id, 'at', c.opened_at,
          'answeredAt', (select k.at from commands k where k.case_id = g.id and k.action = 'answerGrievance')) order by c.opened_at, g.id), '[]')
        from grievances g join cases c on c.id = g.id
        where g.application_id = a.id and c.stage <> 'DISPOSED') as grievances,
      (select coalesce(json_agg(json_build_object('id', m.command_id, 'at', m.at) order by m.at), '[]')
        from clearances cl join cases c on c.id = cl.id join commands m on m.case_id = cl.id and m.action = 'renewPledge'
        where cl.application_id = a.id and c.stage <> 'DISPOSED') as renewed,
      (select cl.id from clearances cl join cases c on c.id = cl.id
        where cl.application_id = a.id and cl.pledged_at is null and c.stage = any (${PLEDGING})) as to_pledge
    from applications a where a.id = ${summary.id}
  `.execute(tx);
  const row = rows[0];
  if (!row) throw new Error('an application without its row');
  const issues = await issuesOf(tx, summary.id);
  const { stage, ended, endedAt, notConductedReason, decision, notifiedAt } = summary;
  return {
    stage,
    ended,
    endedAt,
    notConductedReason,
    decision,
    notifiedAt,
    servedText: row.served_text,
    servedAt: iso(row.served_at),
    consentedAt: iso(row.consented_at),
    inquiryConsent: row.inquiry_consent,
    superiorAsked: policyOf(summary.policy).checks.flatMap(({ code, onForm }) => (onForm ? [code] : [])),
    firstConsent: row.first_consent ?? {},
    waivedFirst: row.waived_first,
    supplements: (await supplementsOf(tx, summary.id)).map(({ id, at, status, settledAt }) => ({
      id,
      at,
      status,
      answeredAt: settledAt,
    })),
    inquiryWithdrawals: (await withdrawnOf(tx, summary.id)).map(({ id, at }) => ({ id, at })),
    questionnaireAt: iso(row.questionnaire_at),
    unscreenedAt: iso(row.unscreened_at),
    reasonsWaived: row.reasons_waived,
    issuedAt: issues.out?.at ?? null,
    withdrawnAt: issues.withdrawnAt ?? issues.found?.keyedAt ?? null,
    issues,
    pledgedAt: iso(row.pledged_at),
    requests: row.requests.map(normal),
    records: (await interviewsOf(tx, summary.id)).flatMap(({ recordId: id, recordedAt: at }) =>
      id && at ? [{ id, at }] : [],
    ),
    grievances: row.grievances.map((one) => ({
      ...normal(one),
      answeredAt: one.answeredAt === null ? null : new Date(one.answeredAt).toISOString(),
    })),
    renewedPledges: [...row.renewed.map(normal), ...(row.to_pledge ? [{ id: row.to_pledge, at: null }] : [])],
    earlier: await earlierResultsOf(tx, summary.id),
  };
}

const LINES: readonly Edge[] = EDGES;
/** Where a clearance that was reinstated waits for its pledge. */
const PLEDGING = LINES.filter(({ action }) => action === 'renewPledge').flatMap(({ from }) => [...from]);

interface Row {
  served_text: string | null;
  served_at: Date | null;
  consented_at: Date | null;
  inquiry_consent: InquiryConsent;
  reasons_waived: boolean;
  first_consent: InquiryConsent | null;
  waived_first: boolean;
  pledged_at: Date | null;
  questionnaire_at: Date | null;
  unscreened_at: Date | null;
  requests: OneOf[];
  grievances: (OneOf & { answeredAt: string | null })[];
  renewed: OneOf[];
  to_pledge: string | null;
}
interface OneOf {
  id: string;
  at: string;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
/** JSON writes an instant in the database's own way. */
const normal = ({ id, at }: OneOf): OneOf => ({ id, at: new Date(at).toISOString() });

/** The application whose questionnaire came before this renewal's: the one that its clearance began with. */
export async function earlierApplication(tx: Tx, caseId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('applications as a')
    .innerJoin('clearances as c', 'c.id', 'a.clearance_id')
    .select('c.application_id')
    .where('a.id', '=', caseId)
    .executeTakeFirst();
  return row?.application_id;
}

/** Under which clearance a pledge was signed anew, and when. */
export async function renewedPledge(tx: Tx, id: string): Promise<{ caseId: string; at: string } | undefined> {
  const row = await tx
    .selectFrom('commands')
    .select(['case_id', 'at'])
    .where('command_id', '=', id)
    .where('action', '=', 'renewPledge')
    .executeTakeFirst();
  return row && { caseId: row.case_id, at: row.at.toISOString() };
}

/** The assessment that a clearance came from. */
export async function applicationBehind(tx: Tx, clearanceId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('clearances')
    .select('application_id')
    .where('id', '=', clearanceId)
    .executeTakeFirst();
  return row?.application_id;
}
