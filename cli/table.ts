/** Plain text tables whose columns line up in a terminal, Japanese included. */
export function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const rows = lines.map((cells) => cells.map((cell) => cell.replaceAll('\n', ' ')));
  const widths = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column] ?? '')].map(widthOf)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell))))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** What others have written must not steer the reader's terminal: no control characters, no turning of the line. */
export function harmless(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** Name and value, one pair a line; what is not there is left out. */
export function pairs(
  entries: readonly (readonly [name: string, value: string | null | undefined])[],
): string {
  const present = entries.filter((entry): entry is [string, string] => entry[1] != null && entry[1] !== '');
  const width = Math.max(...present.map(([name]) => name.length));
  return present.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}

/** Columns a terminal needs: two for the wide characters of East Asia, none for marks on the one before. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}|\p{Variation_Selector}/u.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** An instant as a clock on a wall in Tokyo shows it. */
export function inJapan(instant: string): string {
  return JST.format(new Date(instant));
}

const JST = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Tokyo',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `NomineeApproved` as words. */
export function words(event: string): string {
  const spaced = event.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
