import { expect, test } from '@jest/globals';
import { caseFilePage } from '../../web/pages/case-file.js';
import { keyingPage } from '../../web/pages/keying.js';
import { originalPage } from '../../web/pages/originals.js';
import { foundOf, foundSettled, foundUncompared, keying, keyingTold } from './fixtures/originals.js';
import { file, form, frameIn } from './fixtures/pages.js';

const textIn = (html: string) => html.replace(/<[^>]*>/g, ' ');

test.each([
  ['ja', '入力して照合に回す', '通知より前に届いていた取下書', '確認すると記録に残り', 'すぐに効力'],
  [
    'en',
    'Key in, to be compared',
    'A withdrawal that had come in before',
    'Confirmed, it is on record',
    'at once)',
  ],
] as const)(
  'who keys in a withdrawal after a result, and who compares it, read what it will do (%s)',
  (lang, button, note, effect, atOnce) => {
    const keyed = textIn(keyingPage(frameIn(lang), keyingTold, form));
    expect(keyed).toContain(button);
    expect(keyed).toContain(note);
    expect(keyed).not.toContain(atOnce);
    expect(textIn(keyingPage(frameIn(lang), keying, form))).not.toContain(note);
    expect(textIn(originalPage(frameIn(lang), foundOf('x'), form))).toContain(effect);
    const others = { ...foundOf('x'), yours: false };
    expect(textIn(originalPage(frameIn(lang), others, form))).not.toContain(effect);
  },
);

test.each([
  ['ja', '照合済み。', '照合のない記録で、効力なし', '誓約書が照合を待つ間は', '判断することもできません'],
  ['en', 'compared and on record', 'on record uncompared', 'While a pledge waits', 'or decides it'],
] as const)(
  'what became of it stands with the paper, and the file says what it holds (%s)',
  (lang, confirmed, uncompared, told, holds) => {
    const standing = (paper: typeof foundSettled) => textIn(originalPage(frameIn(lang), paper, form));
    expect(standing(foundSettled)).toContain(confirmed);
    expect(standing(foundUncompared)).toContain(uncompared);
    const papers = { waiting: 1, compareBy: '2026-11-30', overdue: false, foundLate: 0 };
    const on = (stage: typeof file.stage) =>
      textIn(caseFilePage(frameIn(lang), { ...file, stage, papers }, form));
    for (const stage of ['PLEDGE_PENDING', 'PLEDGE_OVERDUE', 'CLEARED', 'CLOSED'] as const) {
      expect(on(stage)).toContain(told);
      expect(on(stage)).not.toContain(holds);
    }
    expect(on('ADJUDICATION')).toContain(holds);
  },
);
