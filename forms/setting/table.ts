import type { Line } from './break.js';
import { type Element, HAIRLINE, type Sheet, type Style, TINT } from './sheet.js';

export interface TableOf {
  /** Without them the first column names each row. */
  readonly heads?: readonly string[];
  readonly columns: readonly number[];
  readonly rows: readonly (readonly string[])[];
  readonly style: Style;
}

const PAD = { x: 6, y: 4 };
/** An empty row is one to write in. */
const BY_HAND_HEIGHT = 30;

/** A table over as many pages as it needs: its head stands on each of them, and a row may be longer than a page. */
export function setTable(sheet: Sheet, { heads, columns, rows, style }: TableOf): void {
  const all = columns.reduce((sum, share) => sum + share, 0);
  const widths = columns.map((share) => (share / all) * sheet.width);
  const table = sheet.element('Table');
  const bold: Style = { ...style, weight: 'bold' };
  const broken = (cells: readonly string[], in_: Style) =>
    cells.map((cell, at) => sheet.lines(cell, (widths[at] ?? 0) - 2 * PAD.x, in_));
  const head = heads && broken(heads, bold);
  const of = { sheet, widths, table };
  const drawHead = () => {
    if (head) drawRow({ ...of, cells: head, style: bold, row: sheet.element('TR', table), kind: 'head' });
  };
  const headHeight = head ? heightOf(head, bold) : 0;
  const first = rows[0] ? Math.min(heightOf(broken(rows[0], style), style), 120) : 0;
  sheet.need(headHeight + first);
  drawHead();
  for (const row of rows) {
    const element = sheet.element('TR', table);
    let left = broken(row, style);
    const minimum = row.some((cell) => cell === '') ? BY_HAND_HEIGHT : 0;
    const cellElements = cellsOf(sheet, element, row.length, heads === undefined);
    if (sheet.y + Math.min(heightOf(left, style, minimum), 90) > sheet.bottom) {
      sheet.turn();
      drawHead();
    }
    for (;;) {
      const room = cutAt(left, Math.max(1, Math.floor((sheet.bottom - sheet.y - 2 * PAD.y) / style.leading)));
      const now = left.map((lines) => lines.slice(0, room));
      drawRow({
        ...of,
        cells: now,
        style,
        row: element,
        kind: heads ? 'body' : 'named',
        cellElements,
        minimum,
      });
      left = left.map((lines) => lines.slice(room));
      if (left.every((lines) => lines.length === 0)) break;
      sheet.turn();
      drawHead();
    }
    element.end();
  }
  table.end();
}

/** Of a row that goes on overleaf, as many lines as there is room for, up to the last gap between them if that is no waste. */
function cutAt(cells: readonly (readonly Line[])[], room: number): number {
  const longest = cells.reduce((most, lines) => (lines.length > most.length ? lines : most), []);
  if (longest.length <= room) return room;
  const gap = longest.slice(0, room).findLastIndex(({ text }) => text === '');
  return gap >= room / 2 ? gap + 1 : room;
}

function heightOf(cells: readonly (readonly Line[])[], { leading }: Style, minimum = 0): number {
  return Math.max(minimum, Math.max(1, ...cells.map((lines) => lines.length)) * leading + 2 * PAD.y);
}

function cellsOf(sheet: Sheet, row: Element, count: number, named: boolean): Element[] {
  return Array.from({ length: count }, (_, at) =>
    named && at === 0 ? sheet.element('TH', row, 'Row') : sheet.element('TD', row),
  );
}

interface RowOf {
  readonly sheet: Sheet;
  readonly widths: readonly number[];
  readonly cells: readonly (readonly Line[])[];
  readonly style: Style;
  readonly row: Element;
  readonly kind: 'head' | 'body' | 'named';
  readonly cellElements?: readonly Element[];
  readonly minimum?: number;
}

function drawRow({ sheet, widths, cells, style, row, kind, cellElements, minimum }: RowOf): void {
  const height = heightOf(cells, style, minimum);
  const { left, y } = sheet;
  sheet.ornament(() => {
    let x = left;
    for (const [at, width] of widths.entries()) {
      const tinted = kind === 'head' || (kind === 'named' && at === 0);
      if (tinted) sheet.doc.rect(x, y, width, height).fill(TINT);
      sheet.doc.rect(x, y, width, height).lineWidth(0.5).stroke(HAIRLINE);
      x += width;
    }
  });
  let x = left;
  for (const [at, lines] of cells.entries()) {
    const width = widths[at] ?? 0;
    const element = cellElements?.[at] ?? sheet.element('TH', row, 'Column');
    const bold = kind === 'named' && at === 0 ? { ...style, weight: 'bold' as const } : style;
    for (const [n, line] of lines.entries())
      sheet.line(
        element,
        line,
        { x: x + PAD.x, y: y + PAD.y + n * style.leading, width: width - 2 * PAD.x },
        bold,
      );
    x += width;
  }
  sheet.y = y + height;
  if (kind === 'head') row.end();
}
