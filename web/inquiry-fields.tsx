import { checkName, itemName, sourceName } from '../domain/policy-words.js';
import type { VNode } from 'preact';
import { type CheckCode, checkIn, type Said } from '../domain/checks.js';
import { policyOf } from '../domain/policy.js';
import { NEEDS } from '../domain/inquiries.js';
import type { CaseFile } from './case-data.js';
import { speech } from './frame.js';
import { FieldError, type FieldOf, List, TextField } from './inputs.js';
import { NEED_WORDS } from './words/checks.js';

/** Each question that may be asked, with why; whoever chooses no reason does not ask it. */
export function InquiryFields(
  props: FieldOf & { file: CaseFile | undefined; legend: string; hint: string | undefined },
): VNode {
  const { file, legend, hint, ...of } = props;
  const { t, say } = speech(of.frame);
  const askable = file?.askable ?? [];
  return (
    <fieldset class="field" id={`${of.step}-inquiries`} tabIndex={-1}>
      <legend>{legend}</legend>
      <p class="hint">{askable.length === 0 ? t.inquiries.none : hint}</p>
      <FieldError {...of} pointer="/inquiries" />
      {askable.map((code) => (
        <div class="item" role="group" aria-label={say(checkName(code))} key={code}>
          <p>
            <strong>{say(checkName(code))}</strong>
            <span class="sub">{file && whomAbout(file, code, say)}</span>
          </p>
          <List
            {...of}
            pointer={`/inquiries/${code}/need`}
            name={`inquiries.${code}.need`}
            label={t.inquiries.need}
            none={t.inquiries.notAsked}
          >
            {NEEDS.map((need) => ({ value: need, label: say(NEED_WORDS[need]) }))}
          </List>
          <TextField
            {...of}
            pointer={`/inquiries/${code}/reasons`}
            name={`inquiries.${code}.reasons`}
            label={t.inquiries.words}
            max={4_000}
            rows={2}
            optional="depends"
          />
        </div>
      ))}
    </fieldset>
  );
}

function whomAbout({ policy }: CaseFile, code: CheckCode, say: (word: Said) => string): string {
  const { source, item } = checkIn(policyOf(policy), code);
  return `${say(sourceName(source))} · ${say(itemName(item))}`;
}
