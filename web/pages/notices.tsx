import type { VNode } from 'preact';
import { OpenOrAll } from '../filter.js';
import { type FormState, type Frame, holdsAny, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import type { NoticeRow, NoticesShown } from '../office-data.js';
import { OfficePost, OfficeRefused } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import { Basis, Day, Id } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { CHASE_WORDS, HANDLING_WORDS as w, RECIPIENT_WORDS } from '../words/handling.js';

interface PageOf {
  readonly frame: Frame;
  readonly shown: NoticesShown;
  readonly form: FormState;
}

/** That rights have ended: told to who keeps lists or employs, acknowledged by them, overseen by the officer in charge. */
export function noticesPage(frame: Frame, shown: NoticesShown, form: FormState): string {
  const { say } = speech(frame);
  const of = { frame, shown, form };
  const body = (
    <>
      <h1>{say(w.notices)}</h1>
      <OfficeRefused form={form} frame={frame} />
      <p class="intro">{say(w.noticesIntro)}</p>
      {holdsAny(frame.viewer, ['AssessmentOfficerInCharge']) && <p class="intro">{say(w.noticesInCharge)}</p>}
      <Basis of={officeForm('acknowledgeRightEnd').article} frame={frame} />
      <OpenOrAll path={paths.notices} open={shown.open} word={w.open} frame={frame} />
      {shown.rows.length === 0 ? (
        <p>{say(w.noNotices)}</p>
      ) : (
        <Table
          heads={[w.person, w.organ, w.endedOn, w.recipient, w.toldOn, w.state].map(say)}
          caption={say(w.notices)}
        >
          {shown.rows.map((row) => (
            <Notice key={row.id} row={row} {...of} />
          ))}
        </Table>
      )}
    </>
  );
  return renderPage(frame, {
    title: say(w.notices),
    failed: form.sent?.refusal !== undefined,
    basis: PAGE_BASIS.notices,
    body,
  });
}

function Notice({ row, frame, form }: PageOf & { row: NoticeRow }): VNode {
  const { say } = speech(frame);
  return (
    <tr role="row" class={row.state === 'OVERDUE' ? 'attention' : undefined}>
      <RowHead>
        <Id id={row.subjectRef} />
      </RowHead>
      <Cell label={say(w.organ)}>{say(row.organ)}</Cell>
      <Cell label={say(w.endedOn)}>
        <Day at={row.endedOn} frame={frame} />
        {row.returnedOn && (
          <span class="sub">
            {say(w.returnedOn)} <Day at={row.returnedOn} frame={frame} />
          </span>
        )}
      </Cell>
      <Cell label={say(w.recipient)}>
        {say(RECIPIENT_WORDS[row.recipient])}
        {row.designation && <span class="sub">{row.designation}</span>}
      </Cell>
      <Cell label={say(w.toldOn)}>
        <Day at={row.toldAt} frame={frame} />
      </Cell>
      <Cell label={say(w.state)}>
        <span class={row.state === 'OVERDUE' ? 'due due-over' : 'due'}>
          <span class="days">{say(CHASE_WORDS[row.state])}</span>
        </span>
        {row.possible.includes('acknowledge') && (
          <OfficePost name="acknowledgeRightEnd" action={paths.noticeOf(row.id)} frame={frame} form={form} />
        )}
      </Cell>
    </tr>
  );
}
