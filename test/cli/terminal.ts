import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../../cli/main.js';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  json(): never;
}

/** A terminal of its own: own state folder, own settings, nothing of whoever runs the tests. */
export function terminal(env: NodeJS.ProcessEnv = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-cli-'));
  const run = async (
    args: readonly string[],
    { input = '', more = {} as NodeJS.ProcessEnv } = {},
  ): Promise<Said> => {
    let out = '';
    let err = '';
    const code = await main(args, {
      env: { SEKISHO_DATA: folder, ...env, ...more },
      out: (text) => (out += text),
      err: (text) => (err += text),
      input: () => Promise.resolve(input),
    });
    return { code, out, err, json: () => JSON.parse(out) as never };
  };
  return { folder, run, close: () => rmSync(folder, { recursive: true, force: true }) };
}
