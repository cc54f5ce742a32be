import type { VNode } from 'preact';
import type { Item } from '../../domain/checks.js';
import { policyOf } from '../../domain/policy.js';
import { itemName } from '../../domain/policy-words.js';
import type { CaseFile } from '../case-data.js';
import { type Frame, speech } from '../frame.js';
import type { Word } from '../language.js';
import { BLOCK_WORDS as w, WAY_WORDS } from '../words/worksheet.js';

/** A decision against somebody can rest on it, once it was weighed: something was stated, is on record or was learnt. */
export function isKnown(item: Item, { matters, learnt }: CaseFile): boolean {
  return matters?.[item] === 'TO_WEIGH' || learnt.includes(item);
}

export function isHeard(item: Item, { heardOn }: CaseFile): boolean {
  return heardOn?.includes(item) === true;
}

/** By which ways it is known what there is beside statements and records. */
export function knownFrom(item: Item, { learntFrom }: CaseFile): Word[] {
  const ways = learntFrom[item] ?? [];
  if (ways.length === 0) return [];
  return [
    {
      ja: `${w.from.ja}：${ways.map((way) => WAY_WORDS[way].ja).join('、')}。`,
      en: `${w.from.en} ${ways.map((way) => WAY_WORDS[way].en).join(', ')}.`,
    },
  ];
}

/** What stands before a decision, as far as it is known before a word is written: what a negative one can rest on, too. */
export function StillBefore({ file, frame }: { readonly file: CaseFile; readonly frame: Frame }): VNode {
  const { t, say } = speech(frame);
  const items = policyOf(file.policy).items.map(({ code }) => code);
  const named = (of: readonly Item[]) =>
    of.length === 0
      ? say(w.none)
      : of.map((item) => `${items.indexOf(item) + 1}. ${say(itemName(item))}`).join(t.comma);
  const matterOf = (item: Item) => file.matters?.[item];
  const known = items.filter((item) => isKnown(item, file));
  const rows: [Word, readonly Item[]][] = [
    [w.weigh, items.filter((item) => matterOf(item) === 'TO_WEIGH')],
    [w.unanswered, items.filter((item) => matterOf(item) === 'UNANSWERED')],
    [w.learnt, items.filter((item) => file.learnt.includes(item) && matterOf(item) === undefined)],
    [w.bears, known.filter((item) => isHeard(item, file))],
  ];
  return (
    <div class="letter">
      <h3>{say(w.title)}</h3>
      {file.wordsWaiting && <p class="strong">{say(w.wordsWaiting)}</p>}
      {known.length === 0 && <p>{say(w.nothingKnown)}</p>}
      {known.length > 0 && file.heardOn === null && <p>{say(w.nobodyHeard)}</p>}
      <dl class="facts">
        {rows.map(([label, of]) => (
          <div key={label.en}>
            <dt>{say(label)}</dt>
            <dd>{named(of)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
