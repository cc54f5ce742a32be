import { letTheWorkerGrant, unsigned } from '../../support/grants.js';
import { EVERYTHING, treatmentsFor } from '../../../sandbox/worksheet.js';
import { randomBytes, randomUUID } from 'node:crypto';
import { ACT27 } from '../../support/act27.js';
import type { Action } from '../../../domain/edges.js';
import type { Grant } from '../../../domain/roles.js';
import { readNow } from '../../../store/clock.js';
import { declareNoTie } from '../../../store/declarations.js';
import type { Db } from '../../../store/db.js';
import { handlingRight } from '../../../store/handling-right.js';
import type { Outcome, StepDetails } from '../../../store/step.js';
import { openCase, transition } from '../../../store/transition.js';

const NOTICE = 'notice-v1';
const EVERY_INQUIRY = Object.fromEntries(ACT27.checks.map(({ code }) => code).map((code) => [code, true]));

function managerOf(contractorId: string) {
  return { sub: 'manager', grants: [{ role: 'ContractorSecurityManager' as const, contractorId }] };
}

/** One organ with its staff, and people to assess: just enough register for a workflow to have a case. */
export class Office {
  private constructor(
    private readonly db: Db,
    private readonly register: Db,
    readonly organId: string,
  ) {}

  static async open(db: Db, register: Db): Promise<Office> {
    const organId = randomUUID();
    await register
      .insertInto('organs')
      .values({ id: organId, name_ja: '試験庁', name_en: 'Test Agency' })
      .execute();
    await letTheWorkerGrant(register);
    return new Office(db, register, organId);
  }

  /** A contractor that the organ has certified; until `certifiedUntil`, if that is ever called. */
  async contractor(): Promise<{ id: string; certifiedUntil(day: string): Promise<void> }> {
    const id = randomUUID();
    await this.register
      .insertInto('contractors')
      .values({ id, name_ja: '試験株式会社', name_en: 'Test K.K.' })
      .execute();
    const row = { contractor_id: id, organ_id: this.organId, valid_from: '2025-05-16', valid_until: null };
    await this.register
      .insertInto('certifications')
      .values({ id: randomUUID(), ...row })
      .execute();
    return {
      id,
      certifiedUntil: async (valid_until) => {
        await this.register
          .updateTable('certifications')
          .set({ valid_until })
          .where('contractor_id', '=', id)
          .execute();
      },
    };
  }

  /** A new application of a new person: the organ's own, or a contractor's. */
  async nominate(contractorId: string | null = null): Promise<TestCase> {
    const subjectId = randomUUID();
    const at = new Date().toISOString();
    const subject = { id: subjectId, person_index: randomBytes(32), created_at: at };
    await this.register.insertInto('subjects').values(subject).execute();
    const caseId = randomUUID();
    await this.db.transaction().execute(async (tx) =>
      openCase(
        tx,
        {
          caseId,
          kind: 'application',
          action: 'nominate',
          actor: contractorId ? managerOf(contractorId) : this.as('AssessmentOfficerInCharge'),
          commandId: randomUUID(),
          organId: this.organId,
          subjectId,
          contractorId,
          ground: 'NEW_HANDLER',
          assigned: [],
        },
        await readNow(tx),
      ),
    );
    return { caseId, subjectId };
  }

  async take(of: TestCase, action: Action, role: Grant['role'], details: StepDetails = {}): Promise<Outcome> {
    const actor = this.as(role, of.subjectId);
    // Nobody here is tied, and everybody says so at once; the worker may not say it for them.
    await this.register
      .transaction()
      .execute(async (tx) => declareNoTie(tx, { caseId: of.caseId, sub: actor.sub, now: await readNow(tx) }));
    return this.db.transaction().execute(async (tx) => {
      const { seq } = await tx
        .selectFrom('cases')
        .select('seq')
        .where('id', '=', of.caseId)
        .executeTakeFirstOrThrow();
      const step = {
        caseId: of.caseId,
        action,
        actor,
        commandId: randomUUID(),
        seen: seq,
        details,
        grants: unsigned,
      };
      const now = await readNow(tx);
      return transition(tx, step, now);
    });
  }

