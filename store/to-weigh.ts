import { type RawBuilder, sql } from 'kysely';
import type { CheckCode, InquiryConsent } from '../domain/checks.js';
import { heardOnIn, learntIn, LEARNING, type Naming, TELLING } from '../domain/learnt.js';
import type { Policy } from '../domain/policy.js';
import type { Facts } from '../domain/rules.js';
import type { Stage } from '../domain/stages.js';
import { type FoundOn, mattersOf, type ToWeigh, unaskedIn } from '../domain/worksheet.js';
import type { ApplicationRow } from './case-rows.js';
import type { Tx } from './db.js';
import { setAside } from './supplements.js';

/** What was found, by which steps more was learnt, and what was taken back since a decision was proposed. */
export interface ToWeighRow {
  readonly found: FoundOn[];
  readonly learning: readonly Naming[];
  readonly taken_back: readonly CheckCode[];
}

export function toWeighColumns({ id }: { readonly id: string }): RawBuilder<unknown> {
  return sql`
    (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'finding', finding, 'meddledWith', forgery_at is not null)), '[]')
      from checks where case_id = ${id} and status in ('ANSWERED', 'LATE')) as found,
    ${learningColumn(id)} as learning,
    array(select jsonb_array_elements_text(m.details -> 'codes') from commands m where m.case_id = ${id}
      and m.action = 'withdrawInquiry' and jsonb_exists(m.details, 'codes') and m.seq > (select max(d.seq) from commands d
        where d.case_id = ${id} and d.action = 'decide')) as taken_back`;
}

function learningColumn(id: string): RawBuilder<unknown> {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('action', m.action, 'items', ${itemsNamed('m')}) order by m.seq), '[]')
      from commands m where m.case_id = ${id} and m.action = any (${[...LEARNING]}) and not ${setAside('m')})`;
}

/** The steps by which something was learnt, in order: for whoever weighs it, by which way. */
export async function learningOf(tx: Tx, caseId: string): Promise<readonly Naming[]> {
  const { rows } = await sql<
    Pick<ToWeighRow, 'learning'>
  >`select ${learningColumn(caseId)} as learning`.execute(tx);
  return rows[0]?.learning ?? [];
}

/** The items that a step (a row of `commands` by that alias) names: of answers, also of an earlier case, those that are one. */
export function itemsNamed(command: string): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${command}.${column}`);
  const tells = sql`k.finding = any (${[...TELLING]})`;
  return sql`case ${of('action')} when 'fileAnswer' then (select jsonb_build_array(k.item) from checks k
      where k.request_id = (${of('details')} ->> 'requestId')::uuid and jsonb_exists(${of('details')}, 'documentId') and ${tells})
    when 'startInvestigation' then (select jsonb_agg(told) from jsonb_array_elements(${of('details')} -> 'items') told
      where exists (select 1 from checks k where k.case_id = ${of('case_id')} and k.reused and to_jsonb(k.item) = told and ${tells}))
    else ${of('details')} -> 'items' end`;
}

export function toWeighFacts(
  policy: Policy,
  stage: Stage,
  application: ApplicationRow | undefined,
  { found, learning, taken_back: takenBack }: ToWeighRow,
): ToWeigh & Pick<Facts, 'heardOn'> {
  const stated = application?.stated_items ?? [];
  const items = policy.items.map(({ code }) => code);
  return {
    matters: mattersOf(policy, stated, found),
    heardOn: heardOnIn(learning),
    learnt: learntIn(items, application?.ground ?? null, learning),
    unasked: application?.consented_at ? unaskedIn(policy, consent(application), stated, found) : [],
  };

  /** A worksheet that waits for its second reader is about what there was when it was written. */
  function consent({ inquiry_consent: now }: ApplicationRow): InquiryConsent {
    if (stage !== 'SECOND_READING') return now;
    return { ...now, ...Object.fromEntries(takenBack.map((code) => [code, true])) };
  }
}
