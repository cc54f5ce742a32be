import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** Who may ask the key service, each by a credential of its own. */
export type CallerName = 'api' | 'activity-worker' | 'operator';
export type Call =
  | 'create'
  | 'unwrap'
  | 'keep'
  | 'destroy'
  | 'log'
  | 'rotate'
  | 'epochs'
  | 'turn'
  | 'endings';

/** No caller has another's calls: who destroys opens nothing, and who opens destroys nothing. */
const MAY: Readonly<Record<CallerName, readonly Call[]>> = {
  api: ['create', 'unwrap', 'endings'],
  'activity-worker': ['keep', 'destroy', 'log', 'epochs'],
  operator: ['rotate', 'turn'],
};
const NAMES: readonly CallerName[] = ['api', 'activity-worker', 'operator'];

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Callers = z.strictObject({ api: Hash, 'activity-worker': Hash, operator: Hash });

/** The callers' file cannot be used. The message is one sentence with the cure, and names the file alone. */
export class CallersError extends Error {
  override readonly name = 'CallersError';
}

export interface KnownCallers {
  /** Whose credential it is, or undefined. */
  nameOf(authorization: string | undefined): CallerName | undefined;
  may(name: CallerName, call: Call): boolean;
}

/** A file of hashes: who reads it can sign in as nobody. */
export function readCallers(file: string): KnownCallers {
  const hashes = parsed(file);
  return {
    nameOf(authorization) {
      const credential = /^Bearer (\S{16,200})$/.exec(authorization ?? '')?.[1];
      if (credential === undefined) return undefined;
      const given = createHash('sha256').update(credential).digest();
      // All of them, whichever fits: how long it takes tells nothing.
      const fitting = NAMES.filter((name) => timingSafeEqual(given, Buffer.from(hashes[name], 'hex')));
      return fitting[0];
    },
    may: (name, call) => MAY[name].includes(call),
  };
}

function parsed(file: string): Record<CallerName, string> {
  try {
    return Callers.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new CallersError(
      `${file} is not the file of the key service's callers: put it there (docker/prepare.sh makes one), or correct KEYS_CALLERS_FILE.`,
    );
  }
}

/** Where a sandbox keeps a caller's credential. */
export function credentialFile(folder: string, name: CallerName): string {
  return path.join(folder, `${name}.credential`);
}

/** For a sandbox, before its processes start: credentials where there are none, and the file of their hashes. */
export function ensureCallers(folder: string, callersFile: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const hashes = NAMES.map((name) => {
    const file = credentialFile(folder, name);
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
    return [name, createHash('sha256').update(readFileSync(file, 'utf8').trim()).digest('hex')];
  });
  writeFileSync(callersFile, `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`, { mode: 0o600 });
}
