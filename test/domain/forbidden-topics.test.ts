import { describe, expect, jest, test } from '@jest/globals';
import { ACT27 } from '../support/act27.js';
import { CREED } from '../../domain/forbidden-topics/creed.js';
import { fold } from '../../domain/forbidden-topics/folded.js';
import { POLITICS } from '../../domain/forbidden-topics/politics.js';
import { UNION } from '../../domain/forbidden-topics/union.js';
import { driftsIn, type Topic, TOPICS } from '../../domain/forbidden-topics.js';
import { type Part, PARTS, HALVES, LANGUAGES } from './corpus.js';

const TABLES = { CREED, POLITICS, UNION };
const marked = (text: string) =>
  driftsIn(text).map(({ topic, start, end }) => [topic, text.slice(start, end)]);
const topics = (text: string) => driftsIn(text).map(({ topic }) => topic);

describe('where a text drifts, its own passage is pointed at', () => {
  test.each<[string, ...[Topic, string][]]>([
    ['私は労働組合に加入しています。', ['UNION', '労働組合に加入']],
    ['特になし。選挙では友人の応援をした。', ['POLITICS', '選挙では友人の応援']],
    ['𠮷野と申します。宗教はありません。', ['CREED', '宗教']],
    ['No debts. I am a Muslim, and do not drink.', ['CREED', 'Muslim']],
    ['I voted for the opposition.', ['POLITICS', 'voted for the opposition']],
    // Of one topic one passage a sentence, from the first word to the last.
    ['信者として教会に通う。毎週礼拝に出る。', ['CREED', '信者として教会に通う'], ['CREED', '礼拝']],
    ['At church on May Day', ['UNION', 'May Day']],
    ['My union rep is a Buddhist.', ['UNION', 'union'], ['CREED', 'Buddhist']],
    // A word goes on to its own end.
    ['We worshipped there.', ['CREED', 'worshipped']],
  ])('%s', (text, ...expected) => expect(marked(text)).toEqual(expected));

  test('in any width and case, with whatever a keyboard or a word processor puts in', () => {
    expect(marked('㈱関所に勤務。ﾗﾏﾀﾞﾝの頃、渡航。')).toEqual([['CREED', 'ﾗﾏﾀﾞﾝ']]);
    expect(marked('Ｉ ａｍ ａ Ｍｕｓｌｉｍ．')).toEqual([['CREED', 'Ｍｕｓｌｉｍ']]);
    expect(marked('A SHOP STEWARD; a Teachers’ Union')).toEqual([
      ['UNION', 'SHOP STEWARD; a Teachers’ Union'],
    ]);
    expect(marked('on \u00a0 strike')).toEqual([['UNION', 'on \u00a0 strike']]);
    expect(marked('宗\u200b教')).toEqual([['CREED', '宗\u200b教']]);
    expect(marked('テ\u3099モに参加')).toEqual([['POLITICS', 'テ\u3099モに参加']]);
    expect(marked('憲法９条を守る会')).toEqual([['POLITICS', '憲法９条']]);
    expect(marked('a sit‐in')).toEqual([['POLITICS', 'sit‐in']]);
  });

  test('in order, inside the text, and never an empty one', () => {
    for (const { text } of PARTS.flatMap(({ drifting }) => drifting)) {
      const found = driftsIn(text);
      const starts = found.map(({ start }) => start);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      for (const { start, end } of found) expect(text.slice(start, end).trim()).not.toBe('');
    }
  });

  test.each(['', ' ', '\n\n', '\u200b', '\u0301', '\ud800', '\0', '。。。'])(
    'nothing to point at: %j',
    (text) => expect(driftsIn(text)).toEqual([]),
  );

  test('every word that counts alone does, as written in the tables', () => {
    for (const topic of TOPICS)
      for (const { words, with: companions } of TABLES[topic].rows)
        for (const word of [...words, ...(companions ?? [])].map((one) => one.replace(/\*$/, ''))) {
          expect(fold(word).text).toBe(word);
          if (companions === undefined)
            expect([word, topics(word)]).toEqual([word, expect.arrayContaining([topic])]);
        }
  });
});

describe('a word that means something else is left alone', () => {
  test.each([
    ['組合費', '管理組合の組合費'],
    ['労働組合', '農業協同組合'],
    ['ストに参加', 'ストレス、テスト、ストーカー'],
    ['デモに参加', 'デモ機の展示会に参加'],
    ['ミサに出た', 'ミサイルの部品'],
    ['モスクに行った', 'モスクワに行った'],
    ['信者です', '受信者です'],
    ['宮司です', '宇都宮司法書士事務所'],
    ['神を信じる', '精神を病み、誰も信じられない'],
    ['全国労働組合の支部', '全国労働金庫から借入れ'],
    ['分会長', '多分会ったことがあります'],
    ['仏の教えを信じる', '渡仏の前に子を預かってもらう'],
    ['党員です', '甘党です'],
    ['a union man', 'a credit union, the European Union, a class reunion'],
    ['a party member', 'a third party, a birthday party'],
    ['we marched for peace', 'fined in March, at peace since'],
    ['on strike', 'a lightning strike'],
    ['lost faith in God', 'in good faith, and faithfully'],
    ['praying', 'sprayed, a prey'],
    ['a member of the temple', 'We saw a temple. I am a member of a gym.'],
    ['教会の会員', '教会を見た。ジムの会員'],
    ['a petition signed by many', 'a bankruptcy petition signed by me'],
  ])('%s drifts, %s does not', (drifting, innocent) => {
    expect(topics(drifting)).not.toEqual([]);
    expect(marked(innocent)).toEqual([]);
  });
});

