import { detailsOf, reportNamed, usedAgain } from './register-details.js';
import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Refused } from '../../domain/errors.js';
import { advanceCase } from '../../store/advance.js';
import { endBaseless, withoutBasis } from '../../store/bases.js';
import { dayOf } from '../../domain/calendar.js';
import { declareNoTie } from '../../store/declarations.js';
import type { Db, Tx } from '../../store/db.js';
import { handlingRight } from '../../store/handling-right.js';
import { fileReceived } from '../../store/inbox.js';
import { chase, dueReviews } from '../../store/hold-reviews.js';
import { confirmOutage, extendLater, lockOutage, recordOutage, untouched } from '../../store/outages.js';
import { disposeOf, dueFiles } from '../../store/retention.js';
import { openCase, transition } from '../../store/transition.js';
import { unsigned } from '../support/grants.js';
import { type Cast, castOf } from './cast.js';
import { BEGIN } from './life.js';
import type { Move } from './moves.js';
import { INFORMATION } from './plain-reading.js';
import type { RecordedRight } from './recorded.js';
import { byName, type Seen } from './seen.js';

type Answer = Extract<Move, { does: 'answer' }>;

/** All steps are played as the worker; a word on ties only the API may write (migration 0041). In this database the worker too. */
export const letTheWorkerDeclare = (owner: Db) =>
  sql`grant insert on tie_declarations to sekisho_worker`.execute(owner);

/** One person at one organ, in the real register: the same moves as in the world, by the same functions as in life. */
export class Register {
  readonly #ids = new Map<string, string>();
  readonly #names = new Map<string, string>();
  #nominated = 0;
  now = BEGIN;

  private constructor(
    /** As the worker: whom a person's step belongs to is the API's to know, and tested there. */
    private readonly db: Db,
    private readonly owner: Db,
    readonly cast: Cast,
  ) {}

  static async open(db: Db, owner: Db): Promise<Register> {
    const [organId, contractorId, subjectId] = [randomUUID(), randomUUID(), randomUUID()] as const;
    const name = { name_ja: '試験', name_en: 'Test' };
    await owner
      .insertInto('organs')
      .values({ id: organId, ...name })
      .execute();
    await owner
      .insertInto('contractors')
      .values({ id: contractorId, ...name })
      .execute();
    const created_at = new Date().toISOString();
    await owner
      .insertInto('subjects')
      .values({ id: subjectId, person_index: randomBytes(32), created_at })
      .execute();
    const register = new Register(
      db,
      owner,
      castOf({ organId, contractorId, subjectId, suffix: `-${subjectId}` }),
    );
    await register.#certify(true);
    return register;
  }

  /** Plays one move; what it came to. */
  async play(move: Move): Promise<string> {
    const came = await this.#play(move);
    await this.nameNew();
    return came;
  }

