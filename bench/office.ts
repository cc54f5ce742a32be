import { Agent, request } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- what the wire carries, looked at field by field
  readonly body: any;
}

/**
 * HTTP as from several offices: the API limits requests by address, and one busy office would be what is measured. On
 * Linux all of 127.0.0.0/8 is this machine; elsewhere there is one office, and the limit can be met.
 */
export class Offices {
  readonly #agents: readonly Agent[];
  #next = 0;
  /** Requests that the limit refused: not zero means that the limit was measured. */
  limited = 0;

  constructor(
    readonly url: string,
    offices = process.platform === 'linux' ? 16 : 1,
  ) {
    const addresses = offices > 1 ? Array.from({ length: offices }, (_, n) => `127.0.1.${n + 1}`) : [];
    const options = { keepAlive: true, maxSockets: 64 };
    this.#agents =
      addresses.length > 0
        ? addresses.map((localAddress) => new Agent({ ...options, localAddress }))
        : [new Agent(options)];
  }

  /** The next office, in turn: one for each application. */
  office(): Agent {
    this.#next += 1;
    return this.#agents[this.#next % this.#agents.length] as Agent;
  }

  send(
    agent: Agent,
    method: 'GET' | 'POST',
    path: string,
    token: string,
    post?: { body: unknown; key: string },
  ): Promise<HttpAnswer> {
    const text = post ? JSON.stringify(post.body) : undefined;
    const headers = {
      authorization: `Bearer ${token}`,
      ...(post && text !== undefined
        ? {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
            'idempotency-key': post.key,
          }
        : {}),
    };
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.url), { method, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const status = response.statusCode ?? 0;
          if (status === 429) this.limited += 1;
          const body = Buffer.concat(chunks).toString('utf8');
          resolve({ status, body: body === '' ? undefined : JSON.parse(body) });
        });
      });
      // A connection that lay idle while the skeleton had its round may end as it is used again: the same request, with
      // the same key, is sent anew, as HTTP/1.1 asks of whoever keeps connections.
      sent.on('error', (error) =>
        sent.reusedSocket ? resolve(this.send(agent, method, path, token, post)) : reject(error),
      );
      sent.end(text);
    });
  }

  close(): void {
    for (const agent of this.#agents) agent.destroy();
  }
}
