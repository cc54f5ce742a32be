import { daysBetween, type IsoInstant, startOfDay } from '../calendar.js';
import { type Edge, EDGES } from '../edges.js';
import { PolicyNotLoaded } from '../policy.js';
import { type CaseKind, hasEnded, type Stage, stageRow, STAGES } from '../stages.js';
import { type Life, lifeOf, type StepTold } from './life.js';
import { quantile, type Span, stillAt, survival } from './survival.js';

/** How these figures are made. Other rules are another number, beside this one: a year once told is not told otherwise. */
export const METHOD = 1;

/** From these days of age on, open cases are told apart. */
const AGES = [0, 90, 180, 365, 730] as const;

/** Days until half, and until nine of ten, were over, with those that are not; null: not reached. */
export interface Wait {
  readonly ended: number;
  readonly median: number | null;
  readonly p90: number | null;
}
type Counts = Readonly<Record<string, number>>;

/** The exact figures of a fiscal year. Never published as they are: published.ts. */
export interface YearFigures {
  readonly year: number;
  readonly method: number;
  readonly counts: Readonly<Record<string, Counts>>;
  /** By stage, and from the opening of an assessment to its end. */
  readonly waits: Readonly<Record<string, Wait>>;
  /** Stays that ended in the year, by whether they did within the time the policy sets. */
  readonly targets: Readonly<Record<string, { readonly within: number; readonly late: number }>>;
  /** Assessments open when the year ended, by the days they had been. */
  readonly openAge: Counts;
  /** Of a hundred assessments, how many are still open after so many days; and how many were seen at that age. */
  readonly stillOpen: Readonly<Record<string, { readonly share: number; readonly beyond: number }>>;
}

/** Adds up one fiscal year (April to March), case by case. */
export function countingYear(year: number) {
  const from = startOfDay(`${year}-04-01`);
  const until = startOfDay(`${year + 1}-04-01`);
  const counts = emptyCounts();
  // Every stage has its line, met or not: that one is missing would tell that nobody was in it.
  const spans = new Map<string, Span[]>(['ASSESSMENT', ...STAYED_IN].map((name) => [name, []]));
  const targets = new Map(TARGETED.map((stage) => [stage, { within: 0, late: 0 }]));
  const openAge: Record<string, number> = Object.fromEntries(AGES.map((age) => [`FROM_${age}`, 0]));

  const see = (name: string, begun: IsoInstant, ended: IsoInstant | undefined) => {
    const span = spanIn({ from, until }, begun, ended);
    // Where a case has ended nobody stays: those stages have no line.
    if (span) spans.get(name)?.push(span);
  };
  const addStays = ({ stays, notLoaded }: Life) => {
    for (const stay of stays) {
      see(stay.stage, stay.from, stay.until);
      const of = targets.get(stay.stage);
      if (!of || !stay.until || stay.until < from) continue;
      // Judged by no other's periods: the year waits until the pack is there again.
      if (notLoaded !== undefined) throw new PolicyNotLoaded(notLoaded);
      if (stay.due !== undefined) of[stay.until < stay.due ? 'within' : 'late'] += 1;
    }
  };
  const addOpen = ({ openedAt, endedAt }: Life) => {
    see('ASSESSMENT', openedAt, endedAt);
    if (endedAt !== undefined) return;
    const age = AGES.findLast((days) => days <= daysBetween(openedAt, until));
    openAge[`FROM_${age}`] = (openAge[`FROM_${age}`] ?? 0) + 1;
  };

  return {
    /**
     * All steps of one case that were taken before the year ended, in any order; later ones are not looked at.
     * @throws PolicyNotLoaded where a stay that ended in the year was under a policy this process does not have
     */
    add(told: readonly StepTold[]): void {
      const life = lifeOf(told.filter((step) => step.at < until));
      if (!life) return;
      let results = 0;
      let voided = false;
      for (const step of life.steps) {
        // The same result told again, since its notice was void: counted when it was told first.
        if (step.event === 'ResultNoticeVoided') voided = true;
        if (step.event === 'ResultNotified' && voided) {
          voided = false;
          continue;
        }
        const anew = results > 0;
        if (step.event === 'ResultNotified') results += 1;
        if (step.at >= from) count(counts, life.kind, step, anew);
      }
      addStays(life);
      if (life.kind === 'application') addOpen(life);
    },
    figures(): YearFigures {
      const assessments = survival(spans.get('ASSESSMENT') ?? []);
      return {
        year,
        method: METHOD,
        counts,
        waits: byName(spans, waitOf),
        targets: byName(targets, (of) => of),
        openAge,
        stillOpen: Object.fromEntries(
          AGES.slice(1).map((age) => [
            `AFTER_${age}`,
            {
              share: Math.round(stillAt(assessments, age) * 100),
              beyond: (spans.get('ASSESSMENT') ?? []).filter(({ until: to }) => to >= age).length,
            },
          ]),
        ),
      };
    },
  };
}

