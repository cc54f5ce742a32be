import { readFileSync } from 'node:fs';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { sql } from 'kysely';
import type { Standing } from '../../domain/standing.js';
import type { Db } from '../../store/db.js';
import { UPKEEP, WAITING_ON, workflowIdOf } from '../../workflows/contract.js';
import type { CaseKind } from '../../domain/stages.js';
import { ENDS } from './afterlives.js';
import type { Life } from './lives.js';
import type { Memory } from './patient-caller.js';

// Each of these returns what is wrong, one line a fault: an empty list is what a test wants to see.

/** Whether each life, and what followed it, ended where it was to end. */
export async function wrongEnds(register: Db, lives: readonly Life[]): Promise<string[]> {
  const { rows } = await sql<{ id: string; stage: string; followers: string[] }>`
    select c.id, c.stage, array(
      select f.stage from cases f where f.id in (
        select k.id from clearances k where k.application_id = c.id
        union select g.id from grievances g where g.application_id = c.id)) as followers
    from cases c where c.kind = 'application'`.execute(register);
  const found = new Map(rows.map((one) => [one.id, one]));
  return lives.flatMap(({ caseId, destiny, subject, rests, ended }) => {
    const is = found.get(caseId);
    const should = ENDS[destiny];
    if (!is) return [`${subject} (${destiny}): the register knows no case ${caseId}`];
    if (rests) return [];
    const followers = should.follower ? [should.follower] : [];
    const right = ended && is.stage === should.application && String(is.followers) === String(followers);
    return right ? [] : [`${subject} (${destiny}): ${is.stage} ${is.followers.join()}, ended: ${ended}`];
  });
}

const DECLARED = 'NoTieDeclared';

/** Acknowledged commands that are missing, and commands of people that nobody was told of. */
export async function commandFaults(register: Db, { acknowledged }: Memory): Promise<string[]> {
  const { rows } = await sql<{ command_id: string; case_id: string; action: string }>`
    select command_id, case_id, action from commands where sub is not null
    -- What an officer says before a file opens is no step of it.
    union all select command_id, case_id, event from ledger where event = ${DECLARED}`.execute(register);
  const kept = new Map(rows.map((one) => [one.command_id, one]));
  const missing = [...acknowledged]
    .filter(([id, { caseId }]) => kept.get(id)?.case_id !== caseId)
    .map(([id, { path }]) => `acknowledged and not in the register: ${path} ${id}`);
  const unheard = rows
    .filter(({ command_id }) => !acknowledged.has(command_id))
    .map(({ command_id, action }) => `done and acknowledged to nobody: ${action} ${command_id}`);
  return [...missing, ...unheard];
}

/** What has not been carried, filed, seen or handled. */
export async function stillToDo(register: Db): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    select o.kind || ' ' || o.lane || ', tried ' || o.attempts || ' times, next at ' || o.next_at || ', leased until '
        || coalesce(o.leased_until::text, 'nobody') || ': ' || coalesce(o.last_error, '-') as fault
      from outbox o where done_at is null and dead_at is null
    union all select 'answer ' || i.id || ', next at ' || i.next_at || ': ' || coalesce(i.last_error, '-')
      from inbox i where i.filed_at is null
    union all select 'unseen ' || c.kind || ' ' || c.id || ' ' || c.stage || ': seen ' || c.handled_seq || ', rung '
        || c.rung_seq || ', at ' || c.seq from cases c where c.handled_seq < c.rung_seq
    union all select 'due ' || d.kind || ' of ' || d.case_id || ' since ' || d.due_at from deadlines d, clock
      where d.closed_at is null and d.handled_by = 'workflow'
        and d.due_at <= clock_timestamp() + make_interval(secs => offset_ms / 1000.0)`.execute(register);
  return rows.map(({ fault }) => fault);
}

/** A ledger entry for each command and a command for each entry that names one; versions without a gap. */
export async function ledgerFaults(register: Db): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    select 'entries of command ' || c.command_id || ': ' || count(l.id) as fault from commands c
      left join ledger l on l.command_id = c.command_id group by c.command_id having count(l.id) <> 1
    union all select 'entry without a command: ' || l.id from ledger l
      where l.command_id is not null and not exists (select 1 from commands c where c.command_id = l.command_id)
        and not exists (select 1 from certification_steps s where s.command_id = l.command_id)
        and not exists (select 1 from tie_declarations s where l.event = ${DECLARED}
          and s.case_id = l.case_id and s.sub = l.sub and s.declared_at = l.at)
    union all select 'versions of case ' || k.id from cases k left join commands c on c.case_id = k.id
      group by k.id, k.seq having count(c.seq) <> k.seq or max(c.seq) <> k.seq or min(c.seq) <> 1
    union all select 'stage of case ' || k.id || ': ' || k.stage from cases k
      join commands c on c.case_id = k.id and c.seq = k.seq where c.to_stage <> k.stage`.execute(register);
  return rows.map(({ fault }) => fault);
}