describe('what the seven items ask for is left alone', () => {
  test.each(ACT27.checks.flatMap(({ question }) => [question.ja, question.en]))('%s', (question) =>
    expect(marked(question)).toEqual([]),
  );

  test.each([
    '外国の情報機関の職員から接触を受け、謝礼を提示された。スパイ行為、破壊活動には関わっていない。',
    'テロリズムのため人を殺傷し、施設を破壊する活動に関わったことはない。爆破を計画した知人がいた。',
    'Approached by a foreign intelligence service; no espionage, no sabotage, no terrorism.',
    'A fellow student was convicted of a politically motivated killing.',
    '窃盗で有罪となり、懲役一年、執行猶予三年。懲戒処分として停職一か月。',
    'Convicted of theft, two years suspended; dismissed for misconduct.',
    '規則に反して秘密の文書を持ち帰り、注意を受けた。情報の漏えいはない。',
    'Took classified papers home, against the rules.',
    '大麻と覚醒剤を使用した。Cannabis and methamphetamine, once each.',
    '統合失調症の治療中。主治医の精神科医に通院。Treated for schizophrenia and depression.',
    '毎晩日本酒を二合。酒気帯び運転で免許停止。A bottle of wine a night; blackouts twice.',
    '借金が五百万円、自己破産。浪費と賭博。Bankrupt, gambling debts, arrears of rent.',
    '父、母、配偶者の国籍は韓国。住所は東京都港区芝公園。',
  ])('%s', (answer) => expect(marked(answer)).toEqual([]));
});

describe('a text takes time in proportion to its length', () => {
  test.each([
    ['a word that may go on, and does', 'sikh'],
    ['words that all drift', '選挙応援'],
    ['words and twins', '管理組合労働組合'],
    ['sentences without words', '。'],
    ['lines', 'union\n'],
    ['one letter under accents', '\u0301'],
    ['a word that is nearly met', 'conscientious objectio'],
  ])('%s: twice as long, at most twice the work', (_, piece) => {
    const most = piece.repeat(Math.floor(4_000 / piece.length));
    const half = piece.repeat(Math.floor(2_000 / piece.length));
    expect(workOn(most)).toBeLessThanOrEqual(2.1 * workOn(half));
  });

  /** How many units were gone through in search of words, and how many looked at for where a word ends. */
  function workOn(text: string): number {
    let work = 0;
    const { indexOf, charAt } = String.prototype;
    const searching = jest.spyOn(String.prototype, 'indexOf').mockImplementation(function (
      this: string,
      ...of
    ) {
      const at = indexOf.apply(this, of);
      work += (at === -1 ? this.length : at) - (of[1] ?? 0) + 1;
      return at;
    });
    const looking = jest.spyOn(String.prototype, 'charAt').mockImplementation(function (this: string, at) {
      work += 1;
      return charAt.call(this, at);
    });
    try {
      driftsIn(text);
    } finally {
      searching.mockRestore();
      looking.mockRestore();
    }
    expect(work).toBeGreaterThan(text.length);
    return work;
  }
});

/**
 * How much of the corpus is found. A passage is found if it is pointed at for the topic it was written about; an alarm is
 * false if anything in an innocent passage is pointed at. The floors are for the held-out half, in each language, and
 * somewhat below what was measured when the tables were finished: 28 and 27 of 30 found, no false alarm.
 */
describe('on the labelled corpus', () => {
  const LEAST_FOUND = 0.85;
  const MOST_FALSE = 0.07;
  const found = ({ drifting }: Part) =>
    drifting.filter(({ topic, text }) => topics(text).includes(topic)).length / drifting.length;
  const falsely = ({ innocent }: Part) =>
    innocent.filter((text) => topics(text).length > 0).length / innocent.length;

  test('there are a hundred passages of each kind and more, as many in each language, and no text twice', () => {
    const halves = PARTS.filter(({ name }) => HALVES.includes(name));
    const texts = PARTS.flatMap(({ drifting, innocent }) => [
      ...drifting.map(({ text }) => text),
      ...innocent,
    ]);
    expect(new Set(texts).size).toBe(texts.length);
    for (const { drifting, innocent } of halves) {
      expect([drifting.length, innocent.length]).toEqual([30, 30]);
      for (const topic of TOPICS) expect(drifting.filter((one) => one.topic === topic)).toHaveLength(10);
    }
    expect(halves).toHaveLength(HALVES.length * LANGUAGES.length);
  });

  test('recall and false alarms are printed, and on the held-out half stay within their floors', () => {
    const percent = (share: number) => `${Math.round(100 * share)}%`;
    const told = PARTS.map(
      (part) =>
        `${part.name}, ${part.language}: ${percent(found(part))} of ${part.drifting.length} found, ` +
        `${percent(falsely(part))} of ${part.innocent.length} alarmed at`,
    );
    console.log(['forbidden topics', ...told].join(' | '));
    for (const part of PARTS.filter(({ name }) => name === 'heldOut')) {
      expect(found(part)).toBeGreaterThanOrEqual(LEAST_FOUND);
      expect(falsely(part)).toBeLessThanOrEqual(MOST_FALSE);
    }
  });
});
