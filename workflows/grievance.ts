import { liveCase } from './case.js';
import type { CaseInput } from './contract.js';

/** One grievance, until it is answered (Art. 14). */
export async function grievance(input: CaseInput): Promise<void> {
  await liveCase(input);
}
