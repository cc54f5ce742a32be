import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { signIn } from '../../sandbox/identity/sign-in.js';
import { Play } from '../../sandbox/lives/world.js';
import { userOf } from '../../sandbox/people.js';
import { connect, type Db, isTransient } from '../../store/db.js';
import { SOURCES } from '../support/act27.js';
import { AFTER, type Follow } from './afterlives.js';
import { castLives, INTERVIEWED, type Life, OFF_THE_WAY, PARKS, REPEATABLE, step } from './lives.js';
import { Memory, PatientCaller } from './patient-caller.js';
import type { Seeded } from './seeded.js';
import type { Troupe } from './troupe.js';

/** So many people act at once. */
const HANDS = 10;

/** Everybody whose life is played while processes die, all through the public API. */
export class Campaign {
  readonly memory = new Memory();
  readonly lives: Life[];
  /** Lives of earlier rounds, ended. */
  readonly past: Life[] = [];
  /** As the owner, to look only. */
  readonly register: Db;
  /** While true, whoever has ended begins anew if the law allows it. */
  again = false;
  readonly #callers = new Map<string, PatientCaller>();
  readonly #busy = new Set<Life>();
  #stopped = false;

  constructor(
    readonly troupe: Troupe,
    private readonly seeded: Seeded,
  ) {
    this.lives = castLives(seeded);
    this.register = connect(troupe.urls.owner, { max: 4 });
  }

  /** Everybody to the stage where the killing finds them. */
  async setUp(): Promise<void> {
    const late = this.lives.filter(({ park }) => park.endsWith('_OVERDUE'));
    await this.#together(late, (life) => this.#until(life, parkBefore(life.park)));
    const inCharge = await this.#caller('in-charge1');
    const moved = await inCharge.post('/sandbox/clock', { by: 'P61D' });
    if (moved.status !== 200) throw new Error(`the clock: ${JSON.stringify(moved.body)}`);
    const held = this.lives.filter(({ park }) => park === 'CHECKS_RUNNING');
    const others = this.lives.filter((life) => !late.includes(life) && !held.includes(life));
    await this.#together(others, (life) => this.#until(life, life.park));
    for (const source of SOURCES) await this.#control('', { source, mode: 'hold' });
    await this.#together(held, (life) => this.#until(life, life.park));
  }

  /** Lets everybody live on until `stop`, or until all have ended. */
  async play(): Promise<void> {
    await this.#control('/release', {}).catch(() => {});
    await Promise.all(Array.from({ length: HANDS }, () => this.#hand()));
  }

  stop(): void {
    this.#stopped = true;
  }

  async close(): Promise<void> {
    this.#stopped = true;
    await this.register.destroy();
  }

  async #hand(): Promise<void> {
    while (!this.#stopped) {
      const free = this.lives.filter((life) => !life.rests && !life.ended && !this.#busy.has(life));
      if (free.length === 0 && this.#busy.size === 0 && !this.again) return;
      if (free.length === 0) {
        await pause(20);
        continue;
      }
      const life = this.seeded.pick(free);
      this.#busy.add(life);
      await this.#live(life).finally(() => this.#busy.delete(life));
    }
  }

  /** One step of one life; what was refused because the case had moved is decided anew, as a person would. */
  async #live(life: Life): Promise<void> {
    const play = this.#playOf(life);
    if (life.caseId === '') {
      life.caseId = await play.nominate();
      return;
    }
    const stage = await play.stageOf('applications', life.caseId);
    try {
      if (!ENDED.has(stage)) {
        if ((await step(play, life, stage)) === undefined) await pause(100);
        return;
      }
      const next = AFTER[life.destiny][life.after];
      if (next) {
        await next(play, life, this.#follow);
        life.after += 1;
        return;
      }
    } catch (error) {
      if (movedOn(error)) return;
      throw error;
    }
    if (this.again && REPEATABLE.includes(life.destiny)) this.#beginAgain(life);
    else life.ended = true;
  }

  #beginAgain(life: Life): void {
    this.past.push({ ...life, ended: true });
    Object.assign(life, { caseId: '', after: 0, destiny: this.seeded.pick(REPEATABLE) });
  }

  async #until(life: Life, park: string): Promise<void> {
    if (OFF_THE_WAY.includes(park)) {
      await this.#until(life, 'ADJUDICATION');
      const play = this.#playOf(life);
      await play.ask(life.caseId);
      if (park === 'HEARING') return;
      await play.answerConcerns(life.caseId);
      await play.decide(life.caseId, 'NOT_FOUND');
      return;
    }
    if (park === 'QUESTIONNAIRE_SCREENING') {
      await this.#until(life, 'QUESTIONNAIRE');
      await this.#playOf(life).keepWords(life.caseId);
      return;
    }
    if (INTERVIEWED.includes(park)) {
      await this.#until(life, 'AWAITING_OPINION');
      const play = this.#playOf(life);
      await play.arrangeInterview(life.caseId);
      if (park === 'INTERVIEW_RECORD') await play.recordInterview(life.caseId);
      return;
    }
    const play = this.#playOf(life);
    life.caseId = await play.nominate();
    // Until it is parked it goes the long way, whatever becomes of it later. Nothing is killed yet: where each step
    // leads is known, and only answers are waited for.
    const onward: Life = { ...life, destiny: park === 'CLOSED' ? 'not found' : 'active' };
    let stage = 'NOMINATED';
    while (stage !== park) {
      if ((await step(play, onward, stage)) === undefined)
        stage = await play.until(life.caseId, 'HUMAN_REVIEW', 'AWAITING_OPINION');
      else if (INQUIRING.includes(stage) || (NEGATIVE.includes(stage) && park === 'CLOSED'))
        stage = await play.stageOf('applications', life.caseId);
      else if (stage === 'DECIDED') stage = park === 'CLOSED' ? 'CLOSED' : 'PLEDGE_PENDING';
      else stage = STRAIGHT[STRAIGHT.indexOf(stage) + 1] ?? '';
    }
  }

  async #together(lives: readonly Life[], work: (life: Life) => Promise<void>): Promise<void> {
    const waiting = [...lives];
    const hand = async () => {
      for (let life = waiting.shift(); life; life = waiting.shift()) await work(life);
    };
    await Promise.all(Array.from({ length: HANDS }, hand));
  }

