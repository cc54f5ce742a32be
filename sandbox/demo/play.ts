import { signIn } from '../identity/sign-in.js';
import { Caller } from '../lives/caller.js';
import { type Life, type LifeEnd, LIVES } from '../lives/lives.js';
import { Play, staffOf } from '../lives/world.js';

/** A step as the timeline of its case tells it, with the article behind it. */
export interface TimelineStep {
  readonly case: string;
  readonly at: string;
  readonly event: string;
  readonly article: string;
  readonly role: string;
  readonly to: string | null;
}

export interface PlayedLife {
  readonly life: Life;
  readonly actual: string;
  readonly asExpected: boolean;
  readonly steps: readonly TimelineStep[];
}

export interface Stage {
  readonly url: string;
  readonly issuer: string;
  /** Where servers are ended on the way, steps take longer. */
  readonly patienceMs?: number;
  onStep(life: Life, text: string): void;
  onEnd(played: PlayedLife): void;
}

/**
 * Plays every life through the public API. The short ones run side by side; the last one moves the clock by years, and
 * with it what becomes of everybody else's files, so it waits for them.
 */
export async function playLives(stage: Stage, lives: readonly Life[] = LIVES): Promise<PlayedLife[]> {
  const as = signedInOnce(stage);
  const short = await Promise.all(lives.slice(0, -1).map((life) => playOne(stage, as, life, SameDayPlay)));
  const long = [];
  for (const life of lives.slice(-1)) long.push(await playOne(stage, as, life, Play));
  return [...short, ...long];
}

/** Beside others nobody may move the one clock. */
class SameDayPlay extends Play {
  override moveClock(): Promise<string> {
    return Promise.reject(new Error('only the last of the lives moves the clock'));
  }
}

type As = (account: string) => Promise<Caller>;

function signedInOnce({ url, issuer }: Stage): As {
  const callers = new Map<string, Promise<Caller>>();
  const caller = async (account: string) => new Caller(url, (await signIn({ issuer, account })).accessToken);
  return (account) => {
    const known = callers.get(account) ?? caller(account);
    callers.set(account, known);
    return known;
  };
}

async function playOne(stage: Stage, as: As, life: Life, kind: typeof Play): Promise<PlayedLife> {
  const staff = staffOf(0);
  const play = new kind(
    { as, onStep: (text) => stage.onStep(life, text), patienceMs: stage.patienceMs },
    staff,
    life.subject,
  );
  const end = await life
    .play(play)
    .catch((error: Error): LifeEnd => ({ actual: `FAILED: ${error.message}`, cases: [] }));
  // At once: years later the file of a case that was not conducted has been destroyed.
  const steps = await historiesOf(end, as, staff.inCharge);
  const played = { life, actual: end.actual, asExpected: end.actual === life.expected, steps };
  stage.onEnd(played);
  return played;
}

/** What has happened in each of its cases, as an officer of the organ reads it. @throws Error if they may not. */
export async function historiesOf({ cases }: LifeEnd, as: As, reader: string): Promise<TimelineStep[]> {
  return (await Promise.all(cases.map((one) => stepsOf(one, as, reader)))).flat();
}

async function stepsOf(
  { kind, id }: LifeEnd['cases'][number],
  as: As,
  reader: string,
): Promise<TimelineStep[]> {
  const { status, body } = await (await as(reader)).get(`/${kind}/${id}/timeline`);
  if (status !== 200) throw new Error(`the timeline of ${kind}/${id}: ${status} ${JSON.stringify(body)}`);
  const entries = body.entries as Omit<TimelineStep, 'case'>[];
  return entries.map(({ at, event, article, role, to }) => ({
    case: `${kind}/${id}`,
    at,
    event,
    article,
    role,
    to,
  }));
}
