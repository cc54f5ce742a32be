import type { VNode } from 'preact';
import { OpenOrAll } from '../filter.js';
import { type FormState, type Frame, holdsAny, speech } from '../frame.js';
import { LANGUAGES, type Word } from '../language.js';
import { renderPage } from '../layout.js';
import type { PassingOnRow, PassingsOnShown } from '../office-data.js';
import { OfficePost, OfficeRefused } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import { PAGE_BASIS } from '../page-basis.js';
import { Day, Id, Section } from '../parts.js';
import { paths } from '../paths.js';
import { Cell, RowHead, Table } from '../table.js';
import { HANDLING_WORDS } from '../words/handling.js';
import { PAPER_IN, PASSING_ON_STATE, PASSING_ON_WORDS as w, TOLD_WORDS } from '../words/passing-on.js';

/** What a contractor was told of a dispatched worker, to be passed on by it; overseen by the officer in charge. */
export function passingOnPage(frame: Frame, shown: PassingsOnShown, form: FormState): string {
  const { say } = speech(frame);
  const mine = shown.rows.filter(({ possible }) => possible.includes('passOn'));
  const body = (
    <>
      <h1>{say(w.title)}</h1>
      <OfficeRefused form={form} frame={frame} />
      {holdsAny(frame.viewer, ['ContractorSecurityManager']) && <p class="intro">{say(w.intro)}</p>}
      {holdsAny(frame.viewer, ['AssessmentOfficerInCharge']) && <p class="intro">{say(w.inCharge)}</p>}
      <OpenOrAll path={paths.passingOn} open={shown.open} word={w.open} frame={frame} />
      {shown.rows.length === 0 ? (
        <p>{say(w.none)}</p>
      ) : (
        <Table
          heads={[HANDLING_WORDS.person, w.employer, w.told, w.day, HANDLING_WORDS.state].map(say)}
          caption={say(w.title)}
        >
          {shown.rows.map((row) => (
            <Row key={row.id} row={row} frame={frame} />
          ))}
        </Table>
      )}
      {mine.length > 0 && (
        <Section id="pass-on" title={say(officeForm('passOn').label)}>
          <OfficePost
            name="passOn"
            action={paths.officeForm(paths.passingOn, 'passOn')}
            frame={frame}
            form={form}
            choices={{ telling: mine.map((row) => ({ value: row.id, word: wordOf(row) })) }}
          />
        </Section>
      )}
    </>
  );
  return renderPage(frame, {
    title: say(w.title),
    failed: form.sent?.refusal !== undefined,
    basis: PAGE_BASIS.passingOn,
    body,
  });
}

function Row({ row, frame }: { readonly row: PassingOnRow; readonly frame: Frame }): VNode {
  const { t, say } = speech(frame);
  const mine = row.possible.includes('passOn');
  return (
    <tr role="row" class={row.state === 'OVERDUE' ? 'attention' : undefined}>
      <RowHead>
        <Id id={row.subjectRef} />
        <span class="sub">{say(row.organ)}</span>
      </RowHead>
      <Cell label={say(w.employer)}>
        {row.employer.name}
        <span class="sub">
          {say(w.number)} {row.employer.number}
        </span>
      </Cell>
      <Cell label={say(w.told)}>
        {row.told ? (
          say(TOLD_WORDS[row.told])
        ) : (
          <a href={row.undeclared ? paths.declarationOf(row.undeclared) : paths.declarations}>
            {t.declarations.toDeclare}
          </a>
        )}
      </Cell>
      <Cell label={say(w.day)}>{row.day ? <Day at={row.day} frame={frame} /> : '–'}</Cell>
      <Cell label={say(HANDLING_WORDS.state)}>
        <span class={row.state === 'OVERDUE' ? 'due due-over' : 'due'}>
          <span class="days">{say(PASSING_ON_STATE[row.state])}</span>
        </span>
        {row.passedOn && (
          <span class="sub">
            {say(w.passedOn)} <Day at={row.passedOn} frame={frame} />
          </span>
        )}
        {mine && (
          <p>
            {say(w.paper)}{' '}
            {LANGUAGES.map((language) => (
              <a
                key={language}
                href={paths.passingOnPaper(row.id, language)}
                hreflang={language}
                type="application/pdf"
              >
                {say(PAPER_IN[language])}{' '}
              </a>
            ))}
          </p>
        )}
      </Cell>
    </tr>
  );
}

/** Which of them, in a list: whom it is about, what is passed on, and its day. */
function wordOf({ subjectRef, told, day }: PassingOnRow): Word {
  const word = told ? TOLD_WORDS[told] : { ja: '', en: '' };
  const of = (text: string) => `${subjectRef.slice(0, 8)} – ${text} – ${day ?? ''}`;
  return { ja: of(word.ja), en: of(word.en) };
}
