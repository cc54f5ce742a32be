import { setTimeout as pause } from 'node:timers/promises';
import type { CheckCode, Item } from '../../domain/checks.js';
import { inquiriesFor, USUAL_INQUIRIES } from '../inquiries.js';
import { answersFor } from '../questionnaire.js';
import { worksheetFor } from '../worksheet.js';
import { people, type Person, userOf } from '../people.js';
import { identityOf } from '../seed/reference-data.js';
import { DECIDED, INTERVIEW, KEPT_WORDS } from '../seed/texts.js';
import type { Answer, Caller } from './caller.js';
import { enrolling } from './enrolling.js';
import type { Staff } from './staff.js';

export { type Staff, staffOf } from './staff.js';

/** Where a life is played: signed-in people, all through the public API, and the sandbox's clock. */
export interface World {
  as(account: string): Promise<Caller>;
  /** Told each step as it is taken. */
  onStep?(text: string): void;
  /** How long a step that depends on others may take; a minute by default. */
  readonly patienceMs?: number | undefined;
}

export function personOf(account: string): Person {
  const person = people.find((one) => one.account === account);
  if (!person) throw new Error(`no sandbox person signs in as ${account}`);
  return person;
}

/** What the person states under an item, in their own words. */
type Statements = Partial<Record<Item, string>>;

/** The steps of an assessment as people take them. Each returns when the API has answered, and fails loudly. */
export class Play {
  constructor(
    readonly world: World,
    readonly staff: Staff,
    readonly subject: string,
  ) {}

  async nominate(): Promise<string> {
    const inCharge = await this.world.as(this.staff.inCharge);
    const answer = await inCharge.post('/applications', {
      organId: this.staff.organId,
      person: identityOf(personOf(this.subject)),
      agreedToBeListed: true,
    });
    this.#expect('nominated', answer);
    return answer.body.id;
  }

