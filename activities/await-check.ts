import { CompleteAsyncError } from '@temporalio/activity';
import { crashPoint } from '../crash-points.js';
import type { OutsideActivities } from '../workflows/ports.js';

/** Hosted by the workflow worker: it holds no database and does nothing, so a crash in it loses nothing. */
export const outsideActivities: OutsideActivities = {
  /** Safe to retry because the answer arrives from outside, by ids, at whatever attempt is waiting. */
  awaitCheck: async () => {
    crashPoint('check.before-waiting');
    throw new CompleteAsyncError();
  },
};
