import type { VNode } from 'preact';
import { formalDay } from './dates.js';
import { type Frame, speech } from './frame.js';
import { Section } from './parts.js';
import type { ServiceShown } from './service-data.js';
import { Cell, RowHead, Table } from './table.js';
import { SERVICE_CHANNEL_WORDS, SERVICE_WORDS as w } from './words/service.js';

/** How each notice of the result was served; the same for its person and for who works on the case. */
export function Services(props: {
  service: readonly ServiceShown[] | undefined;
  frame: Frame;
}): VNode | null {
  const { service = [], frame } = props;
  const { say } = speech(frame);
  if (service.length === 0) return null;
  return (
    <Section id="service" title={say(w.title)}>
      <Table heads={[w.channel, w.receivedOn, w.evidence, w.recordedOn].map(say)} caption={say(w.title)}>
        {service.map((one) => (
          <tr role="row" key={one.recordedAt}>
            <RowHead>
              {say(one.channel === null ? w.notRecorded : SERVICE_CHANNEL_WORDS[one.channel])}
              {one.isVoid && <span class="sub">{say(w.isVoid)}</span>}
            </RowHead>
            <Cell label={say(w.receivedOn)}>
              {one.receivedOn ? formalDay(one.receivedOn, frame.language) : '–'}
            </Cell>
            <Cell label={say(w.evidence)}>{shown(one, frame)}</Cell>
            <Cell label={say(w.recordedOn)}>{formalDay(one.recordedAt, frame.language)}</Cell>
          </tr>
        ))}
      </Table>
    </Section>
  );
}

function shown({ channel, receipt, number, openedAt }: ServiceShown, frame: Frame): string {
  const { say } = speech(frame);
  if (number) return `${say(w.number)} ${number}`;
  if (receipt) return `${say(w.receiptShort)} ${receipt.slice(0, 12)}…`;
  if (channel !== 'OWN_ACCOUNT') return '–';
  return openedAt ? `${say(w.opened)} ${formalDay(openedAt, frame.language)}` : say(w.notOpened);
}
