import { sql } from 'kysely';
import { type CheckCode, checkIn } from '../domain/checks.js';
import { type GrantIssuer, grantFor, STATUS_LIST_SIZE, type StatusPlace } from '../domain/grants.js';
import type { OriginalRef } from '../domain/original.js';
import { periodsOf, type Periods, type Policy, policyOf } from '../domain/policy.js';
import { consentClaim, consentDigest, type ConsentProof, drawnSalt } from '../privacy/consent-claim.js';
import { drawnPlace } from '../privacy/drawn-place.js';
import { readNow } from './clock.js';
import type { Db, Tx } from './db.js';
import { shareCase } from './requests.js';
import { inScope } from './scope.js';
import type { StepContext } from './step.js';

/**
 * Signs a grant for each new question, in the transaction that makes it. A step that is taken by nobody who can sign (a
 * machine's) can ask nobody.
 */
export async function issueGrants(
  { tx, now, before, grants }: StepContext,
  created: ReadonlyMap<CheckCode, string>,
): Promise<void> {
  if (!grants) throw new Error('a question is put by whoever can sign the consent to it');
  await sign(
    tx,
    { caseId: before.row.id, policy: before.policy, periods: before.periods, now, grants },
    created,
  );
}

interface Signing {
  readonly caseId: string;
  readonly policy: Policy;
  readonly periods: Periods;
  readonly now: string;
  readonly grants: GrantIssuer;
}

async function sign(
  tx: Tx,
  { caseId, policy, periods, now, grants }: Signing,
  created: ReadonlyMap<CheckCode, string>,
): Promise<void> {
  const consents = await consentsTo(tx, caseId, [...created.keys()]);
  const places = await drawPlaces(tx, created.size);
  const rows = [...created].map(([code, requestId], nth) => {
    const [given, status] = [consents.get(code), places[nth]];
    if (!given || !status) throw new Error('a question to which nobody consented');
    const salt = given.proof && drawnSalt();
    const consent = given.proof && salt && consentClaim(consentDigest(given.proof), salt);
    const kind = checkIn(policy, code);
    const grant = grantFor({ requestId, kind, text: given.text, now, periods, status, consent });
    return { grant, salt: salt ?? null };
  });
  await tx
    .insertInto('consent_grants')
    .values(
      rows.map(({ grant, salt }) => ({
        request_id: grant.jti,
        token: grants.issue(grant),
        expires_at: new Date(grant.exp * 1000).toISOString(),
        status_list: grant.status.list,
        status_index: grant.status.index,
        salt,
      })),
    )
    .execute();
}

/** By which text a person said yes to a question, and what shows that they did, where anything does. */
interface Consented {
  readonly text: string;
  readonly proof: ConsentProof | undefined;
}

/** How the person said yes to each question, the last time they were asked. */
async function consentsTo(
  tx: Tx,
  caseId: string,
  codes: readonly CheckCode[],
): Promise<ReadonlyMap<CheckCode, Consented>> {
  const { rows } = await sql<ConsentRow>`
    select distinct on (asked.code) asked.code,
      -- Steps of releases before named none. Never the notice: it tells on which ground somebody is assessed. Of a
      -- supplementary consent the form without its hash, by which could be guessed what else was asked with it.
      case m.action when 'answerSupplement' then split_part(m.details ->> 'text', '@', 1)
        else coalesce((select form from jsonb_array_elements_text(m.details -> 'forms') form
          where form like 'inquiry-consent-%' limit 1), 'inquiry-consent') end as text,
      m.details -> 'original' as original, s.document, s.nonce, s.assertion
    from unnest(${[...codes]}::text[]) asked (code)
      join commands m on m.case_id = ${caseId} and m.action in ('giveConsent', 'answerSupplement')
        and (m.details -> 'inquiries' ->> asked.code)::boolean
      left join signatures s on s.command_id = m.command_id
    order by asked.code, m.seq desc
  `.execute(tx);
  return new Map(rows.map((row) => [row.code, { text: row.text, proof: proofOf(row) }]));
}

interface ConsentRow {
  readonly code: CheckCode;
  readonly text: string;
  readonly original: OriginalRef | null;
  readonly document: string | null;
  readonly nonce: string | null;
  readonly assertion: unknown;
}

function proofOf({ original, document, nonce, assertion }: ConsentRow): ConsentProof | undefined {
  if (document !== null && nonce !== null)
    return { document: JSON.parse(document) as unknown, nonce, assertion };
  return original ? { hash: original.hash, signedOn: original.signedOn } : undefined;
}

