import type { VNode } from 'preact';
import { CHECKS, type CheckCode } from '../domain/checks.js';
import { type Need, NEEDS } from '../domain/inquiries.js';
import type { CaseFile } from './case-data.js';
import { speech } from './frame.js';
import { FieldError, type FieldOf, List, TextField } from './inputs.js';
import { CHECK_WORDS, ITEM_WORDS, NEED_WORDS, SOURCE_WORDS } from './words/checks.js';

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
        <div class="item" role="group" aria-label={say(CHECK_WORDS[code])} key={code}>
          <p>
            <strong>{say(CHECK_WORDS[code])}</strong>
            <span class="sub">
              {say(SOURCE_WORDS[CHECKS[code].source])} · {say(ITEM_WORDS[CHECKS[code].item])}
            </span>
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
