import { createHash, randomUUID } from 'node:crypto';
import type { CheckCode, Finding, InquiryConsent } from '../../../domain/checks.js';
import type { Action } from '../../../domain/edges.js';
import type { CaseKind, Decision, Ground, InvestigationMode } from '../../../domain/stages.js';
import { readCase } from '../../../store/case-state.js';
import { readNow } from '../../../store/clock.js';
import { declareNoTie } from '../../../store/declarations.js';
import type { Tx } from '../../../store/db.js';
import type { StepDetails } from '../../../store/step.js';
import { openCase, transition } from '../../../store/transition.js';
import type { DocumentClass } from '../../../store/vault.js';
import { type Account, ASSIGNED, HERE, memberOf, SELVES, TIED } from './cast.js';
import { inquiredFor } from '../../../sandbox/inquiries.js';
import { actorOf, actorWith } from './actors.js';
import { CONCERNS, FINANCES } from './concerns.js';
import { dayAhead } from './day-ahead.js';
import type { Worksheet } from '../../../domain/worksheet.js';
import { treatmentsFor } from '../../../sandbox/worksheet.js';
import type { House } from './house.js';

export const INQUIRY: CheckCode = 'CONVICTION_RECORD';
/** Consented to where more is to be asked than that. */
export const FURTHER: CheckCode = 'POLICE_RECORD';

export interface Case {
  readonly kind: CaseKind;
  readonly id: string;
  readonly subjectId: string;
}

export interface Wanted {
  readonly mode?: 'UNIFIED' | 'SELF';
  readonly decision?: Decision;
  readonly inquiries?: InquiryConsent;
  /** Of what may be asked as needed, what is; everything, unless it is said. */
  readonly asks?: readonly CheckCode[];
  readonly finding?: Finding;
  readonly reasonsWaived?: boolean;
  readonly contractorId?: string | null;
  readonly organId?: string;
  /** Somebody whom the register knows already. */
  readonly subjectId?: string;
}

/** How cases are moved: by the same one write path as in life, only without HTTP in between. */
export class CaseSteps {
  constructor(readonly house: House) {}

  /** The cast lets go of every case so far: a sign-in with hundreds of them is not what is tried here. */
  async leave(): Promise<void> {
    const subs = (['subject', ...SELVES] as const).map((account) => memberOf(account).sub);
    await this.house.register
      .deleteFrom('principals')
      .where('role', '=', 'Subject')
      .where('sub', 'in', subs)
      .execute();
  }

  async doubtOf(clearanceId: string): Promise<string> {
    const row = await this.house.register
      .selectFrom('clearances')
      .select('doubt_application_id')
      .where('id', '=', clearanceId)
      .executeTakeFirstOrThrow();
    return row.doubt_application_id ?? '';
  }

  /** One step as `by` takes it, with the version the case has. */
  async step(caseId: string, action: Action, by: Account | 'System' | 'Provider', details: StepDetails = {}) {
    return this.#stepAt(caseId, action, by, () => details);
  }

