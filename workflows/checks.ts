import { CancellationScope, isCancellation, patched } from '@temporalio/workflow';
import { activityIdOf, OVERTAKEN, STRANGERS } from './contract.js';
import type { OpenCheck } from '../domain/standing.js';
import { outside } from './ports.js';

/**
 * The checks this run waits for, one activity each. The register says which are open; a completion only says "look
 * again". While other checks are still awaited there is nothing to look for, so only the last one wakes the case; and any
 * that was not completed by us, since somebody meddles.
 */
export class AwaitedChecks {
  readonly #scopes = new Map<string, CancellationScope>();
  #claimed: string[] = [];
  #forged: string[] = [];

  constructor(private readonly onNews: () => void) {}

  /** Awaits what is newly open, lets go of what no longer is. */
  follow(open: readonly OpenCheck[]): void {
    const wanted = new Set(open.map((check) => check.requestId));
    let letGo = false;
    for (const [requestId, scope] of this.#scopes) {
      if (wanted.has(requestId)) continue;
      this.#letGo(requestId, scope);
      letGo = true;
    }
    // What was completed since the register was last asked is not open again because that answer still said so: awaited
    // once more, it would keep the last real answer from waking the case.
    for (const check of open) {
      if (!this.#scopes.has(check.requestId) && !this.#claimed.includes(check.requestId))
        this.#awaitAnswer(check);
    }
    // Of what was answered while the register was asked it knew nothing yet, and nobody else is left to wake the case.
    const isOvertaken = letGo && this.#scopes.size === 0 && this.#claimed.length > 0;
    if (isOvertaken && patched(OVERTAKEN)) this.onNews();
  }

  letAllGo(): void {
    for (const [requestId, scope] of this.#scopes) this.#letGo(requestId, scope);
  }

  /** What the engine called answered since last asked. */
  takeClaimed(): string[] {
    const claimed = this.#claimed;
    this.#claimed = [];
    return claimed;
  }

  /** Those of them that somebody else completed, or failed. */
  takeForged(): string[] {
    const forged = this.#forged;
    this.#forged = [];
    return forged;
  }

  #awaitAnswer(check: OpenCheck): void {
    const scope = new CancellationScope();
    this.#scopes.set(check.requestId, scope);
    const options = {
      activityId: activityIdOf(check.requestId),
      summary: `${check.code} until ${check.dueAt.slice(0, 10)}`,
    };
    const waiting = scope.run(() => outside.awaitCheck.executeWithOptions(options, [check.requestId]));
    waiting.then(
      (result: unknown) => this.#answered(check.requestId, scope, byWhom(result, check.requestId)),
      // Nothing of ours fails a wait: that, too, is somebody else's.
      (error) => {
        if (!isCancellation(error)) this.#answered(check.requestId, scope, 'STRANGER');
      },
    );
  }

  #answered(requestId: string, scope: CancellationScope, by: By): void {
    if (this.#scopes.get(requestId) !== scope) return;
    this.#scopes.delete(requestId);
    this.#claimed.push(requestId);
    const meddled = by !== 'US' && patched(STRANGERS);
    if (meddled && by === 'STRANGER') this.#forged.push(requestId);
    if (meddled || this.#scopes.size === 0) this.onNews();
  }

  #letGo(requestId: string, scope: CancellationScope): void {
    this.#scopes.delete(requestId);
    scope.cancel();
  }
}

/** `NOBODY`: without a word, as releases before this one did. The register then says whether it was true. */
type By = 'US' | 'STRANGER' | 'NOBODY';

function byWhom(result: unknown, requestId: string): By {
  if (result === null || result === undefined) return 'NOBODY';
  return (result as { answered?: unknown }).answered === requestId ? 'US' : 'STRANGER';
}
