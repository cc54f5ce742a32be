import { checkName, itemName, sourceName } from '../domain/policy-words.js';
import type { VNode } from 'preact';
import { type CheckCode, checkIn, type Said } from '../domain/checks.js';
import { policyOf } from '../domain/policy.js';
import { type Need, NEEDS } from '../domain/inquiries.js';
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
  const supplement = of.step === 'requestSupplement';
  const asked = supplement ? supplementable(file) : askable(file);
  const { need: why, none, notAsked } = supplement ? t.supplement : t.inquiries;
  return (
    <fieldset class="field" id={`${of.step}-inquiries`} tabIndex={-1}>
      <legend>{legend}</legend>
      <p class="hint">{asked.length === 0 ? none : hint}</p>
      <FieldError {...of} pointer="/inquiries" />
      {asked.map(({ code, needs }) => (
        <div class="item" role="group" aria-label={say(checkName(code))} key={code}>
          <p>
            <strong>{say(checkName(code))}</strong>
            <span class="sub">{file && whomAbout(file, code, say)}</span>
          </p>
          <List
            {...of}
            pointer={`/inquiries/${code}/need`}
            name={`inquiries.${code}.need`}
            label={why}
            none={notAsked}
          >
            {needs.map((need) => ({ value: need, label: say(NEED_WORDS[need]) }))}
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

interface Asked {
  readonly code: CheckCode;
  readonly needs: readonly Need[];
}
function askable(file: CaseFile | undefined): readonly Asked[] {
  return (file?.askable ?? []).map((code) => ({ code, needs: NEEDS }));
}
/** A question is asked for once for each need: those that were named before are not offered again. */
function supplementable(file: CaseFile | undefined): readonly Asked[] {
  return file?.supplementable ?? [];
}
