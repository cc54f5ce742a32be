import { createHash } from 'node:crypto';
import type { Filling } from './filling.js';
import type { Face, Language } from './shape.js';

/** What a receipt says of one signed paper, in the reader's words. */
export interface Received {
  readonly what: string;
  readonly receivedOn: string;
  readonly signedOn: string;
  readonly came: string;
  readonly pages: number;
  readonly hash: string;
  readonly number: string;
  /** Absent for a source: what became of its reply would tell of the case (law: invariant 6). */
  readonly standing: string | null;
}

/** A text of the office's own, about no right of anybody's: it needs no pack, and its hash names it all the same. */
export function receiptForm(of: Received): { readonly id: string; readonly ja: Face; readonly en: Face } {
  const form = { ja: japanese(of), en: english(of) };
  const blank = { ja: japanese(NONE), en: english(NONE) };
  const hash = createHash('sha256').update(JSON.stringify(blank)).digest('hex');
  return { ...form, id: `receipt@${hash.slice(0, 16)}` };
}

export function receiptFilling(
  of: { readonly name: string; readonly organ: string; readonly date: string; readonly at: string },
  article: string,
): Filling {
  const { name, organ, date, at } = of;
  return { at, article, values: { name, organ, date }, flags: new Set(), tables: {} };
}

const NONE: Received = {
  what: '-',
  receivedOn: '-',
  signedOn: '-',
  came: '-',
  pages: 0,
  hash: '-',
  number: '-',
  standing: '-',
};

export const RECEIPT_TO: Readonly<Record<Language, string>> = { ja: '{name}　様', en: '{name}' };

/** A source is told that its reply came, and how it is treated: as one over the gateway, and nothing of whose case it is. */
const SOURCE: Readonly<Record<Language, string>> = {
  ja: '担当者が書面の内容を入力し、別の担当者が原本と照合します。受付日は記録に残ります。',
  en: 'One officer keys in what the paper says, another compares it with the original. The day it was received is on file.',
};
const SOURCE_HASH: Readonly<Record<Language, string>> = {
  ja: '照合値は、原本を読み取った画像から計算した値（SHA-256）です。',
  en: 'The SHA-256 value is computed from the scanned original.',
};

function told(label: string, value: string | null): [string, string][] {
  return value === null ? [] : [[label, value]];
}

function japanese({ what, receivedOn, signedOn, came, pages, hash, number, standing }: Received): Face {
  return {
    title: '書面受領書',
    date: '{date}',
    to: RECEIPT_TO.ja,
    from: ['{organ}の長'],
    blocks: [
      { paragraph: '署名のある次の書面を受け付けました。' },
      {
        facts: [
          ['書面', what],
          ['受付日', receivedOn],
          ['署名の日', signedOn],
          ['受付の方法', came],
          ['枚数', `${pages}枚`],
          ['受付番号', number],
          ['原本の照合値', hash],
          ...told('現在の状況', standing),
        ],
      },
      {
        note:
          standing === null
            ? SOURCE.ja
            : '担当者が書面の内容を入力し、別の担当者が原本と照合します。効力は、照合が済んだ時に生じます。受付日は記録に残り、照合を待つ間に、返答がないものとして案件を終えたり、判断をしたりすることはありません。同意しないこと及び同意を取り下げることは、入力した時に効力が生じます。',
      },
      {
        note:
          standing === null
            ? SOURCE_HASH.ja
            : '照合値は、原本を読み取った画像から計算した値（SHA-256）です。あなたに代わって入力と照合をした担当者は、いつでもおたずねいただけます。',
      },
    ],
  };
}

function english({ what, receivedOn, signedOn, came, pages, hash, number, standing }: Received): Face {
  return {
    title: 'Receipt for a signed paper',
    date: '{date}',
    to: RECEIPT_TO.en,
    from: ['The head of the {organ}'],
    blocks: [
      { paragraph: 'We have received the following paper, signed by you.' },
      {
        facts: [
          ['Paper', what],
          ['Received on', receivedOn],
          ['Signed on', signedOn],
          ['How it came', came],
          ['Pages', String(pages)],
          ['Number', number],
          ['Original (SHA-256)', hash],
          ...told('Standing now', standing),
        ],
      },
      {
        note:
          standing === null
            ? SOURCE.en
            : 'One officer keys in what the paper says, another compares it with the original; it takes effect when that is done. The day it was received is on file, and while it waits nobody closes your case for silence or decides it. A refusal or a withdrawal is in force as soon as it is keyed in.',
      },
      {
        note:
          standing === null
            ? SOURCE_HASH.en
            : 'The SHA-256 value is computed from the scanned original. You may ask at any time who keyed in and who compared it for you.',
      },
    ],
  };
}
