import type { Agent } from 'node:http';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { inquiriesFor } from '../sandbox/inquiries.js';
import { USUAL_INQUIRIES } from '../sandbox/inquiries.js';
import { signing } from '../sandbox/lives/signing.js';
import { answersFor } from '../sandbox/questionnaire.js';
import { worksheetFor } from '../sandbox/worksheet.js';
import type { HttpAnswer, Offices } from './office.js';
import { type Cast, newPerson, type Tokens } from './people.js';
import type { RegisterWatch } from './register-watch.js';

/** What one application took, step by step, in milliseconds. */
export interface Lived {
  readonly id: string;
  readonly steps: readonly { readonly name: string; readonly ms: number }[];
}

export interface LifeParts {
  readonly offices: Offices;
  readonly tokens: Tokens;
  readonly register: RegisterWatch;
  /** Between seeing what came of one step and the next. */
  readonly thinkMs: number;
}

/** One whole application, from nomination to the pledge; every act over HTTP by whose turn it is, one after another. */
export async function liveApplication(parts: LifeParts, cast: Cast): Promise<Lived> {
  const life = new Life(parts, cast);
  await life.untilServed();
  await life.consent();
  await life.act('questionnaire', life.subject, QUESTIONNAIRE);
  await life.investigate();
  await life.act('opinion', cast.investigator, { reasons: '意見を付す。' });
  await life.act('submission', cast.inCharge);
  await life.act('decision', cast.adjudicator, {
    decision: 'FOUND',
    reasons: [{ text: '総合的に判断した。' }],
    worksheet: worksheetFor({}),
  });
  await life.act('result-notice', cast.officer, { channel: 'OWN_ACCOUNT' });
  await life.act('pledge', life.subject, { keepSecret: true, reportChanges: true });
  return life.lived();
}

/** As far as the notice: from here the case waits for its subject, for weeks. */
export async function openWaitingCase(parts: LifeParts, cast: Cast): Promise<Lived> {
  const life = new Life(parts, cast);
  await life.untilServed();
  return life.lived();
}

type Body = Record<string, unknown>;
const QUESTIONNAIRE = {
  answers: answersFor(),
  family: [{ name: '架空 花子', dateOfBirth: '1990-01-02', nationalities: ['JP'], address: '架空市一丁目' }],
};

class Life {
  readonly #person = newPerson();
  readonly #office: Agent;
  readonly #steps: { name: string; ms: number }[] = [];
  readonly #begun = performance.now();
  readonly #declared = new Set<string>();
  #id = '';

  constructor(
    private readonly parts: LifeParts,
    private readonly cast: Cast,
  ) {
    this.#office = parts.offices.office();
  }

  get subject(): string {
    return this.#person.sub;
  }

  lived(): Lived {
    this.#note('application', this.#begun);
    return { id: this.#id, steps: this.#steps };
  }

  async untilServed(): Promise<void> {
    const { organId, inCharge, adjudicator, officer } = this.cast;
    const person = this.#person.identity;
    const begun = performance.now();
    const opened = await this.#post('/applications', inCharge, { organId, person, agreedToBeListed: true });
    this.#note('nomination', begun);
    this.#id = opened.body.id;
    await this.#seen(opened.body.version, 'nomination');
    await this.act('approval', adjudicator, { caseOfficer: officer });
    await this.act('notice', officer, { subjectAccount: this.subject, identityChecked: true });
  }

  async consent(): Promise<void> {
    await this.act('consent', this.subject, ({ notice }) => ({
      text: notice.text,
      assessment: true,
      inquiries: USUAL_INQUIRIES,
    }));
  }

  /** The superior and the personnel office first, then everybody else: until each has answered and the case has moved on. */
  async investigate(): Promise<void> {
    await this.act('investigation', this.cast.inCharge, { mode: 'UNIFIED' });
    await this.#answered();
    await this.act('inquiries', this.cast.investigator, ({ askable }) => ({
      inquiries: inquiriesFor(askable ?? []),
    }));
    await this.#answered();
  }

  async #answered(): Promise<void> {
    const begun = performance.now();
    await this.parts.register.until(
      this.#id,
      ({ stage, seq, handled }) => stage === 'AWAITING_OPINION' && handled >= seq,
    );
    this.#note('checks', begun);
    await pause(this.parts.thinkMs);
  }

  /** Looks at the case, as whoever acts on one does; acts; and waits until the case's workflow has seen it. */
  async act(
    path: string,
    sub: string,
    body: Body | ((shown: HttpAnswer['body']) => Body) = {},
  ): Promise<void> {
    const shown = await this.#look(sub);
    const given = typeof body === 'function' ? body(shown) : body;
    const begun = performance.now();
    const answer = await this.#post(`/applications/${this.#id}/${path}`, sub, {
      ...given,
      seen: shown.version,
    });
    this.#note(path, begun);
    await this.#seen(answer.body.version, path);
  }

  async #seen(version: number, name: string): Promise<void> {
    const begun = performance.now();
    await this.parts.register.until(this.#id, ({ handled }) => handled >= version);
    this.#note(`${name} seen`, begun);
    await pause(this.parts.thinkMs);
  }

  async #look(sub: string): Promise<HttpAnswer['body']> {
    await this.#declare(sub);
    const begun = performance.now();
    const token = await this.parts.tokens.of(sub);
    const answer = await this.parts.offices.send(this.#office, 'GET', `/applications/${this.#id}`, token);
    this.#expect('look', answer);
    this.#note('look', begun);
    return answer.body;
  }

  /** Whoever judges says once, before the file opens, that they are not tied. */
  async #declare(sub: string): Promise<void> {
    if (sub === this.subject || this.#declared.has(sub)) return;
    const begun = performance.now();
    await this.#post(`/declarations/${this.#id}`, sub, { tie: 'NONE' });
    this.#declared.add(sub);
    this.#note('declaration', begun);
  }

  async #post(path: string, sub: string, body: unknown): Promise<HttpAnswer> {
    const token = await this.parts.tokens.of(sub);
    const send = (to: string, given: unknown, key = randomUUID()) =>
      this.parts.offices.send(this.#office, 'POST', to, token, { body: given, key });
    const key = randomUUID();
    // What the person signs is two requests and, here, the authenticator's own: all of it counts as the step.
    const answer = await signing(body, (said) => send(path, said, key), {
      sign: async (challenge) => (await send('/sandbox/authenticator/signatures', { challenge })).body,
      enrol: async () => void (await send('/sandbox/authenticator/passkeys', {})),
    });
    this.#expect(path, answer);
    return answer;
  }

  #expect(what: string, { status, body }: HttpAnswer): void {
    if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
  }

  #note(name: string, begun: number): void {
    this.#steps.push({ name, ms: performance.now() - begun });
  }
}