  async #play(move: Move): Promise<string> {
    switch (move.does) {
      case 'nominate':
        return this.#whole((tx) => this.#nominate(tx, move));
      case 'take':
        return this.#whole(async (tx) => {
          const { file, action, player: actor, seen } = move;
          const caseId = this.#id(file);
          await this.#declare(caseId, actor.sub);
          const details = {
            ...detailsOf(move.input, actor.sub, action),
            ...(await usedAgain(tx, caseId, move)),
            ...(await reportNamed(tx, caseId, move)),
          };
          const step = { caseId, action, actor, seen, details, commandId: randomUUID(), grants: unsigned };
          return transition(tx, step, this.now);
        });
      case 'answer':
        return this.#answer(move);
      case 'look':
        await this.db.transaction().execute((tx) => advanceCase(tx, this.#id(move.file), this.now));
        return 'PASSED';
      case 'wait':
        this.now = move.until;
        return 'PASSED';
      case 'sweep':
        await this.#sweep();
        return 'PASSED';
      case 'outage':
        await this.#outage(move);
        return 'PASSED';
      case 'certify':
        await this.#certify(move.certified);
        return 'PASSED';
      case 'record':
        await this.#record(move);
        return 'PASSED';
    }
  }

  /** What there is, as far as the world knows it too. */
  async files(): Promise<Seen[]> {
    const { rows } = await sql<{ id: string } & Omit<Seen, 'name'>>`
      select c.id, c.stage, c.seq, a.ground, a.mode, a.decision, a.not_conducted_reason as reason,
        coalesce(a.clearance_id, cl.application_id, g.clearance_id, g.application_id) as about,
        coalesce(a.notified_at, cl.notified_at) is not null as notified,
        coalesce(a.pledged_at, cl.pledged_at) is not null as pledged,
        cl.last_valid_day::text as "lastDay", cl.doubt_application_id as doubt, cl.renewal_application_id as renewal,
        (select coalesce(json_agg(k.code || ' ' || k.status || ' ' || coalesce(k.finding, '-') || ' ' ||
            (k.resolved_at is not null)::text
            order by k.created_seq, (k.code || ' ' || k.status || ' ' || coalesce(k.finding, '-')) collate "C"), '[]')
          from checks k where k.case_id = c.id) as checks,
        (select coalesce(json_agg(d.kind || ' ' || to_char(d.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
            order by d.kind, d.due_at), '[]') from deadlines d where d.case_id = c.id and d.closed_at is null) as deadlines,
        (select coalesce(json_agg(h.number || ' ' || (h.chased_at is not null)::text order by h.number), '[]')
          from legal_holds h where h.case_id = c.id and h.lifted_at is null) as holds
      from cases c left join applications a on a.id = c.id left join clearances cl on cl.id = c.id
        left join grievances g on g.id = c.id
      where c.subject_id = ${this.cast.subjectId}
    `.execute(this.owner);
    return rows
      .map(({ id, ...row }) => ({
        ...row,
        name: this.#name(id) ?? id,
        about: this.#name(row.about),
        doubt: this.#name(row.doubt),
        renewal: this.#name(row.renewal),
      }))
      .sort(byName);
  }

  async rights(): Promise<boolean[]> {
    return this.db.transaction().execute(async (tx) => {
      const rights: boolean[] = [];
      for (const scheme of INFORMATION)
        rights.push((await handlingRight(tx, { ...this.cast, scheme }, this.now)).canHandle);
      return rights;
    });
  }

  /** Nobody is tied in these lives who has not said so, and they say it at once; not as the worker, who may not say it. */
  async #declare(caseId: string, sub: string): Promise<void> {
    await this.owner.transaction().execute((tx) => declareNoTie(tx, { caseId, sub, now: this.now }));
  }

  async #nominate(tx: Tx, { player, contractor }: { player: Cast['players'][number]; contractor: boolean }) {
    const { organId, subjectId, contractorId } = this.cast;
    const opening = { kind: 'application', action: 'nominate', ground: 'NEW_HANDLER', assigned: [] } as const;
    const of = { organId, subjectId, contractorId: contractor ? contractorId : null };
    // In the order of their opening: of two investigations of one moment the later one is the most recent.
    const caseId = `${String((this.#nominated += 1)).padStart(8, '0')}${randomUUID().slice(8)}`;
    const ids = { caseId, commandId: randomUUID() };
    return openCase(tx, { ...opening, ...of, ...ids, actor: player }, this.now);
  }

  async #answer(move: Answer): Promise<string> {
    const received = await this.receive(move);
    // Of a destroyed file no request is left that anybody could answer; of an answered one no second answer is taken.
    if (!received) return 'DROPPED';
    const of = { ...received, caseId: this.#id(move.file) };
    return this.db.transaction().execute((tx) => fileReceived(tx, of, this.now));
  }

  /** Puts an answer into the inbox, as the gateway does, for whoever files it. */
  async receive({ file, code, finding }: Answer): Promise<{ id: string; requestId: string } | undefined> {
    const caseId = this.#id(file);
    const check = await this.owner
      .selectFrom('checks')
      .select(['request_id', 'source'])
      .where('case_id', '=', caseId)
      .where('code', '=', code)
      .orderBy('created_seq', 'desc')
      // Of answers brought from an earlier case the newest stands last, and only that one may be a silence.
      .orderBy(sql`status = 'LATE'`, 'desc')
      .executeTakeFirst();
    if (!check) return undefined;
    const of = { id: randomUUID(), requestId: check.request_id };
    const row = {
      id: of.id,
      request_id: of.requestId,
      source: check.source,
      answer: finding,
      received_at: this.now,
    };
    const taken = await this.owner
      .insertInto('inbox')
      .values({ ...row, content_hash: randomBytes(32), statement_id: null, disposition: null })
      .onConflict((c) => c.column('request_id').doNothing())
      .executeTakeFirst();
    return taken.numInsertedOrUpdatedRows === 0n ? undefined : of;
  }

  async #sweep(): Promise<void> {
    // Others live in the same register, each at a time of their own.
    for await (const found of untouched(this.db, this.now))
      if (this.#names.has(found.caseId)) await extendLater(this.db, found, this.now);
    for await (const page of withoutBasis(this.db, this.now))
      for (const found of page)
        if (this.#names.has(found.caseId)) await endBaseless(this.db, found, this.now);
    for await (const page of dueFiles(this.db, this.now))
      for (const file of page) if (this.#names.has(file.caseId)) await disposeOf(this.db, file, this.now);
    for (const review of await dueReviews(this.db, dayOf(this.now)))
      if (this.#names.has(review.caseId)) await chase(this.db, review, this.now);
  }

  async #outage({ kind, first, last }: Extract<Move, { does: 'outage' }>): Promise<void> {
    const { organId } = this.cast;
    const of = { organId, kind, source: null, cause: 'FAILURE', reference: 'OUT-1', first, last } as const;
    await this.db.transaction().execute(async (tx) => {
      const id = await recordOutage(tx, of, { by: 'charge', now: this.now });
      const outage = await lockOutage(tx, id);
      if (outage) await confirmOutage(tx, outage, { by: 'second-charge', now: this.now });
    });
  }

  async #certify(certified: boolean): Promise<void> {
    const { contractorId: contractor_id, organId: organ_id } = this.cast;
    await this.owner.deleteFrom('certifications').where('contractor_id', '=', contractor_id).execute();
    if (!certified) return;
    const row = { id: randomUUID(), contractor_id, organ_id, valid_from: '2025-05-16', valid_until: null };
    await this.owner.insertInto('certifications').values(row).execute();
  }

  async #record({ what, firstDay, lastDay }: RecordedRight): Promise<void> {
    const { organId: organ_id, subjectId: subject_id } = this.cast;
    const by = { recorded_at: this.now, recorded_by: 'charge', ended_at: null, ended_by: null };
    const row = { id: randomUUID(), organ_id, subject_id, ...by };
    await (what === 'OFFICE'
      ? this.owner
          .insertInto('office_records')
          .values({ ...row, office: 'MINISTER', first_day: firstDay, last_day: lastDay })
      : this.owner
          .insertInto('sds_results')
          .values({ ...row, notified_on: firstDay, last_valid_day: lastDay })
    ).execute();
  }

  async #whole(what: (tx: Tx) => Promise<unknown>): Promise<string> {
    try {
      await this.db.transaction().execute(what);
      return 'OK';
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return error.code;
    }
  }

  /** A move opens one case of a kind at most, so that the order of their opening names them. */
  async nameNew(): Promise<void> {
    const rows = await this.owner
      .selectFrom('cases')
      .select(['id', 'kind'])
      .where('subject_id', '=', this.cast.subjectId)
      .execute();
    for (const { id, kind } of rows) {
      if (this.#names.has(id)) continue;
      const known = [...this.#names.values()].filter((name) => name.startsWith(kind)).length;
      this.#names.set(id, `${kind}-${known + 1}`);
      this.#ids.set(`${kind}-${known + 1}`, id);
    }
  }

  #id(name: string): string {
    const id = this.#ids.get(name);
    if (!id) throw new Error(`the register has no ${name}`);
    return id;
  }
  #name(id: string | null): string | null {
    return id === null ? null : (this.#names.get(id) ?? id);
  }
}
