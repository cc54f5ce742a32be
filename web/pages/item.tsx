import type { VNode } from 'preact';
import { dayOf } from '../../domain/calendar.js';
import { lawOf } from '../../domain/policy-words.js';
import type { Option } from '../field-parts.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import type { HandlerRow, ItemShown } from '../office-data.js';
import { OfficePost, OfficeRefused, OfficeStep } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import type { OfficeFormName } from '../office-names.js';
import { Basis, Day, Facts, Id, Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { HANDLING_WORDS as w } from '../words/handling.js';
import { span } from './contractors.js';
import { Custodian } from './items.js';

interface PageOf {
  readonly frame: Frame;
  readonly shown: ItemShown;
  readonly form: FormState;
}

/** One item: its list of handlers, for who keeps it and for the officer in charge, each with their own steps. */
export function itemPage(frame: Frame, shown: ItemShown, form: FormState): string {
  const { say } = speech(frame);
  const of = { frame, shown, form };
  const body = (
    <>
      <p class="kicker">
        <a href={paths.items}>{say(w.items)}</a>
      </p>
      <h1>{shown.designation}</h1>
      <OfficeRefused form={form} frame={frame} />
      <Facts
        rows={[
          [say(w.organ), say(shown.organ)],
          [say(w.place), say(shown.contractor ?? w.atOrgan)],
          [say(w.law), say(lawOf(shown.scheme))],
          [say(w.custodian), <Custodian of={shown} frame={frame} />],
        ]}
      />
      {shown.yours && <Check {...of} />}
      <Section id="handlers" title={say(w.list)} intro={say(w.listIntro)}>
        <Basis of={officeForm('putOnHandlerList').article} frame={frame} />
        {shown.handlers.length === 0 ? <p>{say(w.nobodyListed)}</p> : <Handlers {...of} />}
        {shown.handlers.length > 0 && <p class="muted">{say(w.listedIsNotRight)}</p>}
      </Section>
      <Section id="steps" title={say(w.steps)}>
        {shown.yours && <Step name="putOnHandlerList" {...of} />}
        {shown.yours && listed(shown).length > 0 && <Step name="takeOffHandlerList" quiet {...of} />}
        {shown.inCharge && <Step name="nameCustodian" {...of} />}
        {shown.inCharge && (
          <p>
            <a href={paths.grounds(shown.organId, shown.id)}>{say(w.grounds)}</a>
          </p>
        )}
      </Section>
    </>
  );
  return renderPage(frame, {
    title: say(w.list),
    failed: form.sent?.refusal !== undefined,
    basis: PAGE_BASIS.item,
    body,
  });
}

function Step({
  name,
  quiet,
  frame,
  shown,
  form,
}: PageOf & { name: OfficeFormName; quiet?: boolean }): VNode {
  return (
    <OfficeStep
      name={name}
      action={paths.officeForm(paths.itemOf(shown.id), name)}
      frame={frame}
      form={form}
      choices={{ subjectId: listed(shown) }}
      {...(quiet ? { quiet } : {})}
    />
  );
}

/** Asked where one is: the answer is a page of its own, which says nothing of the item or its list. */
function Check({ frame, shown, form }: PageOf): VNode {
  const { say } = speech(frame);
  return (
    <Section id="check" title={say(w.check)} intro={say(w.checkIntro)}>
      <OfficePost
        name="checkHandling"
        action={paths.check}
        frame={frame}
        form={form}
        given={{ item: `${shown.organId}.${shown.id}` }}
      />
    </Section>
  );
}

function Handlers({ frame, shown }: PageOf): VNode {
  const { say } = speech(frame);
  return (
    <Table heads={[w.person, w.days, w.listed, w.state].map(say)} caption={say(w.list)}>
      {shown.handlers.map((row) => (
        <tr role="row" key={row.id}>
          <RowHead>
            <Id id={row.subjectId} />
          </RowHead>
          <Cell label={say(w.days)}>{span(row.firstDay, row.lastDay, frame)}</Cell>
          <Cell label={say(w.listed)}>
            <Day at={row.listedAt} frame={frame} />
            <span class="sub">
              <Id id={row.listedBy} short />
            </span>
          </Cell>
          <Cell label={say(w.state)}>
            <Standing row={row} frame={frame} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function Standing({ row, frame }: { row: HandlerRow; frame: Frame }): VNode {
  const { t, say } = speech(frame);
  if (row.endedAt !== null)
    return (
      <>
        {say(w.off) + t.colon}
        <Day at={row.endedAt} frame={frame} />
      </>
    );
  const today = frame.now === undefined ? row.firstDay : dayOf(frame.now);
  if (row.lastDay < today) return <>{say(w.over)}</>;
  return <>{say(today < row.firstDay ? w.notYet : w.now)}</>;
}

/** Each person with an entry that nobody has ended, once. */
function listed({ handlers }: ItemShown): Option[] {
  const standing = handlers.filter(({ endedAt }) => endedAt === null).map(({ subjectId }) => subjectId);
  return [...new Set(standing)].map((value) => ({ value, word: { ja: value, en: value } }));
}
