import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { actionOf } from '../../api/openapi-problems.js';
import { ROUTES } from '../../api/routes/index.js';
import { servedText } from '../../api/served-text.js';
import { policies } from '../../domain/policy.js';
import type { Ground } from '../../domain/stages.js';
import { type Edge, EDGES } from '../../domain/edges.js';
import { type Grant, type Role, rolesOn } from '../../domain/roles.js';
import type { CaseKind } from '../../domain/stages.js';
import type { Db } from '../../store/db.js';
import { contractors, organs } from '../people.js';
import type { Attacker } from './attackers.js';

/** A real thing to aim at: its id, the version it has now, who of the attackers holds it, and what may be done to it. */
interface Target {
  readonly id: string;
  readonly kind: CaseKind | 'request';
  readonly seen: number;
  readonly by: readonly string[];
  readonly takes: readonly string[];
}

const GROUNDS: readonly Ground[] = ['NEW_HANDLER', 'RENEWAL', 'DOUBT'];
const MOST = 400;

/** Tells hooks.py over loopback what is in the register right now: random ids would never get past a 404. */
export async function startWorld(register: Db) {
  const attackers: Attacker[] = [];
  const server = createServer((req, res) => {
    worldOf(register, attackers[Number(req.url?.slice(1))]).then(
      (world) => res.setHeader('content-type', 'application/json').end(JSON.stringify(world)),
      (error: unknown) => res.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    /** Where this one looks around. */
    urlOf: (attacker: Attacker) =>
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/${attackers.push(attacker) - 1}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function worldOf(register: Db, attacker: Attacker | undefined) {
  const accounts = await attacker?.tokens();
  const sources = attacker?.at === 'gateway' ? Object.keys(accounts ?? {}) : undefined;
  const targets = sources ? await requests(register, sources) : await cases(register, attacker);
  return { accounts: accounts ?? {}, targets, values: await values(register) };
}

async function cases(register: Db, attacker: Attacker | undefined): Promise<Target[]> {
  const rows = await register
    .selectFrom('cases')
    .leftJoin('applications', 'applications.id', 'cases.id')
    .select(['cases.id', 'kind', 'stage', 'seq', 'organ_id', 'subject_id', 'contractor_id', 'mode'])
    .orderBy('opened_at', 'desc')
    .orderBy('cases.id')
    .limit(MOST)
    .execute();
  const assigned = await register.selectFrom('assignments').selectAll().execute();
  const conflicts = await register.selectFrom('conflicts').selectAll().execute();
  const grants = await grantsOf(register, attacker?.people ?? []);
  return rows.map((row) => {
    const ties = {
      kind: row.kind,
      organId: row.organ_id,
      subjectId: row.subject_id,
      contractorId: row.contractor_id,
      investigatedByCabinet: row.mode === 'UNIFIED',
      assigned: assigned.filter((one) => one.case_id === row.id).map((one) => one.sub),
      undeclared: [],
      // Said by whoever attacks, or to be said: `declareTies` is among what they try.
      declared: (attacker?.people ?? []).map(({ sub }) => sub),
      conflicted: conflicts.filter((one) => one.subject_id === row.subject_id).map((one) => one.sub),
      screening: row.stage === 'QUESTIONNAIRE_SCREENING',
      // Whom an attacker is told of is no secret of these: the API itself knows who took part.
      workers: [],
      screeners: [],
    };
    const held = (attacker?.people ?? []).map(({ account, sub }) => ({
      account,
      roles: rolesOn(grants.get(sub) ?? [], sub, ties),
    }));
    const roles = held.flatMap((one) => one.roles);
    const by = held.filter((one) => one.roles.length > 0).map((one) => one.account);
    return { id: row.id, kind: row.kind, seen: row.seq, by, takes: takenIn(row.kind, row.stage, roles) };
  });
}

const lines: readonly Edge[] = EDGES;

/** Routes that make sense there: every read of the kind, and the acts the table has a line for. */
function takenIn(kind: CaseKind, stage: string, roles: readonly Role[]): string[] {
  return ROUTES.filter((route) => {
    if (route.tag !== `${kind}s`) return false;
    const act = actionOf(route);
    if (!act) return true;
    const fits = lines.filter((line) => line.kind === kind && line.action === act.action);
    return fits.some(
      (line) => line.from.includes(stage as never) && line.by.some((one) => roles.includes(one as Role)),
    );
  }).map((route) => route.id);
}

async function grantsOf(register: Db, people: Attacker['people']): Promise<Map<string, Grant[]>> {
  const subs = people.map(({ sub }) => sub);
  const rows =
    subs.length === 0
      ? []
      : await register.selectFrom('principals').selectAll().where('sub', 'in', subs).execute();
  const grants = new Map<string, Grant[]>();
  for (const { sub, role, organ_id, contractor_id, subject_id } of rows) {
    const grant = {
      role,
      ...(organ_id ? { organId: organ_id } : {}),
      ...(contractor_id ? { contractorId: contractor_id } : {}),
      ...(subject_id ? { subjectId: subject_id } : {}),
    };
    grants.set(sub, [...(grants.get(sub) ?? []), grant]);
  }
  return grants;
}

async function requests(register: Db, sources: readonly string[]): Promise<Target[]> {
  const rows = await register
    .selectFrom('checks')
    .select(['request_id', 'source', 'status'])
    .orderBy('created_at', 'desc')
    .orderBy('request_id')
    .limit(MOST)
    .execute();
  return rows.map(({ request_id: id, source, status }) => ({
    id,
    kind: 'request',
    seen: 1,
    by: sources.includes(source) ? [source] : [],
    takes: status === 'OPEN' ? ['fetchRequest', 'answerRequest'] : ['fetchRequest'],
  }));
}

/** For fields that name something: without them every such body would be refused for the same reason. */
async function values(register: Db) {
  const rows = await register
    .selectFrom('principals')
    .select(['sub', 'role', 'subject_id'])
    .orderBy('sub')
    .limit(MOST)
    .execute();
  const subsOf = (role: Role) => [...new Set(rows.filter((row) => row.role === role).map((row) => row.sub))];
  return {
    caseOfficer: subsOf('CaseOfficer'),
    subjectAccount: subsOf('Subject'),
    text: policies()
      .filter(({ isDefault }) => isDefault)
      .flatMap(({ version }) => GROUNDS.map((ground) => servedText(ground, version))),
    organId: organs.map(({ id }) => id),
    contractorId: contractors.map(({ id }) => id),
    subjectId: rows.flatMap(({ subject_id }) => subject_id ?? []),
  };
}
