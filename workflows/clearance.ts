import { liveCase } from './case.js';
import type { CaseInput } from './contract.js';

/** One holder with one organ, ten years from the notification (Art. 11). */
export async function clearance(input: CaseInput): Promise<void> {
  await liveCase(input);
}