/** Places nobody has, in no order: the one after another's would tell that the two were given together. */
async function drawPlaces(tx: Tx, count: number): Promise<StatusPlace[]> {
  const { rows } = await sql<{ nth: string }>`
    select nextval('consent_grants_given') as nth from generate_series(1, ${count})
  `.execute(tx);
  const seeds = new Map<number, Buffer>();
  const places: StatusPlace[] = [];
  for (const { nth } of rows) {
    const list = Math.floor(Number(nth) / STATUS_LIST_SIZE);
    const seed = seeds.get(list) ?? (await seedOf(tx, list));
    seeds.set(list, seed);
    places.push({ list, index: drawnPlace(seed, Number(nth) % STATUS_LIST_SIZE) });
  }
  return places;
}

async function seedOf(tx: Tx, list: number): Promise<Buffer> {
  const { rows } = await sql<{ seed: Buffer }>`select sekisho_list_seed(${list}) as seed`.execute(tx);
  if (!rows[0]) throw new Error('a list without a seed');
  return rows[0].seed;
}

/** A grant as whoever fetches or answers holds it: nobody withdraws it meanwhile. */
interface HeldGrant {
  readonly token: string;
  readonly counts: boolean;
}

/** Locks the grant of a request, whose case is held already. Undefined where there is none. */
export async function holdGrant(tx: Tx, requestId: string, now: string): Promise<HeldGrant | undefined> {
  const row = await tx
    .selectFrom('consent_grants')
    .select(['token', 'used_at', 'withdrawn_at', 'expires_at'])
    .where('request_id', '=', requestId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const over = row.used_at !== null || row.withdrawn_at !== null || row.expires_at <= new Date(now);
  return { token: row.token ?? '', counts: !over };
}

/** It was answered: what it allowed has been done. */
export async function markUsed(tx: Tx, requestId: string, now: string): Promise<void> {
  await tx
    .updateTable('consent_grants')
    .set({ used_at: now })
    .where('request_id', '=', requestId)
    .where('used_at', 'is', null)
    .execute();
}

/** What was allowed is allowed no more, from this transaction on. */
export async function withdrawGrants(tx: Tx, requestIds: readonly string[], now: string): Promise<void> {
  if (requestIds.length === 0) return;
  await tx
    .updateTable('consent_grants')
    .set({ withdrawn_at: now })
    .where('request_id', 'in', [...requestIds])
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** The places of a list that no longer count, whatever the cause, and when that was looked at. Undefined: it was never given. */
export async function endedPlaces(
  tx: Tx,
  list: number,
): Promise<{ readonly ended: readonly number[]; readonly now: string } | undefined> {
  const now = await readNow(tx);
  const { rows } = await sql<{ ended: number[] }>`
    select sekisho_ended_grants(${list}, ${now}::timestamptz) as ended where sekisho_has_grant_list(${list})
  `.execute(tx);
  return rows[0] && { ended: rows[0].ended, now };
}

/** Signs, for questions that were put without one, what their person allowed by the row that consent is kept in. */
export async function signMissing(db: Db, grants: GrantIssuer): Promise<void> {
  const { rows } = await sql<{ request_id: string; case_id: string; organ_id: string }>`
    select request_id, case_id, organ_id from sekisho_ungranted()
  `.execute(db);
  for (const { request_id: requestId, case_id: caseId, organ_id: organId } of rows)
    await inScope(db, { organs: [organId] }, async (tx, now) => {
      await shareCase(tx, caseId);
      const row = await tx
        .selectFrom('checks as k')
        .innerJoin('cases as c', 'c.id', 'k.case_id')
        .innerJoin('applications as a', 'a.id', 'k.case_id')
        .select([
          'k.code',
          'k.status',
          'c.policy_version',
          'c.periods',
          'a.consented_at',
          'a.inquiry_consent',
        ])
        .where('k.request_id', '=', requestId)
        .where(sql<boolean>`not exists (select from consent_grants g where g.request_id = ${requestId})`)
        .executeTakeFirst();
      const allowed = row?.consented_at !== null && row?.inquiry_consent[row.code] === true;
      if (!row || !allowed || row.status === 'CANCELLED') return;
      const policy = policyOf(row.policy_version);
      const of = { caseId, policy, periods: periodsOf(policy.version, row.periods), now, grants };
      await sign(tx, of, new Map([[row.code, requestId]]));
    });
}
