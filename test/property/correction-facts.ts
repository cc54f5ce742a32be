import type { Facts } from '../../domain/rules.js';
import type { File } from './file.js';
import type { Scheme } from './scheme.js';

const ABOUT_NOTICE: Readonly<Record<string, 'OPEN' | 'NONE'>> = {
  proposeNoticeVoid: 'OPEN',
  confirmNoticeVoid: 'NONE',
  dropNoticeVoid: 'NONE',
  // What was said of a notice says nothing of the next.
  notifyResult: 'NONE',
};
const NOTIFIED = ['PLEDGE_PENDING', 'PLEDGE_OVERDUE', 'CLEARED', 'CLOSED'];
const CORRECTING: Readonly<Record<string, 'OPEN' | 'NONE'>> = {
  proposeMistake: 'OPEN',
  proposeDoubtVoid: 'OPEN',
  confirmMistake: 'NONE',
  confirmDoubtVoid: 'NONE',
  dropMistake: 'NONE',
  dropDoubtVoid: 'NONE',
};

/** A proposal stands until a second person has said something of it. */
export function correctionOf(
  world: Scheme,
  { name, stage }: File,
): Pick<Facts, 'correction' | 'correctionBy'> {
  const about = NOTIFIED.includes(stage) ? ABOUT_NOTICE : CORRECTING;
  const last = world.history.findLast(({ file, edge }) => file === name && edge.action in about);
  const correction = last ? (about[last.edge.action] ?? 'NONE') : 'NONE';
  const by = correction === 'OPEN' ? (last?.sub ?? null) : null;
  return { correction, correctionBy: by !== null && world.conflicted.has(by) ? null : by };
}
