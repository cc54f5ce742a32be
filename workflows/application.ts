import { liveCase } from './case.js';
import type { CaseInput } from './contract.js';

/** One assessment, from nomination to its end (Art. 12, 13). */
export async function application(input: CaseInput): Promise<void> {
  await liveCase(input);
}
