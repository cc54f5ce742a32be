import { dayOf } from '../../domain/calendar.js';
import { Refused } from '../../domain/errors.js';
import { STAND_IN_ROLE } from '../../domain/stand-ins.js';
import { bodyNames } from '../../store/console-reads.js';
import type { StandInRow, StandInsShown } from '../../web/pages/stand-ins.js';
import type { Call } from '../route.js';
import { StandInList } from '../stand-ins.js';
import { viaRoute } from './via-route.js';

/** The stand-ins of the reader's organs, by the very handler the API serves them with. @throws Refused NOT_FOUND */
export async function readStandIns(call: Call): Promise<StandInsShown> {
  const organs = call.principal.grants.flatMap(({ role, organId }) =>
    role === STAND_IN_ROLE && organId ? [organId] : [],
  );
  if (organs.length === 0) throw new Refused('NOT_FOUND');
  const names = await bodyNames(call.tx, organs);
  const rows: StandInRow[] = [];
  for (const organId of new Set(organs))
    rows.push(...StandInList.parse(await viaRoute('listStandIns', { ...call, query: { organId } })).items);
  return { rows, today: dayOf(call.now), organs: [...names].map(([id, name]) => ({ id, name })) };
}
