import { readFileSync } from 'node:fs';
import type { Topic } from '../../domain/forbidden-topics.js';

/**
 * Passages as a subject might write them, about nobody, labelled before there was a detector. Which half serves to build
 * the tables and which is held out was drawn by the hash of each text, within language and topic: do not tune on what is
 * held out. The hard ones were written after the tables were finished, to get past them, and have no floor.
 */
export const HALVES: readonly string[] = ['development', 'heldOut'];
export const LANGUAGES = ['ja', 'en'] as const;

interface Passage {
  readonly topic: Topic;
  readonly text: string;
}

export interface Part {
  readonly name: string;
  readonly language: string;
  readonly drifting: readonly Passage[];
  readonly innocent: readonly string[];
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`corpus/${name}.json`, import.meta.url), 'utf8'));

export const PARTS: readonly Part[] = LANGUAGES.flatMap((language) => {
  const drift = read(`drift.${language}`) as Record<string, Passage[]>;
  const innocent = read(`innocent.${language}`) as Record<string, string[]>;
  const hard = read(`hard.${language}`) as { drift: Passage[]; innocent: string[] };
  return [
    ...HALVES.map((name) => ({
      name,
      language,
      drifting: drift[name] ?? [],
      innocent: innocent[name] ?? [],
    })),
    { name: 'hard', language, drifting: hard.drift, innocent: hard.innocent },
  ];
});
