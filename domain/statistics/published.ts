import type { YearFigures } from './figures.js';

/** A number, or the word for one that is not told: few people could be recognised by it, or by what it leaves over. */
export type Cell = number | 'FEW';
type Cells = Readonly<Record<string, Cell>>;

/** What of a year's figures anybody may see (Art. 19). */
export interface PublishedFigures {
  readonly year: number;
  readonly method: number;
  readonly counts: Readonly<Record<string, Cells>>;
  readonly waits: Readonly<Record<string, { readonly median: Cell | null; readonly p90: Cell | null }>>;
  /** Per cent of stays that ended in the time the policy sets. */
  readonly withinTarget: Cells;
  readonly openAge: Cells;
  readonly stillOpen: Cells;
}

/** The smallest number of people that is told. */
export const SMALLEST_TOLD = 10;
export const TOTAL = 'TOTAL';
const YOUNGEST = 'FROM_0';

/**
 * Cells that say the same in two places: where the first is not told, the second is not either. A clearance begins with a
 * result that was positive, so their number would give the negative ones away.
 */
const LINKED = [
  { hidden: ['notified', 'FOUND'], hides: ['clearances', 'ClearanceStarted'] },
  { hidden: ['clearances', 'ClearanceStarted'], hides: ['notified', 'FOUND'] },
] as const;

/**
 * Leaves out every cell below ten, and as many more that no left-out cell follows from the total: at least two are left
 * out together, and ten people among them. Where that cannot be, the total is left out as well. How many people each wait
 * and each share is of is not told: the difference of two stages would be those who went another way.
 */
export function published(figures: YearFigures): PublishedFigures {
  const counts = linked(figures.counts);
  const assessments = figures.waits.ASSESSMENT?.ended ?? 0;
  return {
    year: figures.year,
    method: figures.method,
    counts,
    waits: mapped(figures.waits, ({ ended, median, p90 }) =>
      ended < SMALLEST_TOLD ? { median: 'FEW', p90: 'FEW' } : { median, p90 },
    ),
    withinTarget: mapped(figures.targets, ({ within, late }) =>
      Math.min(within, late) < SMALLEST_TOLD ? 'FEW' : Math.round((within * 100) / (within + late)),
    ),
    openAge: withoutWhole(figures.openAge),
    stillOpen: mapped(figures.stillOpen, ({ share, beyond }) =>
      Math.min(assessments, beyond, endedBefore({ share, beyond })) < SMALLEST_TOLD ? 'FEW' : share,
    ),
  };
}

/** The other part of a share: how many had ended at that age, as follows from it and from those who were seen beyond. */
function endedBefore({ share, beyond }: { readonly share: number; readonly beyond: number }): number {
  return share === 0 ? Number.POSITIVE_INFINITY : (beyond * (100 - share)) / share;
}

function linked(counts: YearFigures['counts']): Record<string, Cells> {
  const hidden: Record<string, Set<string>> = mapped(counts, () => new Set<string>());
  for (;;) {
    const cells = Object.fromEntries(
      Object.entries(counts).map(([group, of]) => [group, told(of, hidden[group] ?? new Set())]),
    );
    const more = LINKED.filter(
      ({ hidden: [group, code], hides: [other, also] }) =>
        cells[group]?.[code] === 'FEW' && cells[other]?.[also] !== 'FEW',
    );
    if (more.length === 0) return withoutTotal(cells);
    for (const { hides } of more) hidden[hides[0]]?.add(hides[1]);
  }
}

/**
 * What was open a year ago, and was opened, less what is open now, is what has ended: less the results, how many were not
 * conducted. In no year is it told how many are open at all, since a later year would tell it of the one before; and so the
 * youngest are not told, who are not what an age is asked for. The older ones add up to nothing and need no second cell.
 */
function withoutWhole(openAge: YearFigures['openAge']): Cells {
  const cells = mapped(openAge, (count): Cell => (count < SMALLEST_TOLD ? 'FEW' : count));
  return { ...cells, [YOUNGEST]: 'FEW', [TOTAL]: 'FEW' };
}

/** Where the pair is left out, the total of clearances would still tell how many began in a year in which little else happened. */
function withoutTotal(cells: Record<string, Cells>): Record<string, Cells> {
  const { clearances } = cells;
  if (clearances?.ClearanceStarted !== 'FEW') return cells;
  return { ...cells, clearances: { ...clearances, [TOTAL]: 'FEW' } };
}

/** One group of counts with its total: nothing small, and nothing small by subtraction. */
function told(counts: Readonly<Record<string, number>>, hidden: ReadonlySet<string>): Cells {
  const rest = Object.entries(counts).sort(([, a], [, b]) => a - b);
  const left: [string, number][] = [];
  const sum = (of: readonly [string, number][]) => of.reduce((n, [, count]) => n + count, 0);
  for (const [code, count] of rest) {
    const enough = left.length === 0 || (left.length > 1 && sum(left) >= SMALLEST_TOLD);
    if (count < SMALLEST_TOLD || hidden.has(code) || !enough) left.push([code, count]);
  }
  const out = new Set(left.map(([code]) => code));
  const safe = left.length === 0 || (left.length > 1 && sum(left) >= SMALLEST_TOLD);
  const total = sum(rest);
  return {
    ...mapped(counts, (count, code) => (out.has(code) ? 'FEW' : count)),
    [TOTAL]: safe && total >= SMALLEST_TOLD ? total : 'FEW',
  };
}

function mapped<A, B>(
  from: Readonly<Record<string, A>>,
  make: (of: A, name: string) => B,
): Record<string, B> {
  return Object.fromEntries(Object.entries(from).map(([name, of]) => [name, make(of, name)]));
}
