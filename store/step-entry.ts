import type { Action, Edge } from '../domain/edges.js';
import type { ActorRole, CaseTies } from '../domain/roles.js';
import type { Stage } from '../domain/stages.js';
import type { Tx } from './db.js';
import { ledgerRow, markEntered } from './ledger.js';
import { type Actor, type Opening, referencesIn, type Step, type StepDetails } from './step.js';

interface Entry {
  caseId: string;
  action: Action;
  actor: Actor;
  commandId: string;
  details: StepDetails;
  edge: Edge;
  role: ActorRole;
  now: string;
  seq: number;
  from: Stage | 'NEW';
  to: Stage;
  ties: CaseTies;
  /** Which one a new case has frozen: years later the ledger alone says by what it was judged. */
  policy?: string;
}

/** What a step and an opening have in common of their entry. */
export function base(step: Step | Opening, edge: Edge, role: ActorRole, now: string) {
  const { caseId, action, actor, commandId } = step;
  return { caseId, action, actor, commandId, details: step.details ?? {}, edge, role, now };
}

function placeOf({ seq, from, to, policy }: Entry) {
  return { seq, from, to, ...(policy === undefined ? {} : { policy }) };
}

/** The command and the ledger entry of one step, in one statement: neither is there without the other. */
export async function record(tx: Tx, entry: Entry): Promise<void> {
  const sub = 'sub' in entry.actor ? entry.actor.sub : null;
  const command = {
    command_id: entry.commandId,
    case_id: entry.caseId,
    seq: entry.seq,
    action: entry.action,
    sub,
    role: entry.role,
    at: entry.now,
    from_stage: entry.from,
    to_stage: entry.to,
    details: JSON.stringify(entry.details),
  };
  const told = ledgerRow({
    at: entry.now,
    event: entry.edge.event,
    article: entry.edge.article,
    caseId: entry.caseId,
    organId: entry.ties.organId,
    subjectId: entry.ties.subjectId,
    sub,
    role: entry.role,
    purpose: 'ASSESSMENT',
    commandId: entry.commandId,
    details: { ...placeOf(entry), ...referencesIn(entry.details) },
  });
  markEntered(tx);
  await tx
    .with('done', (q) => q.insertInto('commands').values(command))
    .insertInto('ledger')
    .values(told)
    .execute();
}
