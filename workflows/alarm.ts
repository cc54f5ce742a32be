import { CancellationScope, sleep } from '@temporalio/workflow';

/**
 * One timer per run, kept while it is early enough: a wake-up before its time costs one look, a new timer for every
 * stage costs two events each.
 */
export class Alarm {
  #dueAt: string | null = null;
  #scope: CancellationScope | undefined;

  constructor(private readonly onDue: () => void) {}

  /** Rings at `dueAt` by the one clock, which is `offsetMs` ahead of the engine's. */
  set(dueAt: string, offsetMs: number): void {
    if (this.#dueAt !== null && this.#dueAt <= dueAt) return;
    this.clear();
    this.#dueAt = dueAt;
    this.#scope = new CancellationScope();
    // At least a second: a deadline the register will not handle must not become a busy loop.
    const ms = Math.max(1_000, Date.parse(dueAt) - offsetMs - Date.now());
    const scope = this.#scope;
    scope
      .run(() => sleep(ms, { summary: `next deadline ${dueAt.slice(0, 10)}` }))
      .then(
        () => {
          if (this.#scope !== scope) return;
          this.#dueAt = null;
          this.onDue();
        },
        () => {},
      );
  }

  clear(): void {
    this.#dueAt = null;
    this.#scope?.cancel();
    this.#scope = undefined;
  }
}
