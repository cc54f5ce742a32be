/**
 * How this project cites: `Art. 12(1)(i)(イ)`, `Art. 12(4), (5)`, `Art. 11, 13(1); reading: …`, `Standards: retention`. An
 * article without a law before it is the Act's.
 */
const ARTICLE = /^(?:Art\. )?(\d+)((?:\([^)]+\))*)(?: proviso)?$/;
const PARAGRAPH = /^((?:\([^)]+\))+)(?: proviso)?$/;

/** The articles of the Act in one citation. */
export function articlesIn(citation: string): string[] {
  return citation.split('; ').flatMap((part) => {
    if (!part.startsWith('Art. ') || part.endsWith(' of the 2014 Act')) return [];
    let last = '';
    return part
      .replace(/: .*$/, '')
      .split(', ')
      .flatMap((piece) => {
        const [, article, inner = ''] = ARTICLE.exec(piece) ?? [];
        if (article) last = article;
        const parts = article ? inner : PARAGRAPH.exec(piece)?.[1];
        return last === '' || parts === undefined ? [] : [`Art. ${last}${parts}`];
      });
  });
}

/** What a citation names of the Standards: `Standards: upkeep of certification, in advance` is of its first words. */
export function topicsIn(citation: string): string[] {
  return [...citation.matchAll(/Standards: ([^;,–]+)/g)].map(([, topic = '']) => topic.trim());
}

/** Articles of the Act in any text of ours, in English or Japanese; another law stands before its own. */
export function citedInCode(text: string): string[] {
  const english = [
    ...text.matchAll(/(\b[A-Za-z0-9)]+, |the same, )?\bArt\. (\d+(?:\((?:\d|[ivx]+|イ|ロ)\))*)/g),
  ];
  const japanese = [...text.matchAll(/(令|法|規則|省令)?第(\d+)条(?:第(\d+)項)?/g)];
  return [
    ...english.flatMap(([, law, article]) => (law || !article ? [] : [`Art. ${article}`])),
    ...japanese.flatMap(([, law, article, paragraph]) =>
      law ? [] : [`Art. ${article}${paragraph ? `(${paragraph})` : ''}`],
    ),
  ];
}
