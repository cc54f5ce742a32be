import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { Router } from 'express';
import { createApp } from '../../api/app.js';
import { AuthenticationError } from '../../api/authenticate.js';
import { createLogger } from '../../privacy/redact.js';
import { ask, verdict } from '../access/support/house.js';

test('a handling check that is refused leaves a line with its code, and no person in it', async () => {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const nothing = {} as never;
  const app = createApp({
    db: nothing,
    checks: nothing,
    vault: nothing,
    indexKey: new Uint8Array(32),
    signer: nothing,
    grants: nothing,
    passkeys: nothing,
    log: createLogger({ process: 'test', level: 'info', destination }),
    subOf: () => Promise.reject(new AuthenticationError('NO_TOKEN')),
    gateway: Router(),
    health: Router(),
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const subjectId = randomUUID();
    const answer = await ask(`http://127.0.0.1:${port}/handling-checks?subjectId=${subjectId}`);
    expect(verdict(answer)).toBe('401 NOT_SIGNED_IN');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: 'HandlingCheckRefused', code: 'NO_TOKEN' },
    ]);
    expect(lines.join('')).not.toContain(subjectId);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
