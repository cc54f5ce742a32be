import { sql } from 'kysely';
import type { CaseKind, Stage } from '../domain/stages.js';
import { withdrawnColumn } from './issues.js';
import { isLeftBehind } from './moves.js';
import { samePersons } from './same-persons.js';
import { isVoid } from './void-notices.js';

interface OfCase {
  readonly id: string;
  readonly kind: CaseKind;
  readonly stage: Stage;
  readonly organ_id: string;
  readonly subject_id: string;
  readonly contractor_id: string | null;
}

/** Columns of a case's facts: in whose hands its decision has been, and of a grievance what its answer is bound by. */
export function handsOf(of: OfCase) {
  return of.kind === 'application' ? reopening(of) : otherFacts(of);
}

/**
 * What an application's reopening, or its second decision, is asked: whose hands it has been in. Other cases of the person
 * are looked for only where one could be reopened.
 */
function reopening({ id, stage, organ_id, subject_id, contractor_id }: OfCase) {
  const others = sql`from cases o where o.subject_id = any (${samePersons(sql`${subject_id}::uuid`)})
    and o.organ_id = ${organ_id} and not o.ended`;
  // Of a candidate: only what another record of theirs holds, which was not known when they were listed.
  const elsewhere = sql`${stage} = 'NOMINATED' and o.subject_id <> ${subject_id}`;
  return sql`
    exists(select 1 ${others} and o.kind = 'application' and (${stage} = 'CLOSED' or ${elsewhere})) as other_open,
    exists(select 1 ${others} and o.kind = 'clearance'
      -- Asked of the head again: who listed them for another employer does not see it.
      and (${stage} = 'CLOSED' or ${stage} = 'NOMINATED' and not ${isLeftBehind(contractor_id)})) as cleared,
    exists(select 1 from earlier_results e where e.application_id = ${id} and not ${isVoid(sql`e.id`)}) as kept,
    array(select distinct d.sub from commands d join commands r on r.case_id = d.case_id and r.seq > d.seq
      where d.case_id = ${id} and r.action = 'reopenAdjudication' and d.sub is not null
        and d.action in ('decide', 'confirmDecision', 'returnDecision', 'askSubject', 'requestMore')) as decided_before,
    ${withdrawnColumn(sql`${id}::uuid`, stage)} as withdrawn,
    array(select distinct k.sub from grievances g join commands k on k.case_id = g.id
      where g.application_id = ${id} and k.action = 'answerGrievance' and k.sub is not null) as answered,
    null::jsonb as grievance`;
}

/** Of a clearance, whether its holder is being assessed anew, under whichever record; of a grievance, what it is about. */
function otherFacts({ id, stage, organ_id, subject_id }: OfCase) {
  return sql`(${stage} = 'LAPSED' and exists(select 1 from cases o join applications a on a.id = o.id
      where o.subject_id = any (${samePersons(sql`${subject_id}::uuid`)}) and o.organ_id = ${organ_id} and not o.ended
        and a.ground = 'NEW_HANDLER')) as other_open,
    false as cleared, false as kept, false as withdrawn, '{}'::text[] as decided_before, '{}'::text[] as answered,
    (select jsonb_build_object('about', about, 'late', late) from grievances where id = ${id}) as grievance`;
}
