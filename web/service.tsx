import type { VNode } from 'preact';
import { formalDay } from './dates.js';
import { type Frame, speech } from './frame.js';
import { Section } from './parts.js';
import type { IssueShown, ServedFile, ServiceShown } from './service-data.js';
import { Cell, RowHead, Table } from './table.js';
import { SERVICE_CHANNEL_WORDS, SERVICE_WORDS as w } from './words/service.js';

/** How each notice of the result was served; the same for its person and for who works on the case. */
export function Services(props: ServedFile & { frame: Frame }): VNode | null {
  const { service = [], issue, frame } = props;
  const { say } = speech(frame);
  if (service.length === 0 && !issue) return null;
  return (
    <Section id="service" title={say(w.title)}>
      {issue && <Out issue={issue} frame={frame} />}
      {service.length > 0 && <ServedTable service={service} frame={frame} />}
    </Section>
  );
}

/** What is out, and what is still to be recorded of it. */
function Out({ issue, frame }: { issue: IssueShown; frame: Frame }): VNode {
  const { say } = speech(frame);
  const { language } = frame;
  return (
    <>
      <dl class="facts">
        {issue.issuedOn !== null && (
          <>
            <dt>{say(w.issuedOn)}</dt>
            <dd>{formalDay(issue.issuedOn, language)}</dd>
          </>
        )}
        <dt>{say(w.channel)}</dt>
        <dd>{say(SERVICE_CHANNEL_WORDS[issue.channel])}</dd>
        {issue.withdrawnOn && (
          <>
            <dt>{say(w.withdrawnOn)}</dt>
            <dd>{formalDay(issue.withdrawnOn, language)}</dd>
          </>
        )}
      </dl>
      {issue.withdrawnOn === null ? (
        <p>{say(w.out)}</p>
      ) : (
        <p class="notice notice-wrong">{say(issue.issuedOn === null ? w.noneOut : w.outWithdrawn)}</p>
      )}
    </>
  );
}

/** For its person: that it came, and what becomes of it. */
export function WithdrawalReceived({ on, frame }: { on: string | undefined; frame: Frame }): VNode | null {
  const { say } = speech(frame);
  if (on === undefined) return null;
  return (
    <Section id="withdrawal" title={say(w.withdrawalTitle)}>
      <p>
        {say(w.withdrawnOn)}: {formalDay(on, frame.language)}
      </p>
      <p>{say(w.withdrawalWaits)}</p>
    </Section>
  );
}

function ServedTable({ service, frame }: { service: readonly ServiceShown[]; frame: Frame }): VNode {
  const { say } = speech(frame);
  return (
    <Table heads={[w.channel, w.receivedOn, w.evidence, w.recordedOn].map(say)} caption={say(w.title)}>
      {service.map((one) => (
        <tr role="row" key={one.recordedAt}>
          <RowHead>
            {say(one.channel === null ? w.notRecorded : SERVICE_CHANNEL_WORDS[one.channel])}
            {one.isVoid && <span class="sub">{say(w.isVoid)}</span>}
          </RowHead>
          <Cell label={say(w.receivedOn)}>
            {one.receivedOn ? formalDay(one.receivedOn, frame.language) : '–'}
            {one.receivedAt && ` ${one.receivedAt}`}
          </Cell>
          <Cell label={say(w.evidence)}>{shown(one, frame)}</Cell>
          <Cell label={say(w.recordedOn)}>{formalDay(one.recordedAt, frame.language)}</Cell>
        </tr>
      ))}
    </Table>
  );
}

function shown({ channel, receipt, number, openedAt }: ServiceShown, frame: Frame): string {
  const { say } = speech(frame);
  if (number) return `${say(w.number)} ${number}`;
  if (receipt) return `${say(w.receiptShort)} ${receipt.slice(0, 12)}…`;
  if (channel !== 'OWN_ACCOUNT') return '–';
  return openedAt ? `${say(w.opened)} ${formalDay(openedAt, frame.language)}` : say(w.notOpened);
}