/** One request for each question of a case, one answer for each request, filed once and written down once. */
export async function requestFaults(register: Db): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    select 'requests for ' || code || ' of case ' || case_id || ': ' || count(*) as fault from checks
      group by case_id, code having count(*) <> 1
    union all select 'receipts of request ' || k.request_id || ': ' || count(l.id) from checks k
      join inbox i on i.request_id = k.request_id
      left join ledger l on l.event = 'AnswerReceived' and l.details ->> 'requestId' = k.request_id::text
      group by k.request_id having count(l.id) <> 1
    union all select 'filings of request ' || k.request_id || ': ' || count(c.seq) from checks k
      join inbox i on i.request_id = k.request_id and i.disposition = 'FILED'
      left join commands c on c.action = 'fileAnswer' and c.command_id = i.id
      group by k.request_id having count(c.seq) <> 1
    union all select 'not filed: ' || id from inbox where filed_at is null
    union all select 'open check of an ended case: ' || k.request_id from checks k join cases c on c.id = k.case_id
      where c.ended and k.status = 'OPEN'`.execute(register);
  return rows.map(({ fault }) => fault);
}

/** What the sources saw on the wire, as their own log tells it. */
export async function wireOf(register: Db, providersLog: string) {
  const lines = readFileSync(providersLog, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as { msg?: string; requestId?: string }];
      } catch {
        // The line of a process that was killed while writing, or its crash point.
        return [];
      }
    });
  const told = lines.filter(({ msg, requestId }) => msg === 'event came' && requestId);
  const ids = new Set(told.map(({ requestId }) => requestId));
  const { rows } = await sql<{ request_id: string }>`select request_id from checks`.execute(register);
  const known = new Set<string | undefined>(rows.map(({ request_id }) => request_id));
  const fetched = await sql<{
    n: number;
  }>`select count(*)::int as n from ledger where event = 'RequestFetched'`.execute(register);
  return {
    checks: known.size,
    events: told.length,
    fetches: fetched.rows[0]?.n ?? 0,
    unknown: [...ids].filter((id) => !known.has(id)),
  };
}

export async function outboxFaults(register: Db): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    select kind || ' ' || id || coalesce(' dead: ' || last_error, ' not carried: ' || attempts || ' attempts') as fault
    from outbox where done_at is null`.execute(register);
  return rows.map(({ fault }) => fault);
}

/** Every open case has a running workflow that shows where the register says it stands; an ended case has none. */
export async function workflowFaults(register: Db, client: Client): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
    kind: CaseKind;
    stage: string;
    seq: number;
    ended: boolean;
    waiting_on: string;
  }>`
    select id, kind, stage, seq, ended, waiting_on from cases`.execute(register);
  const faults: string[] = [];
  for (const { id, kind, stage, seq, ended, waiting_on } of rows) {
    const workflowId = workflowIdOf(kind, id);
    const handle = client.workflow.getHandle(workflowId);
    // Asked of the engine's own state: its list learns of a run's end and of the next one's beginning separately, and
    // shows a case that rolls as running nowhere for a moment.
    const is = await handle.describe().catch(unlessUnknown);
    const runs = is?.status.name === 'RUNNING';
    if (runs === ended) faults.push(`${workflowId} (${stage}) ${is ? `is ${is.status.name}` : 'is unknown'}`);
    if (!runs || ended) continue;
    const stands = await handle.query<Standing | null>('standing');
    // An answer that is not the last of its case wakes nobody: its version may be ahead.
    if (stands?.stage !== stage || (stage !== 'CHECKS_RUNNING' && stands.lastSeq !== seq))
      faults.push(`${workflowId} shows ${stands?.stage} ${stands?.lastSeq}, the register ${stage} ${seq}`);
    const shown = is?.typedSearchAttributes.get(WAITING_ON);
    if (shown !== waiting_on)
      faults.push(`${workflowId} waits on ${String(shown)}, the register on ${waiting_on}`);
  }
  const known = new Set(rows.map(({ id, kind }) => workflowIdOf(kind, id)));
  for await (const { workflowId } of client.workflow.list({ query: 'ExecutionStatus = "Running"' }))
    if (!known.has(workflowId)) faults.push(`runs for no case: ${workflowId}`);
  return faults;
}

/** The engine forgets a run some days after its end. */
function unlessUnknown(error: unknown): undefined {
  if (error instanceof WorkflowNotFoundError) return undefined;
  throw error;
}

/** What a census finds to do. */
export async function censusFaults(client: Client, taskQueue: string): Promise<string[]> {
  const report = await client.workflow.execute(UPKEEP.census.workflow, {
    workflowId: `census/audit-${Date.now()}`,
    taskQueue,
    args: [],
  });
  // `running` is what the list shows; that no open case lacks its run is what `missing` says, asked one by one.
  const { open: _open, running: _running, ...rest } = report as Record<string, number>;
  const wrong = Object.entries(rest).filter(([, count]) => count > 0);
  return wrong.map(([what, count]) => `${what}: ${count}`);
}
