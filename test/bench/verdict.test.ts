import { describe, expect, test } from '@jest/globals';
import type { Sample } from '../../bench/parts.js';
import { SAMPLES_PER_MINUTE, verdictOf } from '../../bench/soak.js';

const at = (rssMb: number, handles: number, backends = 20): Sample => ({
  api: { cpuMs: 0, rssMb, handles, processes: 1 },
  postgres: { cpuMs: 0, rssMb: 50, handles: 100, processes: backends },
});
const minutes = (...of: Sample[]) =>
  verdictOf(of.flatMap((sample) => Array.from({ length: SAMPLES_PER_MINUTE }, () => sample)));
const settled = [at(150, 30), at(180, 40), at(190, 40), at(200, 40), at(200, 40), at(200, 40)];

describe('the verdict of a soak', () => {
  test('compares minute five with the last two: what warms up before that is no leak', () => {
    const verdict = minutes(...settled, at(250, 60), at(240, 70), at(210, 41), at(210, 41));
    expect(verdict).toMatchObject({
      comparedMinutes: [5, 10],
      rssWithinTenPercent: true,
      handlesLeaking: false,
      connections: [20, 20],
    });
    expect(verdict.processes.api?.rssMb).toEqual([200, 210]);
  });
  test('sees memory that grows', () => {
    expect(minutes(...settled, ...Array(4).fill(at(221, 40))).rssWithinTenPercent).toBe(false);
  });
  test('sees handles that add up', () => {
    expect(minutes(...settled, ...Array(4).fill(at(200, 90))).handlesLeaking).toBe(true);
  });
  test('is not moved by what a collector had not yet collected at one moment', () => {
    const calm = Array.from({ length: 59 }, () => at(200, 40));
    expect(verdictOf([...calm, at(320, 90)])).toMatchObject({
      rssWithinTenPercent: true,
      handlesLeaking: false,
    });
  });
  test('calls nothing flat that it has not seen', () => {
    expect(minutes(at(200, 40), at(200, 40), at(200, 40)).rssWithinTenPercent).toBe(false);
    expect(verdictOf([]).rssWithinTenPercent).toBe(false);
  });
});