  /** As far as the checks: their requests stand open. */
  async bringToChecks(of: TestCase, stated: StepDetails['statedItems'] = []): Promise<string[]> {
    for await (const done of this.stepsToChecks(of, stated)) void done;
    return this.openRequests(of);
  }

  /** The same, pausing after each act. */
  async *stepsToChecks(of: TestCase, stated: StepDetails['statedItems'] = []): AsyncGenerator<Outcome> {
    yield this.take(of, 'approveNominee', 'Adjudicator', { caseOfficer: 'officer-case' });
    yield this.take(of, 'serveNotice', 'CaseOfficer', { text: NOTICE });
    yield this.take(of, 'giveConsent', 'Subject', { text: NOTICE, inquiries: EVERY_INQUIRY });
    yield this.take(of, 'submitQuestionnaire', 'Subject', { statedItems: stated });
    yield this.take(of, 'startInvestigation', 'AssessmentOfficerInCharge', {
      mode: 'SELF',
      selfGround: 'TOO_LATE',
      reasonsId: randomUUID(),
    });
  }

  /** From running checks to a clearance in force; its case id. */
  async clear(of: TestCase): Promise<string> {
    await this.toPledge(of);
    await this.take(of, 'signPledge', 'Subject');
    const row = await this.register
      .selectFrom('clearances')
      .select('id')
      .where('application_id', '=', of.caseId)
      .executeTakeFirstOrThrow();
    return row.id;
  }

  /** From answered checks to a result that waits for its pledge. */
  async toPledge(of: TestCase): Promise<void> {
    const reasonsId = randomUUID();
    await this.take(of, 'giveOpinion', 'AssessmentOfficerInCharge', { reasonsId });
    await this.take(of, 'submitForDecision', 'AssessmentOfficerInCharge');
    await this.take(of, 'decide', 'Adjudicator', {
      reasonsId,
      decision: 'FOUND',
      worksheet: treatmentsFor(EVERYTHING),
    });
    await this.take(of, 'notifyResult', 'CaseOfficer');
  }

  async openRequests(of: TestCase): Promise<string[]> {
    const rows = await this.register
      .selectFrom('checks')
      .select('request_id')
      .where('case_id', '=', of.caseId)
      .where('status', '=', 'OPEN')
      .orderBy('request_id')
      .execute();
    return rows.map((row) => row.request_id);
  }

  /** As the gateway does: the answer is in the inbox, and nothing else has happened yet. */
  async receiveAnswer(requestId: string, answer: 'NO_RECORD' | 'RECORD' = 'NO_RECORD'): Promise<void> {
    const check = await this.register
      .selectFrom('checks')
      .select('source')
      .where('request_id', '=', requestId)
      .executeTakeFirstOrThrow();
    const received_at = await readNow(this.register);
    const row = { id: randomUUID(), request_id: requestId, source: check.source, answer, received_at };
    await this.register
      .insertInto('inbox')
      .values({ ...row, content_hash: randomBytes(32), statement_id: null, disposition: null })
      .execute();
  }

  async stageOf(caseId: string): Promise<string> {
    const row = await this.register
      .selectFrom('cases')
      .select('stage')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    return row.stage;
  }

  /** Ledger events about a case that did not come from a step, oldest first. */
  async tracesOf(caseId: string | null): Promise<{ event: string; details: Record<string, unknown> }[]> {
    return this.register
      .selectFrom('ledger')
      .select(['event', 'details'])
      .where('case_id', caseId === null ? 'is' : '=', caseId)
      .where('command_id', 'is', null)
      .orderBy('recorded_at')
      .execute();
  }

  async canHandle({ subjectId }: TestCase): Promise<boolean> {
    const of = { subjectId, organId: this.organId };
    const { canHandle } = await this.db
      .transaction()
      .execute(async (tx) => handlingRight(tx, of, await readNow(tx)));
    return canHandle;
  }

  private as(role: Grant['role'], subjectId?: string) {
    const grant: Grant =
      role === 'Subject' ? { role, subjectId: subjectId ?? '' } : { role, organId: this.organId };
    const sub = role === 'CaseOfficer' ? 'officer-case' : `officer-${role}`;
    return { sub: role === 'Subject' ? `subject-${subjectId}` : sub, grants: [grant] };
  }
}

export interface TestCase {
  readonly caseId: string;
  readonly subjectId: string;
}
