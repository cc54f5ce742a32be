import { inflateSync } from 'node:zlib';

/** What a reading program finds in a PDF of ours: its text, page by page, and what it says of itself. */
export function printed(bytes: Buffer) {
  const raw = bytes.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id, body);
  const streamOf = (id: string): string => {
    const body = objects.get(id) ?? '';
    const from = body.indexOf('stream\n') + 'stream\n'.length;
    const packed = Buffer.from(body.slice(from, body.lastIndexOf('\nendstream')), 'latin1');
    return (body.includes('/FlateDecode') ? inflateSync(packed) : packed).toString('latin1');
  };
  const fonts = new Map<string, string[]>();
  for (const body of objects.values())
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1];
      if (unicode) fonts.set(name, lettersOf(streamOf(unicode)));
    }
  const pages = [...objects.values()]
    .filter((body) => /\/Type \/Page\b(?!s)/.test(body))
    .map((body) => textOf(streamOf(/\/Contents (\d+) 0 R/.exec(body)?.[1] ?? ''), fonts));
  return {
    pages,
    text: pages.join(''),
    tagged: /\/MarkInfo/.test(raw) && /\/StructTreeRoot/.test(raw),
    language: /\/Lang \(([^)]+)\)/.exec(raw)?.[1],
    embedded: [...raw.matchAll(/\/FontFile2 \d+ 0 R/g)].length,
    fonts: [...raw.matchAll(/\/Type \/FontDescriptor/g)].length,
  };
}

/** The letters of a font by their number in it, as its map tells. */
function lettersOf(map: string): string[] {
  const letters: string[] = [];
  for (const [, from = '0', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    let at = Number.parseInt(from, 16);
    for (const [, hex = ''] of list.matchAll(/<([0-9a-f ]*)>/g)) {
      const units = hex.replace(/ /g, '').match(/.{4}/g) ?? [];
      letters[at++] = String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
    }
  }
  return letters;
}

function textOf(content: string, fonts: ReadonlyMap<string, string[]>): string {
  let font: string[] = [];
  let text = '';
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? [];
    else
      for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/g))
        for (const code of hex.match(/.{4}/g) ?? []) text += font[Number.parseInt(code, 16)] ?? '\ufffd';
  }
  return text;
}
