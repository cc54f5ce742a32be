import type { VNode } from 'preact';
import { formalDay } from './dates.js';
import { type Frame, speech } from './frame.js';
import { Section } from './parts.js';
import type { VoidNoticeShown } from './void-notice-data.js';

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