  approve(id: string): Promise<Answer> {
    return this.act(this.staff.adjudicator, `/applications/${id}/approval`, this.#officer());
  }

  #officer = () => ({ caseOfficer: userOf(this.staff.officer).sub });

  confirmNeed(id: string): Promise<Answer> {
    return this.act(this.staff.inCharge, `/applications/${id}/need`, this.#officer());
  }

  serveNotice(id: string): Promise<Answer> {
    const subjectAccount = userOf(this.subject).sub;
    return this.act(this.staff.officer, `/applications/${id}/notice`, {
      subjectAccount,
      identityChecked: true,
    });
  }

  /** With the notice the officer hands over a code, by which the person enrols the passkey they sign with. */
  async enrol(id: string): Promise<void> {
    const [officer, person] = [await this.world.as(this.staff.officer), await this.world.as(this.subject)];
    await enrolling(id, officer, person, (what, answer) => this.#expect(what, answer));
  }

  async consent(
    id: string,
    inquiries: Partial<Record<CheckCode, boolean>> = USUAL_INQUIRIES,
  ): Promise<Answer> {
    const shown = await (await this.world.as(this.subject)).get(`/applications/${id}`);
    const text = shown.body.notice?.text;
    return this.act(this.subject, `/applications/${id}/consent`, { text, assessment: true, inquiries });
  }

  submitQuestionnaire(id: string, statements: Statements = {}): Promise<Answer> {
    const family = [
      { name: '架空 花子', dateOfBirth: '1990-01-02', nationalities: ['JP'], address: '架空市一丁目' },
    ];
    return this.act(this.subject, `/applications/${id}/questionnaire`, {
      answers: answersFor(statements),
      family,
    });
  }

  /** With words on what may not be asked, pointed out and kept. */
  keepWords(id: string): Promise<Answer> {
    return this.act(this.subject, `/applications/${id}/questionnaire`, {
      answers: answersFor({ FINANCIAL_CIRCUMSTANCES: KEPT_WORDS }),
      family: [],
      kept: true,
    });
  }

  /** Every passage struck, with its sentence. */
  async screen(id: string): Promise<Answer> {
    const { screener } = this.staff;
    const { body } = await (await this.world.as(screener)).get(`/applications/${id}`);
    const shown: readonly { passage: number }[] = body.passages ?? [];
    const passages = shown.map(({ passage }) => ({
      passage,
      verdict: 'STRIKE_SENTENCE',
      ground: 'MAY_NOT_BE_ASKED',
    }));
    return this.act(screener, `/applications/${id}/screening`, { passages });
  }

  /** The superior and the personnel office are asked, unless an earlier investigation is used. */
  investigate(id: string, mode: 'UNIFIED' | 'REUSED' = 'UNIFIED'): Promise<Answer> {
    return this.act(this.staff.inCharge, `/applications/${id}/investigation`, { mode });
  }

  /** Once these have answered: everybody else who may be asked. Nobody may, and nobody is. */
  async inquire(id: string): Promise<Answer | undefined> {
    await this.until(id, 'HUMAN_REVIEW', 'AWAITING_OPINION');
    const { investigator } = this.staff;
    const { body } = await (await this.world.as(investigator)).get(`/applications/${id}`);
    // The release before this one asks everything by itself, and knows no word for it.
    const askable: CheckCode[] = body.askable ?? [];
    if (askable.length === 0) return undefined;
    return this.act(investigator, `/applications/${id}/inquiries`, { inquiries: inquiriesFor(askable) });
  }

  /** From nomination to the moment the first sources have been asked: the superior and the personnel office. */
  async untilChecks(statements: Statements = {}): Promise<string> {
    const id = await this.nominate();
    await this.approve(id);
    await this.serveNotice(id);
    await this.enrol(id);
    await this.consent(id);
    await this.submitQuestionnaire(id, statements);
    await this.investigate(id);
    return id;
  }

  /** The same, and on to the moment everybody else has been asked as well. */
  async untilAllAsked(statements: Statements = {}): Promise<string> {
    const id = await this.untilChecks(statements);
    await this.inquire(id);
    return id;
  }

  async review(id: string): Promise<Answer> {
    return this.act(this.staff.investigator, `/applications/${id}/review`, {
      reasons: '個別に検討した。 / Weighed one by one.',
    });
  }

  async opinion(id: string): Promise<Answer> {
    return this.act(this.staff.investigator, `/applications/${id}/opinion`, {
      reasons: '意見を付す。 / Opinion attached.',
    });
  }

  async decideAndNotify(id: string, decision: 'FOUND' | 'NOT_FOUND'): Promise<void> {
    await this.act(this.staff.inCharge, `/applications/${id}/submission`);
    if (decision === 'NOT_FOUND') {
      await this.ask(id);
      await this.answerConcerns(id);
    }
    await this.decide(id, decision);
    if (decision === 'NOT_FOUND') await this.confirm(id);
    await this.act(this.staff.officer, `/applications/${id}/result-notice`, { channel: 'OWN_ACCOUNT' });
  }

  /** Asked to come in a quarter of a minute: nobody in a sandbox wants to wait for days. */
  async arrangeInterview(id: string): Promise<Answer> {
    return this.act(this.staff.investigator, `/applications/${id}/interview`, {
      reasons: '回答だけでは経緯が分からない。 / The answers do not say how it came about.',
      at: new Date(Date.parse(await this.#now()) + 15_000).toISOString(),
      agreed: true,
      place: '合同庁舎三階 / Third floor',
      items: ['FINANCIAL_CIRCUMSTANCES'],
    });
  }

  /** Not before its time. */
  async recordInterview(id: string): Promise<Answer> {
    const { body } = await (await this.world.as(this.staff.investigator)).get(`/applications/${id}`);
    const at: string = body.interviews?.at(-1)?.at ?? '';
    while ((await this.#now()) < at) await pause(500);
    return this.act(this.staff.investigator, `/applications/${id}/interview-record`, INTERVIEW.record);
  }

  confirmRecord(id: string): Promise<Answer> {
    return this.act(this.subject, `/applications/${id}/interview-record-confirmation`, INTERVIEW.remarks);
  }

  async #now(): Promise<string> {
    return (await (await this.world.as(this.staff.inCharge)).get('/sandbox/clock')).body.now;
  }

  /** Before anything is held against them the concerns are put to the person. */
  ask(id: string): Promise<Answer> {
    return this.act(this.staff.adjudicator, `/applications/${id}/hearing`, {
      items: ['FINANCIAL_CIRCUMSTANCES'],
      reasons: '滞納の時期と経緯をお聞かせください。 / When and how did the arrears come about?',
    });
  }

  answerConcerns(id: string): Promise<Answer> {
    return this.act(this.subject, `/applications/${id}/hearing-answer`, {
      text: '失業中のことで、いまは返済しています。 / I was out of work then; it is being repaid.',
    });
  }

  /** With a worksheet for whatever there is to weigh. */
  async decide(id: string, decision: 'FOUND' | 'NOT_FOUND'): Promise<Answer> {
    const { adjudicator } = this.staff;
    const { body } = await (await this.world.as(adjudicator)).get(`/applications/${id}`);
    const reasons = DECIDED[decision];
    const worksheet = worksheetFor(body);
    return this.act(adjudicator, `/applications/${id}/decision`, { decision, reasons, worksheet });
  }

  returnDecision(id: string): Promise<Answer> {
    return this.act(this.staff.secondReader, `/applications/${id}/decision-return`, {
      reasons: '説明がまだ十分に検討されていない。 / The answer has not been weighed enough.',
    });
  }

  confirm(id: string): Promise<Answer> {
    return this.act(this.staff.secondReader, `/applications/${id}/decision-confirmation`, {
      reasons: '評価書と説明を読み、同じ判断に至った。 / Read worksheet and answer: the same judgement.',
    });
  }

  pledge(id: string): Promise<Answer> {
    return this.act(this.subject, `/applications/${id}/pledge`, { keepSecret: true, reportChanges: true });
  }

  /** From the first answers to a started clearance; returns its id. */
  async clear(id: string): Promise<string> {
    await this.inquire(id);
    await this.until(id, 'AWAITING_OPINION');
    await this.opinion(id);
    await this.decideAndNotify(id, 'FOUND');
    await this.pledge(id);
    return this.clearanceId();
  }

  /** The subject's newest clearance. */
  async clearanceId(): Promise<string> {
    const { body } = await (await this.world.as(this.subject)).get('/clearances');
    return body.items[0].id;
  }

  async act(account: string, path: string, body: Record<string, unknown> = {}): Promise<Answer> {
    const answer = await (await this.world.as(account)).act(path, body);
    this.#expect(path.split('/').at(-1) ?? path, answer);
    return answer;
  }

  /** An act that needs no version: withdrawal, refusal, grievance, change report. */
  async post(account: string, path: string, body: Record<string, unknown> = {}): Promise<Answer> {
    const answer = await (await this.world.as(account)).post(path, body);
    this.#expect(path.split('/').at(-1) ?? path, answer);
    return answer;
  }

  /** Waits until the case, seen by its officer in charge, is in one of these stages. @throws when patience ends. */
  async until(id: string, ...stages: string[]): Promise<string> {
    const inCharge = await this.world.as(this.staff.inCharge);
    const givesUpAt = Date.now() + (this.world.patienceMs ?? 60_000);
    for (;;) {
      const { body } = await inCharge.get(`/applications/${id}`);
      if (stages.includes(body.stage)) return body.stage;
      if (Date.now() > givesUpAt) throw new Error(`still ${body.stage}, not ${stages.join(' or ')}`);
      await pause(40);
    }
  }

  async stageOf(kind: 'applications' | 'clearances', id: string): Promise<string> {
    return (await (await this.world.as(this.staff.inCharge)).get(`/${kind}/${id}`)).body.stage;
  }

  async moveClock(move: { to?: string; by?: string }): Promise<string> {
    const answer = await (await this.world.as(this.staff.inCharge)).post('/sandbox/clock', move);
    this.#expect(`clock to ${answer.body?.now ?? '?'}`, answer);
    return answer.body.now;
  }

  #expect(what: string, answer: Answer): void {
    if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.world.onStep?.(what);
  }
}
