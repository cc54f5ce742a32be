/** A failure the reader can mend: one sentence that names the cure, and no stack trace. */
export class Sentence extends Error {
  override name = 'Sentence';
}

/** One that comes back at every further try, until somebody has mended it. */
export class Lasting extends Sentence {}

export type Log = (line: string) => void;

/** What a command ends with; anything but a Sentence is our own fault and shows where. */
export function exitCodeOf(error: unknown, log: Log): number {
  if (error instanceof Sentence) log(error.message);
  else log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}
