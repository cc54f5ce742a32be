import {
  ActivityCancellationType,
  CancellationScope,
  condition,
  defineSignal,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { DUE_MS, type SkeletonActivities, type Standing } from './standing.js';

export const bell = defineSignal<[acts: number]>('bell');

const register = proxyActivities<Pick<SkeletonActivities, 'look'>>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
});
const outside = proxyActivities<Pick<SkeletonActivities, 'awaitCheck'>>({
  startToCloseTimeout: '3650 days',
  scheduleToCloseTimeout: '3650 days',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/** An application or a clearance: wait for a bell or the last answer, look, wait again. One timer beside it. */
export async function life(input: { caseId: string }): Promise<void> {
  const kind = workflowInfo().workflowId.split('/')[0] ?? '';
  let acts = 0;
  let seenActs = -1;
  let answered = 0;
  let seenAnswered = 0;
  let awaited = 0;
  setHandler(bell, (number) => {
    acts = Math.max(acts, number);
  });
  const alarm = new CancellationScope();
  alarm.run(() => sleep(DUE_MS)).catch(() => {});

  for (;;) {
    await condition(
      () => acts > seenActs || (awaited > 0 && answered === awaited && answered > seenAnswered),
    );
    seenActs = acts;
    seenAnswered = answered;
    const now: Standing = await register.look({ caseId: input.caseId, kind, acts, answered });
    if (now.ended) break;
    if (awaited === 0) {
      awaited = now.openChecks.length;
      for (const { requestId } of now.openChecks)
        void outside.awaitCheck
          .executeWithOptions({ activityId: `check-${requestId}` }, [requestId])
          .then(() => {
            answered += 1;
          });
    }
  }
  alarm.cancel();
}
