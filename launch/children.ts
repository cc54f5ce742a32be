import { Sentence } from './sentence.js';

export type Running = {
  /** Resolves with the exit code when it ends, asked or not. */
  exited: Promise<number>;
  stop(): Promise<void>;
  kill(): void;
};

/** The processes of one start, each known from the moment it is spawned: whoever ends the start ends them too. */
export class Children {
  readonly #alive = new Set<Running>();
  #ending = false;

  /** Whoever waits for one of them waits no longer, and starts no other. */
  get ending(): boolean {
    return this.#ending;
  }

  /**
   * Asked in the same breath in which one is spawned: who ends the start has waited for those that were there.
   * @throws Sentence once the end has begun.
   */
  refuseLate(): void {
    if (this.#ending) throw new Sentence('A process was not started: everything was told to end.');
  }

  /** One that comes all the same is told to end at once. */
  adopt<Child extends Running>(child: Child): Child {
    this.#alive.add(child);
    void child.exited.then(() => this.#alive.delete(child));
    if (this.#ending) void child.stop();
    return child;
  }

  /** Tells all of them to end, and resolves when none is left. */
  async end(): Promise<void> {
    this.#ending = true;
    while (this.#alive.size > 0) await Promise.all([...this.#alive].map(endOf));
  }

  kill(): void {
    for (const child of this.#alive) child.kill();
  }
}

async function endOf(child: Running): Promise<void> {
  await child.stop();
  await child.exited;
}
