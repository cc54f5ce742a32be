import { calledFor, filledIn } from '../filling.js';
import type { Face } from '../shape.js';
import type { Line } from './break.js';
import type { Setting } from './styles.js';

export interface SignatureRow {
  readonly label: readonly Line[];
  readonly value: readonly Line[];
  readonly blank: boolean;
  readonly height: number;
}
const LABEL = { width: 104, gap: 10 };
/** Above the first row and below the last. */
const SIGNATURE_GAP = 14;

/** Where the signature begins: it stands at the right, as on a letter. */
function signaturePlace({ sheet }: Setting) {
  const x = sheet.left + sheet.width * 0.36;
  return { x, valueX: x + LABEL.width, width: sheet.left + sheet.width - x - LABEL.width };
}

export function signatureRows(of: Setting, { signature = [] }: Face): SignatureRow[] {
  const { sheet, style, filling } = of;
  const { width } = signaturePlace(of);
  return calledFor(signature, filling).map((row) => {
    const written = filledIn(saysHow(row) ? (filling.how ?? row.value) : row.value, filling);
    const label = sheet.lines(row.label, LABEL.width - LABEL.gap, style.note);
    const value = sheet.lines(written, width, style.body);
    const blank = written.trim() === '';
    const lines = Math.max(label.length * style.note.leading, value.length * style.body.leading);
    return { label, value, blank, height: Math.max(lines, blank ? 28 : 0) + 8 };
  });
}

/** The line that says how it was done: the one that stands only under what was done, and takes no value of the case. */
function saysHow({ when, value }: NonNullable<Face['signature']>[number]): boolean {
  return (when === 'filled' || when === 'confirmed') && value.trim() !== '' && !value.includes('{');
}

export function heightOfAll(rows: readonly SignatureRow[]): number {
  return rows.reduce((sum, { height }) => sum + height, rows.length > 0 ? SIGNATURE_GAP : 0);
}

/** Never torn from one page to the next, unless a name alone is longer than a page. */
export function setSignature(of: Setting, rows: readonly SignatureRow[]): void {
  const { sheet, style } = of;
  if (rows.length === 0) return;
  const { x, valueX, width } = signaturePlace(of);
  sheet.gap(SIGNATURE_GAP);
  sheet.need(heightOfAll(rows) - SIGNATURE_GAP);
  for (const { label, value, blank, height } of rows) {
    sheet.need(height);
    const element = sheet.element('P');
    const base = blank ? sheet.y + height - 8 - style.body.leading : sheet.y;
    const labelY = base + (style.body.leading - style.note.leading) / 2;
    for (const [n, line] of label.entries()) {
      const y = labelY + n * style.note.leading;
      sheet.line(element, line, { x, y, width: LABEL.width - LABEL.gap }, style.note);
    }
    for (const [n, line] of value.entries())
      sheet.line(element, line, { x: valueX, y: base + n * style.body.leading, width }, style.body);
    sheet.y += height;
    sheet.rule(x, sheet.y - 5, LABEL.width + width);
    element.end();
  }
  sheet.gap(8);
}