/** The last day of that fiscal year is over, and its figures can no longer change. */
export function yearEnd(year: number): IsoInstant {
  return startOfDay(`${year + 1}-04-01`);
}

/** The fiscal year in which that day lies, in Japan. */
export function fiscalYearOf(day: string): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month >= 4 ? year : year - 1;
}

/** Of a life that is seen up to the year's end. */
function spanIn(
  { from, until }: { from: IsoInstant; until: IsoInstant },
  begun: IsoInstant,
  ended: IsoInstant | undefined,
): Span | undefined {
  if (ended !== undefined && ended < from) return undefined;
  return {
    since: begun < from ? daysBetween(begun, from) : 0,
    until: daysBetween(begun, ended ?? until),
    over: ended !== undefined,
  };
}

function waitOf(spans: readonly Span[]): Wait {
  const steps = survival(spans);
  return {
    ended: spans.filter((span) => span.over).length,
    median: quantile(steps, 0.5),
    p90: quantile(steps, 0.9),
  };
}

const KINDS = Object.keys(STAGES) as CaseKind[];
const STAYED_IN: readonly Stage[] = KINDS.flatMap((kind) =>
  (Object.keys(STAGES[kind]) as Stage[]).filter((stage) => !hasEnded(kind, stage)),
);
const TARGETED: readonly Stage[] = KINDS.flatMap((kind) =>
  STAYED_IN.filter((stage) => stage in STAGES[kind] && stageRow(kind, stage).deadlines.length > 0),
);

const LINES: readonly Edge[] = EDGES;
const OPENINGS = LINES.filter((edge) => edge.from.includes('NEW') && edge.when?.ground);
const RESULTS = LINES.filter((edge) => edge.action === 'notifyResult');
const ENDINGS = LINES.filter((edge) => edge.endsAs);
/** What becomes of rights: each step by which one begins, pauses, ends or comes back. */
const CLEARANCE_EVENTS = [
  'ClearanceStarted',
  'SuspendedByDoubtNotice',
  'Revoked',
  'RevokedByResult',
  'Lapsed',
  'Reinstated',
  'Expired',
  'Superseded',
  'DoubtNoticeVoided',
  'ClearanceVoided',
  'ReturnedWithNotice',
];
const STOPPED_BY_MOVE: ReadonlySet<string> = new Set(['SecondedOut', 'Departed']);
/** That an officer is tied to somebody is no figure of a year. */
const NO_FIGURE: ReadonlySet<string> = new Set(['Reminded', 'FileDestroyed', 'ConflictDeclared']);
const GRIEVANCE_EVENTS = LINES.filter((edge) => edge.kind === 'grievance')
  .map((edge) => edge.event)
  .filter((event) => !NO_FIGURE.has(event));

/** What is counted, and by which code. The codes are closed lists: one nobody met is a nought, not a gap that tells. */
function emptyCounts(): Record<string, Record<string, number>> {
  const zero = (codes: readonly string[]) => Object.fromEntries([...new Set(codes)].map((code) => [code, 0]));
  return {
    opened: zero(OPENINGS.flatMap((edge) => edge.when?.ground ?? [])),
    notified: zero(RESULTS.flatMap((edge) => edge.when?.decision ?? [])),
    notifiedAnew: zero(RESULTS.flatMap((edge) => edge.when?.decision ?? [])),
    notConducted: zero(ENDINGS.flatMap((edge) => edge.endsAs ?? [])),
    clearances: zero(CLEARANCE_EVENTS),
    grievances: zero(GRIEVANCE_EVENTS),
    filesDestroyed: zero(KINDS),
  };
}

function count(
  counts: Record<string, Record<string, number>>,
  kind: CaseKind,
  { event, to }: StepTold,
  anew: boolean,
): void {
  const one = (group: string, code: string | undefined) => {
    const cells = counts[group];
    if (cells && code !== undefined && code in cells) cells[code] = (cells[code] ?? 0) + 1;
  };
  const lineOf = (lines: readonly Edge[]) =>
    lines.find((edge) => edge.kind === kind && edge.event === event && leadsTo(edge, to));
  one('opened', lineOf(OPENINGS)?.when?.ground?.[0]);
  // One that an upheld grievance led to is no second assessment.
  one(anew ? 'notifiedAnew' : 'notified', lineOf(RESULTS)?.when?.decision);
  one('notConducted', lineOf(ENDINGS)?.endsAs);
  // Why somebody is not needed here any more is nobody's figure: each is one that lapsed.
  const told = STOPPED_BY_MOVE.has(event) ? 'Lapsed' : event;
  if (kind !== 'application') one(kind === 'clearance' ? 'clearances' : 'grievances', told);
  if (to === 'DISPOSED') one('filesDestroyed', kind);
}

function leadsTo(edge: Edge, to: Stage): boolean {
  return edge.to === to;
}

function byName<A, B>(from: ReadonlyMap<string, A>, make: (of: A) => B): Record<string, B> {
  const names = [...from.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, make(from.get(name) as A)]));
}
