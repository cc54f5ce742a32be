import type { VNode } from 'preact';
import { formalDay } from './dates.js';
import { type Frame, speech } from './frame.js';
import type { Word } from './language.js';
import { Section } from './parts.js';

/** A notice of a result that was void, in the words in which everybody who was told of it is told that. */
export interface VoidNoticeShown {
  readonly notifiedOn: string;
  readonly voidedOn: string;
  readonly text: Word;
}

export function VoidNotices(props: {
  notices: readonly VoidNoticeShown[] | undefined;
  frame: Frame;
}): VNode | null {
  const { notices = [], frame } = props;
  const { t, say } = speech(frame);
  if (notices.length === 0) return null;
  return (
    <Section id="void-notices" title={t.file.voidNotices}>
      {notices.map(({ text, voidedOn }) => (
        <>
          <p>{say(text)}</p>
          <p class="muted">{t.file.voidedOn(formalDay(voidedOn, frame.language))}</p>
        </>
      ))}
    </Section>
  );
}
