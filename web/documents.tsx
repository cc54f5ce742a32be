import type { VNode } from 'preact';
import type { DocumentRow } from './case-data.js';
import { type Frame, speech } from './frame.js';
import { LANGUAGES } from './language.js';
import { Day, Section } from './parts.js';
import { paths } from './paths.js';
import { articleText } from './words/articles.js';

interface DocumentsOf {
  readonly documents: readonly DocumentRow[];
  readonly frame: Frame;
  /** To the person themselves: with the receipts of what they said. */
  readonly own?: boolean;
}

/** The notices and forms of a case, each as a link in both languages: no script, no viewer of ours. */
export function Documents({ documents, frame, own = false }: DocumentsOf): VNode | null {
  const { t, say } = speech(frame);
  if (documents.length === 0) return null;
  const consented = own ? documents.find(({ form, at }) => form === 'consent' && at !== null) : undefined;
  return (
    <Section id="documents" title={t.documents.title} intro={t.documents.intro}>
      <ul class="documents">
        {documents.map(({ caseId, form, of, at, title, article }) => (
          <li key={`${form} ${of}`}>
            {say(title)}{' '}
            <span class="muted">
              {at ? <Day at={at} frame={frame} /> : t.documents.blank}
              {t.comma}
              {articleText(article, frame.language)}
            </span>{' '}
            {LANGUAGES.map((language) => (
              <a
                key={language}
                href={paths.documentOf(caseId, form, of, language)}
                hreflang={language}
                type="application/pdf"
                aria-label={`${say(title)}${t.comma}${t.documents[language]}`}
              >
                {t.documents[language]}
              </a>
            ))}
          </li>
        ))}
      </ul>
      {consented && (
        <p>
          <a href={paths.receiptsOf(consented.caseId)} type="application/json">
            {t.documents.receipts}
          </a>
          {t.comma}
          <a href={paths.consentRecordOf(consented.caseId)} type="application/json">
            {t.documents.consentRecord}
          </a>
        </p>
      )}
    </Section>
  );
}
