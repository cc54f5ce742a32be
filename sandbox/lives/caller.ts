import { randomUUID } from 'node:crypto';

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
    return this.#call('GET', path);
  }

  /** A new act each time, unless `key` says it is the same one again. */
  post(path: string, body: unknown = {}, key: string = randomUUID()): Promise<Answer> {
    return this.#call('POST', path, body, { 'idempotency-key': key });
  }

  /** Acts on a case with the version it has now. */
  async act(path: string, body: Record<string, unknown> = {}): Promise<Answer> {
    const { body: shown } = await this.get(path.split('/').slice(0, 3).join('/'));
    return this.post(path, { ...body, seen: shown.version });
  }

  async #call(
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
