import type { CheckRequest } from './protocol.js';

/**
 * `working` being fetched or answered · `held` fetched, kept back by a test · `quiet` fetched, and the persona says
 * nothing (yet) · `answered`, `closed`, `refused` over.
 */
type Stage = 'working' | 'held' | 'quiet' | 'answered' | 'closed' | 'refused';

export interface Entry {
  stage: Stage;
  isReminded: boolean;
  /** What the provider holds about a person; only while `held`. */
  request?: CheckRequest;
}

/** Far more than a sandbox meets. Forgetting one that is over is harmless: only open requests are ever listed. */
const mostOver = 10_000;

export interface RequestMemory {
  get(requestId: string): Entry | undefined;
  /** A new entry; a job that still carries the old one sees that it is no longer the current one. */
  put(requestId: string, entry: Entry): Entry;
  forget(requestId: string): void;
  /** Keeps the id and the fact that it is over, and nothing else. */
  finish(requestId: string, stage: 'answered' | 'closed' | 'refused'): void;
  idsIn(...stages: Stage[]): string[];
}

/** In memory only: a new process pulls what is open and answers the same, because answers depend on the person alone. */
export function createRequestMemory(): RequestMemory {
  const live = new Map<string, Entry>();
  const over = new Map<string, Entry>();
  return {
    get: (requestId) => live.get(requestId) ?? over.get(requestId),
    put(requestId, entry) {
      over.delete(requestId);
      live.set(requestId, entry);
      return entry;
    },
    forget(requestId) {
      live.delete(requestId);
      over.delete(requestId);
    },
    finish(requestId, stage) {
      live.delete(requestId);
      over.set(requestId, { stage, isReminded: false });
      const oldest = over.keys().next();
      if (over.size > mostOver && !oldest.done) over.delete(oldest.value);
    },
    idsIn: (...stages) => [...live].filter(([, entry]) => stages.includes(entry.stage)).map(([id]) => id),
  };
}