  #playOf(life: Life): Play {
    return new Play({ as: (account) => this.#caller(account) }, life.staff, life.subject);
  }

  async #caller(account: string): Promise<PatientCaller> {
    const known = this.#callers.get(account);
    if (known) return known;
    const { config } = this.troupe;
    let token: { value: Promise<string>; at: number } | undefined;
    const caller = new PatientCaller(
      config.publicUrl,
      userOf(account).sub,
      this.memory,
      // An hour is its life.
      () => {
        if (!token || Date.now() - token.at > 40 * 60_000)
          token = {
            at: Date.now(),
            value: signIn({ issuer: config.oidc.issuer, account }).then((s) => s.accessToken),
          };
        return token.value;
      },
      randomUUID,
    );
    this.#callers.set(account, caller);
    return caller;
  }

  async #control(path: string, body: object): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${this.troupe.config.ports.providers}/control${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`control of the providers: ${response.status}`);
  }

  /** The register may be away just now; it comes back. */
  async #look(query: RawBuilder<{ id: string }>): Promise<string> {
    for (;;) {
      try {
        const { rows } = await query.execute(this.register);
        return rows[0]?.id ?? '';
      } catch (error) {
        if (!isTransient(error)) throw error;
        await pause(200);
      }
    }
  }

  readonly #follow: Follow = {
    clearanceOf: (application) =>
      this.#look(sql`select id from clearances where application_id = ${application}`),
    grievanceOf: (application) =>
      this.#look(sql`select id from grievances where application_id = ${application}`),
    reassessmentOf: (clearance) =>
      this.#look(sql`select doubt_application_id as id from clearances where id = ${clearance}`),
  };
}

/** The way through, where nobody is late and nobody has anything to weigh. */
const STRAIGHT: readonly string[] = [
  ...PARKS.filter(
    (park) =>
      !/_(OVERDUE|SCREENING)$/.test(park) && !OFF_THE_WAY.includes(park) && !INTERVIEWED.includes(park),
  ),
  'CLEARED',
];
/** Stages between which a negative decision goes to and fro. */
const NEGATIVE: readonly string[] = ['ADJUDICATION', ...OFF_THE_WAY];
/** Where others may still be asked, before the case goes on. */
const INQUIRING: readonly string[] = ['HUMAN_REVIEW', 'AWAITING_OPINION'];
const ENDED: ReadonlySet<string> = new Set(['CLEARED', 'CLOSED', 'NOT_CONDUCTED']);

function parkBefore(park: string): string {
  return park === 'PLEDGE_OVERDUE'
    ? 'PLEDGE_PENDING'
    : park === 'CONSENT_OVERDUE'
      ? 'AWAITING_CONSENT'
      : 'QUESTIONNAIRE';
}

/** Somebody or something else was first: the same person looks again. */
function movedOn(error: unknown): boolean {
  return error instanceof Error && /: 409 .*"code":"(STALE|WRONG_STAGE)"/.test(error.message);
}
