import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const SignIn = z.object({ account: z.string(), accessToken: z.string(), expiresAt: z.number() });
const SignIns = z.record(z.string(), SignIn);
export type KeptSignIn = z.output<typeof SignIn>;

/** The last sign-in at each API, readable by its owner only. */
export class KeptSignIns {
  readonly #file: string;

  constructor(dataDir: string) {
    this.#file = path.join(dataDir, 'cli', 'sign-ins.json');
  }

  at(url: string): KeptSignIn | undefined {
    return this.#read()[url];
  }

  keep(url: string, signIn: KeptSignIn): void {
    const folder = path.dirname(this.#file);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    // Written aside and renamed: whoever reads meanwhile finds the old one or the new one, and never a wider mode.
    const aside = `${this.#file}.${process.pid}`;
    writeFileSync(aside, JSON.stringify({ ...this.#read(), [url]: signIn }, null, 2), { mode: 0o600 });
    renameSync(aside, this.#file);
  }

  #read(): Record<string, KeptSignIn> {
    try {
      return SignIns.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      // Absent or not ours: signing in again is all it costs.
      return {};
    }
  }
}
