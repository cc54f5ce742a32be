import type { CaseKind } from '../../domain/stages.js';
import { type FormState, type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import { OfficePost, OfficeRefused } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import { Basis, Section } from '../parts.js';
import { paths, withQuery } from '../paths.js';
import { type Unsaid, UnsaidNote } from './unsaid.js';
import { KIND_WORDS } from '../words/stages.js';

export interface DeclarationsShown {
  readonly rows: readonly {
    readonly caseId: string;
    readonly kind: CaseKind;
    readonly person: { readonly name: string; readonly kana: string } | null;
  }[];
  readonly next: string | null;
  readonly first: boolean;
  readonly unsaid?: Unsaid | undefined;
}

/** What an officer says of a person before their file opens: by the name alone. */
export function declarationsPage(
  frame: Frame,
  { rows, next, first, unsaid }: DeclarationsShown,
  form: FormState,
): string {
  const { t, say } = speech(frame);
  const wordOf = ({ caseId, kind, person }: DeclarationsShown['rows'][number]): Word => {
    const who = person ? `${person.name} (${person.kana})` : t.declarations.unnamed;
    const text = `${who} – ${say(KIND_WORDS[kind])} ${caseId.slice(0, 8)}`;
    return { ja: text, en: text };
  };
  // One alone needs no choosing: whoever comes from its case says their word and goes back.
  const [only] = rows.length === 1 ? rows : [];
  const body = (
    <>
      <h1>{t.declarations.title}</h1>
      <OfficeRefused form={form} frame={frame} />
      <p class="intro">{t.declarations.intro}</p>
      <Basis of={officeForm('declareTies').article} frame={frame} />
      {unsaid && <UnsaidNote frame={frame} of={unsaid} leads />}
      <Section id="declare" title={t.declarations.title}>
        {rows.length === 0 ? <p>{t.declarations.none}</p> : only && <p class="lead">{say(wordOf(only))}</p>}
        {rows.length > 0 && (
          <OfficePost
            name="declareTies"
            action={paths.officeForm(paths.declarations, 'declareTies')}
            frame={frame}
            form={form}
            {...(only ? { given: { case: only.caseId } } : {})}
            choices={{ case: rows.map((row) => ({ value: row.caseId, word: wordOf(row) })) }}
          />
        )}
      </Section>
      {(!first || next !== null) && (
        <nav class="pager" aria-label={t.declarations.title}>
          {!first && <a href={paths.declarations}>{t.queue.first}</a>}
          {next !== null && (
            <a rel="next" href={withQuery(paths.declarations, { after: next })}>
              {t.queue.next}
            </a>
          )}
        </nav>
      )}
    </>
  );
  const failed = form.sent?.refusal !== undefined;
  return renderPage(frame, { title: t.declarations.title, failed, basis: PAGE_BASIS.declarations, body });
}
