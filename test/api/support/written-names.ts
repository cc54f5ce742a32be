/** Names as people have them: the register of families holds them all, and nobody is asked to have another. */
export const NAMES = {
  'in full width': '山田　太郎',
  'in letters of full width': 'Ｊｏｈｎ　Ｓｍｉｔｈ',
  'in half-width kana': 'ﾔﾏﾀﾞ ﾀﾛｳ',
  'with an old form of a letter': '髙橋 德一',
  'with the shape of a letter chosen (異体字)': '渡邉\u{E0104} 葛\u{E0100}子',
  'with a letter outside the first plane': '𠮷野 𠮟',
  'that is one name alone': 'スカルノ',
  'of one letter': '乙',
  'with marks that combine': 'Nguyễn Thị Ánh',
  'with an apostrophe, a dash and a dot': 'O’Neill-・Smith Jr.',
  'of a hundred letters, the longest': '寿'.repeat(100),
} as const;
