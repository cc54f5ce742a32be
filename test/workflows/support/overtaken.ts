import { randomUUID } from 'node:crypto';
import { activityIdOf, type Answered } from '../../../workflows/contract.js';
import { until } from '../../support/system-engine.js';
import { gate, type ScriptedRegister, standing } from './scripted-register.js';

/**
 * Two checks are awaited. While a look is under way that still finds the second open and the first no longer, the engine
 * hears of the second's answer; of the first's it never does. That look lets go of all that was still awaited.
 */
export async function overtaken(register: ScriptedRegister) {
  const [first, second] = [randomUUID(), randomUUID()];
  const door = gate();
  const handle = await register.live(
    () => standing({ waitingOn: 'PROVIDER', openChecks: [check(first), check(second)] }),
    () => door.pass().then(() => standing({ waitingOn: 'PROVIDER', openChecks: [check(second)] })),
    () => standing({ ended: true }),
  );
  await until('both are awaited', async () => (await register.awaited()).includes(activityIdOf(second)));
  await register.ring();
  await door.reached;
  const { workflowId } = handle;
  const answered: Answered = { answered: second };
  await register.client.activity.complete({ workflowId, activityId: activityIdOf(second) }, answered);
  await until('it was told', async () => !(await register.awaited()).includes(activityIdOf(second)));
  door.open();
  return { handle, second };
}

function check(requestId: string) {
  return { requestId, code: 'POLICE_RECORD' as const, dueAt: '2036-01-01T00:00:00.000Z' };
}
