import { upkeepActivities, type UpkeepReport } from './ports.js';

/** Nightly: register and running workflows compared, every difference repaired or reported. */
export async function census(): Promise<UpkeepReport> {
  return upkeepActivities().census();
}

/** Nightly: cases without a basis any more end, and files whose retention has ended are destroyed. */
export async function retention(): Promise<UpkeepReport> {
  return upkeepActivities().retention();
}

/** Yearly: the counts of Art. 19. */
export async function statistics(): Promise<UpkeepReport> {
  return upkeepActivities().statistics();
}