  async #stepAt(
    caseId: string,
    action: Action,
    by: Account | 'System' | 'Provider',
    detailsAt: (now: string) => StepDetails,
  ) {
    const commandId = randomUUID();
    await this.write(async (tx, now) => {
      const { seq } = await tx
        .selectFrom('cases')
        .select('seq')
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow();
      const actor = await actorOf(tx, by);
      // Whoever acts here has said that they are not tied; that they must is test/access/declarations.test.ts's.
      if ('sub' in actor) await declareNoTie(tx, { caseId, sub: actor.sub, now });
      const { grants } = this.house;
      const seen = 'sub' in actor ? { seen: seq } : {};
      await transition(
        tx,
        { caseId, action, actor, commandId, grants, details: detailsAt(now), ...seen },
        now,
      );
    });
    return { commandId };
  }

  /** The investigation begins, and everything that may be asked is, or what is named of it: first what is asked first. */
  async start(caseId: string, mode: InvestigationMode = 'UNIFIED', wanted?: readonly CheckCode[]) {
    const state = await this.write((tx, now) => readCase(tx, caseId, now));
    const asks = (state?.facts.askable ?? []).filter((code) => wanted?.includes(code) ?? true);
    const named = { inquired: inquiredFor(asks), reason: 'TEST' };
    const alone = asks.length > 0 && state?.facts.firstDue.length !== 0 ? {} : named;
    const proviso = mode === 'SELF' ? { selfGround: 'TOO_LATE' as const, reason: 'TEST' } : {};
    const begun = await this.step(caseId, 'startInvestigation', 'inCharge', { mode, ...proviso, ...alone });
    if (alone === named) return begun;
    await this.answer(caseId, 'NO_RECORD');
    return this.step(caseId, 'inquire', mode === 'UNIFIED' ? 'investigator' : 'officer', named);
  }

  /** Decided by the adjudicator; against the person, not unheard and not alone. */
  async decide(caseId: string, decision: Decision, reasons: StepDetails = { reason: 'TEST' }): Promise<void> {
    await this.propose(caseId, decision, reasons);
    if (decision === 'NOT_FOUND')
      await this.step(caseId, 'confirmDecision', 'adjudicatorOnceSubject', { reason: 'TEST' });
  }

  /** As far as what a second reader would read. */
  async propose(
    caseId: string,
    decision: Decision,
    reasons: StepDetails = { reason: 'TEST' },
    by: Account = 'adjudicator',
  ): Promise<void> {
    if (decision === 'NOT_FOUND') {
      await this.step(caseId, 'askSubject', by, CONCERNS);
      await this.step(caseId, 'answerConcerns', 'subject');
    }
    await this.step(caseId, 'decide', by, { decision, worksheet: await this.sheet(caseId), ...reasons });
  }

  /** A worksheet that passes nothing over. */
  async sheet(caseId: string): Promise<Worksheet> {
    return treatmentsFor((await this.write((tx, now) => readCase(tx, caseId, now)))?.facts ?? {});
  }

  /** Asked to come at once: what was arranged a moment ago can be recorded now. */
  async arrange(made: Case, by: Account, items = FINANCES): Promise<void> {
    const documentId = await this.seal(made, 'PLACE TEXT', 'INTERVIEW');
    const arranged = { documentId, reasonsId: await this.seal(made, 'WHY TEXT'), agreed: true, items };
    await this.#stepAt(made.id, 'arrangeInterview', by, (now) => ({
      ...arranged,
      interviewAt: new Date(Date.parse(now) + 1).toISOString(),
    }));
  }

  async request(made: Case, by: Account, items = FINANCES): Promise<void> {
    await this.step(made.id, 'requestDocument', by, { reasonsId: await this.seal(made, 'REQUEST'), items });
  }

  async record(made: Case, by: Account, text: string): Promise<void> {
    const documentId = await this.seal(made, text, 'INTERVIEW');
    await this.step(made.id, 'recordInterview', by, { documentId });
  }

  /** A legal hold, placed by somebody else in charge than those who will lift it. */
  async held(made: Case, hold = 1, by: Account = 'everything'): Promise<Case> {
    const documentId = await this.seal(made, 'HOLD TEXT', 'HOLD');
    const details: StepDetails = { hold, holdGround: 'LITIGATION', reviewOn: dayAhead(30), documentId };
    await this.step(made.id, 'placeHold', by, details);
    return made;
  }

  /** All open checks of a case answered the same. */
  async answer(caseId: string, finding: Finding): Promise<void> {
    const open = await this.house.register
      .selectFrom('checks')
      .select('request_id')
      .where('case_id', '=', caseId)
      .where('status', '=', 'OPEN')
      .execute();
    for (const { request_id: requestId } of open)
      await this.step(caseId, 'fileAnswer', 'Provider', { requestId, finding });
  }

  async version(caseId: string): Promise<number> {
    return (await this.#rowOf(caseId)).seq;
  }

  async stage(caseId: string): Promise<string> {
    return (await this.#rowOf(caseId)).stage;
  }

  #rowOf(caseId: string) {
    return this.house.register
      .selectFrom('cases')
      .select(['seq', 'stage'])
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
  }

  protected async nominate({
    contractorId = HERE.contractorId,
    organId = HERE.organId,
    subjectId,
  }: Wanted): Promise<Case> {
    const made: Case = { kind: 'application', id: randomUUID(), subjectId: subjectId ?? randomUUID() };
    const opening = {
      action: 'nominate' as const,
      ground: 'NEW_HANDLER' as Ground,
      commandId: randomUUID(),
      assigned: [],
    };
    await this.write(async (tx, now) => {
      const index = createHash('sha256').update(made.subjectId).digest();
      await tx
        .insertInto('subjects')
        .values({ id: made.subjectId, person_index: index, created_at: now })
        .onConflict((c) => c.doNothing())
        .execute();
      const by = contractorId === null ? 'inCharge' : 'manager';
      const actor =
        contractorId === null || contractorId === HERE.contractorId
          ? await actorOf(tx, by)
          : actorWith('ContractorSecurityManager', contractorId);
      const of = { kind: 'application' as const, caseId: made.id, subjectId: made.subjectId };
      await openCase(tx, { ...opening, ...of, actor, organId, contractorId }, now);
      await this.house.vault.put(tx, { kind: 'subject', id: made.subjectId }, 'IDENTITY', PERSON, now);
    });
    return this.tie(made);
  }

  /** The whole cast takes its place around the case: who is assigned, who declared a tie, who is the subject. */
  async tie(made: Case): Promise<Case> {
    const { subjectId } = made;
    await this.write(async (tx, now) => {
      const assigned = ASSIGNED.map((account) => ({ case_id: made.id, sub: memberOf(account).sub }));
      await tx
        .insertInto('assignments')
        .values(assigned)
        .onConflict((c) => c.doNothing())
        .execute();
      const conflicts = TIED.map((account) => ({
        subject_id: subjectId,
        sub: memberOf(account).sub,
        declared_at: now,
      }));
      await tx
        .insertInto('conflicts')
        .values(conflicts)
        .onConflict((c) => c.doNothing())
        .execute();
      const selves = (['subject', ...SELVES] as const).map((account) => ({
        id: randomUUID(),
        sub: memberOf(account).sub,
        role: 'Subject' as const,
        organ_id: null,
        contractor_id: null,
        subject_id: subjectId,
        created_at: now,
      }));
      await tx
        .insertInto('principals')
        .values(selves)
        .onConflict((c) => c.doNothing())
        .execute();
    });
    return made;
  }

  /** The person signs in after all. */
  async enrol({ subjectId }: Case): Promise<void> {
    await this.house.register
      .insertInto('principals')
      .values({
        id: randomUUID(),
        sub: memberOf('subject').sub,
        role: 'Subject',
        organ_id: null,
        contractor_id: null,
        subject_id: subjectId,
        created_at: new Date().toISOString(),
      })
      .execute();
  }

  seal(made: Case, text: string, docClass: DocumentClass = 'REASONS'): Promise<string> {
    return this.write((tx, now) =>
      this.house.vault.put(tx, { kind: 'case', id: made.id }, docClass, { text }, now),
    );
  }

  protected async write<T>(work: (tx: Tx, now: string) => Promise<T>): Promise<T> {
    return this.house.register.transaction().execute(async (tx) => work(tx, await readNow(tx)));
  }
}

export const PERSON = {
  name: '架空 太郎',
  kana: 'カクウ タロウ',
  dateOfBirth: '1990-01-02',
  address: '架空市一丁目2番',
  nationality: 'JP',
};
