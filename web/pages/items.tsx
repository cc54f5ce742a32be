import type { VNode } from 'preact';
import { type FormState, type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import type { ItemRow, ItemsShown } from '../office-data.js';
import { OfficeRefused, OfficeStep } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import { Basis, Id, Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { HANDLING_WORDS as w } from '../words/handling.js';

/** Items of information: those the reader keeps, and those of the organs at which they are in charge. */
export function itemsPage(frame: Frame, shown: ItemsShown, form: FormState): string {
  const { say } = speech(frame);
  const { items, organs, choices } = shown;
  const yours = items.filter((item) => item.yours);
  const others = items.filter((item) => !item.yours);
  const inCharge = organs.length > 0;
  const body = (
    <>
      <h1>{say(w.items)}</h1>
      <OfficeRefused form={form} frame={frame} />
      <p class="intro">{say(w.itemsIntro)}</p>
      {(yours.length > 0 || !inCharge) && (
        <Section id="yours" title={say(w.yourItems)}>
          <Basis of={officeForm('putOnHandlerList').article} frame={frame} />
          <Items rows={yours} frame={frame} />
        </Section>
      )}
      {inCharge && (
        <Section id="organ" title={say(w.organItems)}>
          <Basis of={officeForm('registerItem').article} frame={frame} />
          <Items rows={others} frame={frame} />
          <OfficeStep
            name="registerItem"
            action={paths.officeForm(paths.items, 'registerItem')}
            frame={frame}
            form={form}
            choices={choices}
          />
        </Section>
      )}
      {organs.map(({ id, name }) => (
        <p key={id}>
          <a href={paths.grounds(id)}>{`${say(w.grounds)} – ${say(name)}`}</a>
        </p>
      ))}
    </>
  );
  return renderPage(frame, {
    title: say(w.items),
    failed: form.sent?.refusal !== undefined,
    basis: PAGE_BASIS.items,
    body,
  });
}

function Items({ rows, frame }: { rows: readonly ItemRow[]; frame: Frame }): VNode {
  const { say } = speech(frame);
  if (rows.length === 0) return <p>{say(w.noItems)}</p>;
  return (
    <Table heads={[w.item, w.organ, w.place, w.custodian].map(say)} caption={say(w.items)}>
      {rows.map((row) => (
        <tr role="row" key={row.id}>
          <RowHead>
            <a href={paths.itemOf(row.id)}>{row.designation}</a>
          </RowHead>
          <Cell label={say(w.organ)}>{say(row.organ)}</Cell>
          <Cell label={say(w.place)}>{say(row.contractor ?? w.atOrgan)}</Cell>
          <Cell label={say(w.custodian)}>
            <Custodian of={row} frame={frame} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

/** A sign-in, or that it is the reader's own, or that there is nobody. */
export function Custodian({ of, frame }: { of: ItemRow; frame: Frame }): VNode {
  const { say } = speech(frame);
  if (of.yours) return <>{say(w.you)}</>;
  return of.custodian === null ? <>{say(w.nobody)}</> : <Id id={of.custodian} short />;
}
