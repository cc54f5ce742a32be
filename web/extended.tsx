import type { VNode } from 'preact';
import type { Extended } from './case-data.js';
import { formalDay } from './dates.js';
import { type Frame, speech } from './frame.js';

/** By how many days a deadline was moved, and for which outage. */
export function extendedText({ from, to, days }: Extended, frame: Frame): string {
  const { t } = speech(frame);
  const [first, last] = [formalDay(from, frame.language), formalDay(to, frame.language)];
  return t.outages.extended(days, t.outages.days(first, last));
}

export function ExtendedBy(props: { extended: readonly Extended[]; frame: Frame }): VNode | null {
  const { extended, frame } = props;
  if (extended.length === 0) return null;
  return (
    <>
      {extended.map((one) => (
        <p class="hint" key={one.from}>
          {extendedText(one, frame)}
        </p>
      ))}
    </>
  );
}
