import type { VNode } from 'preact';
import type { CheckMark } from './words/checks.js';

/** Drawn, not written: a glyph would be read aloud. Beside each stands its word, so all are hidden from readers. */
export function Gate(): VNode {
  return (
    <svg class="gate" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <path d="M2 7h28v4H2zM5 14h22v3H5zM7 11h3v18H7zM22 11h3v18h-3z" fill="currentColor" />
    </svg>
  );
}

const circle = 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z';
/** One shape each: told apart without colour. */
const SHAPES: Readonly<Record<CheckMark, readonly string[]>> = {
  RECORD: ['M3 1h7l3 3v11H3z', 'M6 7h4M6 10h4'],
  NO_RECORD: [circle, 'M5 8h6'],
  DECLINED: [circle, 'M3.5 12.5l9-9'],
  UNAVAILABLE: ['M2 2l12 12M14 2L2 14'],
  LATE: [circle, 'M8 4v4l3 2'],
  OPEN: ['M4 1h8M4 15h8M5 1v3l6 8v3M11 1v3l-6 8v3'],
  CANCELLED: ['M2 8h12'],
};

export function MarkIcon({ mark }: { mark: CheckMark }): VNode {
  return <Drawing paths={SHAPES[mark]} />;
}

/** Time is over, or nearly: an exclamation mark in a triangle. */
export function AlertIcon(): VNode {
  return <Drawing paths={['M8 1.5L15 14.5H1z', 'M8 6v4M8 12v.5']} />;
}

function Drawing({ paths }: { paths: readonly string[] }): VNode {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {paths.map((d) => (
        <path key={d} d={d} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
      ))}
    </svg>
  );
}
