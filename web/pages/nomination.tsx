import { listingTexts } from '../../domain/listing.js';
import { type FormState, type Frame, speech } from '../frame.js';
import { renderPage } from '../layout.js';
import { PAGE_BASIS } from '../page-basis.js';
import type { NominationShown } from '../office-data.js';
import { OfficePost, OfficeRefused } from '../office-form.js';
import { officeForm } from '../office-forms.js';
import { Basis } from '../parts.js';
import { paths } from '../paths.js';
import { HANDLING_WORDS as w } from '../words/handling.js';
import { NAME_LISTS_ARTICLE } from './name-lists.js';

const OF_CONTRACTORS = ['contractorId', 'listing.agreedOn', 'listing.text'];
const DISPATCHED = ['dispatched.employer', 'dispatched.number'];

/** A person is put on the list of candidates: by the organ its own, by a contractor its employees, with their agreement. */
export function nominationPage(frame: Frame, shown: NominationShown, form: FormState): string {
  const { say } = speech(frame);
  const { label, hint } = officeForm('nominate');
  const body = (
    <div class="narrow">
      <h1>{say(label)}</h1>
      <OfficeRefused form={form} frame={frame} />
      {hint && <p class="intro">{say(hint)}</p>}
      {shown.manages &&
        listingTexts().map(({ name, text }) => (
          <div class="letter" key={name}>
            <p class="kicker">{`${say(w.textToAgree)} ${name}`}</p>
            <p>{say(text)}</p>
            <Basis of={NAME_LISTS_ARTICLE} frame={frame} />
          </div>
        ))}
      <OfficePost
        name="nominate"
        action={paths.officeForm(paths.nomination, 'nominate')}
        frame={frame}
        form={form}
        choices={shown.choices}
        {...(shown.manages ? { needs: OF_CONTRACTORS } : { without: [...OF_CONTRACTORS, ...DISPATCHED] })}
      />
    </div>
  );
  return renderPage(frame, {
    title: say(label),
    failed: form.sent?.refusal !== undefined,
    basis: PAGE_BASIS.nomination,
    body,
  });
}
