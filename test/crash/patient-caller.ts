import { setTimeout as pause } from 'node:timers/promises';
import { derivedId } from '../../store/derived-id.js';
import { type Answer, Caller } from '../../sandbox/lives/caller.js';

/** What all callers of one campaign remember together. */
export class Memory {
  /** Command ids the API has acknowledged, with the case it named and how often they had to be sent. */
  readonly acknowledged = new Map<
    string,
    { readonly caseId: string; readonly path: string; readonly sent: number }
  >();
  /** Answers that no caller should ever get, whatever is killed. */
  readonly unexpected: string[] = [];
  /** Attempts that ended without an answer or with 503: each was followed by another, or is under way. */
  readonly failures: { readonly at: number; readonly what: string }[] = [];
  /** Attempts under way, by number. */
  readonly underWay = new Set<number>();
  readonly lost = new Set<number>();
  attempts = 0;
}

const ATTEMPT_MS = 30_000;
const GIVES_UP_MS = 300_000;

/**
 * A caller as real clients are: what gets no answer is sent again, with the same idempotency key and the same words, until
 * there is one.
 */
/** What a passkey is made with and signs with is no step of a case: the step that it signs is. */
const NO_STEP = /^\/(sandbox|passkeys)\b/;

export class PatientCaller extends Caller {
  constructor(
    url: string,
    private readonly sub: string,
    private readonly memory: Memory,
    private readonly signIn: () => Promise<string>,
    private readonly newKey: () => string,
  ) {
    super(url, '');
  }

  override get(path: string): Promise<Answer> {
    return this.declaring(path, () => this.#untilAnswered('GET', path));
  }

  override async post(path: string, body: unknown = {}, key: string = this.newKey()): Promise<Answer> {
    let sent = 0;
    const answer = await this.signed(path, body, (said) =>
      this.#untilAnswered('POST', path, { body: said, key }, () => (sent += 1)),
    );
    if (answer.status < 300 && typeof answer.body?.id === 'string' && !NO_STEP.test(path)) {
      const id = derivedId(this.sub, key);
      this.memory.acknowledged.set(id, { caseId: answer.body.id, path, sent });
    }
    return answer;
  }

  async #untilAnswered(
    method: string,
    path: string,
    act?: { body: unknown; key: string },
    onAttempt = () => {},
  ): Promise<Answer> {
    const givesUpAt = Date.now() + GIVES_UP_MS;
    let token = await this.signIn();
    for (;;) {
      onAttempt();
      const outcome = await this.#attempt(method, path, token, act);
      if ('answer' in outcome && outcome.answer.status === 401) token = await this.signIn();
      else if ('answer' in outcome && outcome.answer.status !== 503) {
        if (outcome.answer.status >= 500)
          this.memory.unexpected.push(`${method} ${path}: ${outcome.answer.status}`);
        else return outcome.answer;
      }
      if (Date.now() > givesUpAt)
        throw new Error(
          `${method} ${path} had no answer for ${GIVES_UP_MS / 1_000} s: ${JSON.stringify(outcome)}`,
        );
      await pause(100);
    }
  }

  async #attempt(
    method: string,
    path: string,
    token: string,
    act?: { body: unknown; key: string },
  ): Promise<{ answer: Answer } | { failed: string }> {
    const number = (this.memory.attempts += 1);
    this.memory.underWay.add(number);
    const fail = (what: string) => {
      this.memory.failures.push({ at: Date.now(), what });
      this.memory.lost.add(number);
    };
    try {
      const response = await fetch(`${this.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(act ? { 'content-type': 'application/json', 'idempotency-key': act.key } : {}),
        },
        ...(act ? { body: JSON.stringify(act.body) } : {}),
        signal: AbortSignal.timeout(ATTEMPT_MS),
      });
      const text = await response.text();
      if (response.status === 503) fail('503');
      return { answer: { status: response.status, body: text === '' ? undefined : JSON.parse(text) } };
    } catch (error) {
      const { cause, name } = error as { cause?: { code?: string }; name: string };
      fail(cause?.code ?? name);
      return { failed: cause?.code ?? name };
    } finally {
      this.memory.underWay.delete(number);
    }
  }
}
