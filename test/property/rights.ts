import type { Action } from '../../domain/edges.js';
import { hasEnded } from '../../domain/stages.js';
import { NOTICE } from './moves.js';
import { type File, type Input, isAlive } from './file.js';
import type { Taken, World } from './world.js';

/** What must be open wherever a life has led: an invariant says what never happens, these what always can. Asked when a case has `moved`. */
export function* rightsIn(
  world: World,
  moved: readonly string[],
): Generator<{ right: string; taken: Taken }> {
  const by = (name: string, file: File, action: Action, input: Input): Taken => {
    const player = world.cast.players.find(({ sub }) => sub === name);
    if (!player) throw new Error(`nobody is called ${name}`);
    return { file: file.name, action, player, seen: file.seq, input };
  };
  for (const file of world.named('application')) {
    if (file.stage === 'DISPOSED' || !moved.includes(file.name)) continue;
    yield {
      right: 'Art. 14, a grievance at any time',
      taken: by('subject', file, 'fileGrievance', { about: 'CONDUCT', late: false }),
    };
    if (file.consentedAt === null || file.notifiedAt !== null || hasEnded('application', file.stage))
      continue;
    // Said already: a notice was on its way, and its receipt shows which came first.
    if (file.stage === 'DECIDED' && file.issue !== null && file.issue.withdrawnOn !== null) continue;
    const right = 'Art. 12(3), withdrawal until the result is notified';
    yield { right, taken: by('subject', file, 'withdrawConsent', {}) };
  }
  const held = world.named('clearance').find(({ stage }) => ['ACTIVE', 'REVIEW', 'LAPSED'].includes(stage));
  // Somebody whom the same head is assessing anew, for another employer, has no right meanwhile: a doubt is weighed there.
  const anew = world.named('application').some((one) => one.ground === 'NEW_HANDLER' && isAlive(one));
  if (!held || world.conflicted.has('charge') || isReassessed(world) || anew) return;
  const notice: Input = { reasons: true, text: NOTICE };
  yield {
    right: 'Art. 12(1)(iii), a doubt at any time',
    taken: by('charge', held, 'serveDoubtNotice', notice),
  };
}

function isReassessed(world: World): boolean {
  return world
    .named('application')
    .some(({ ground, stage }) => ground === 'DOUBT' && !hasEnded('application', stage));
}
