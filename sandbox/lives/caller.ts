import { randomUUID } from 'node:crypto';
import { signing } from './signing.js';

export interface Answer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- what the wire carries, looked at field by field
  readonly body: any;
}

/** One signed-in person at the real HTTP API: what the demo, the command line and the tests speak through. */
export class Caller {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  get(path: string): Promise<Answer> {
    return this.declaring(path, () => this.call('GET', path));
  }

  /** A new act each time, unless `key` says it is the same one again. */
  post(path: string, body: unknown = {}, key: string = randomUUID()): Promise<Answer> {
    return this.signed(path, body, (said) => this.call('POST', path, said, { 'idempotency-key': key }));
  }

  /**
   * Told that a case waits for their word on ties, they say that there is none, and go on. More than once only where copies
   * of a release that asks nobody serve beside.
   */
  protected async declaring(path: string, attempt: () => Promise<Answer>): Promise<Answer> {
    let answer = await attempt();
    for (let tries = 0; tries < 6 && isOwed(answer); tries += 1) {
      const declared = await this.post(`/declarations/${path.split('/')[2] ?? ''}`, { tie: 'NONE' });
      // By turns with a copy that knows no declarations, the same one would be met each time.
      if (declared.status !== 404) answer = await attempt();
    }
    return answer;
  }

  /** What is to be signed is signed by the sandbox's authenticator of their own account, which is enrolled first. */
  protected signed(
    path: string,
    body: unknown,
    attempt: (said: unknown) => Promise<Answer>,
  ): Promise<Answer> {
    return this.declaring(path, () =>
      signing(body, attempt, {
        sign: async (challenge) => {
          const made = await this.#ofSandbox('signatures', { challenge });
          return made.status === 201 ? made.body : undefined;
        },
        enrol: async () => void (await this.#ofSandbox('passkeys')),
      }),
    );
  }

  /** By turns with a copy that has no authenticators, the next one may have. */
  async #ofSandbox(what: string, body: unknown = {}): Promise<Answer> {
    const answer = await this.post(`/sandbox/authenticator/${what}`, body);
    return answer.status === 404 ? this.post(`/sandbox/authenticator/${what}`, body) : answer;
  }

  /** Acts on a case with the version it has now. */
  async act(path: string, body: Record<string, unknown> = {}): Promise<Answer> {
    const { body: shown } = await this.get(path.split('/').slice(0, 3).join('/'));
    return this.post(path, { ...body, seen: shown.version });
  }

  protected async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }
}

function isOwed({ status, body }: Answer): boolean {
  return status === 409 && body?.code === 'TIES_UNDECLARED';
}
