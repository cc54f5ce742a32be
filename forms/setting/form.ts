import { calledFor, filledIn, type Filling } from '../filling.js';
import type { Form, Pack } from '../packs.js';
import type { Block, Face, Language } from '../shape.js';
import { INK, Sheet, type Style } from './sheet.js';
import { type Setting, STYLES } from './styles.js';
import { heightOfAll, setSignature, signatureRows } from './signature.js';
import { setTable } from './table.js';

/** A form, filled, as a PDF. The same form with the same filling has the same bytes. */
export async function setForm(
  pack: Pack,
  form: Pick<Form, 'id' | Language>,
  language: Language,
  filling: Filling,
): Promise<Buffer> {
  const face = form[language];
  const sheet = new Sheet({ title: face.title, language, at: filling.at });
  const of: Setting = { sheet, style: STYLES[language], filling, language };
  setFrame(of, face);
  const rows = signatureRows(of, face);
  const blocks = calledFor(face.blocks, filling);
  for (const [n, block] of blocks.entries()) {
    // Nobody signs on a page that says nothing: the last block goes over with the signature.
    if (n === blocks.length - 1) sheet.need(Math.min(MOST_KEPT, heightOfText(of, block)) + heightOfAll(rows));
    if ('heading' in block) sheet.need(heightToTable(of, blocks.slice(n)));
    setBlock(of, block);
  }
  setSignature(of, rows);
  if (sheet.lacked) setParagraph(of, pack.missing[language], of.style.note);
  setFeet(of, face.title, form.id, pack.mark[language]);
  return sheet.bytes();
}

function setFrame(of: Setting, { title, date, to, from }: Face): void {
  const { sheet, style, filling } = of;
  if (date) setLines(of, filledIn(date, filling), style.body, 'right');
  if (to) setLines(of, filledIn(to, filling), style.body, 'left');
  for (const line of from ?? []) setLines(of, filledIn(line, filling), style.body, 'right');
  sheet.gap(18);
  setLines(of, title, style.title, 'centre', 'H1');
  setLines(of, filling.article, style.note, 'centre');
  sheet.gap(16);
}

function setLines(of: Setting, text: string, style: Style, align: 'left' | 'right' | 'centre', type = 'P') {
  const { sheet } = of;
  const element = sheet.element(type);
  for (const line of sheet.lines(text, sheet.width, style)) {
    sheet.need(style.leading);
    sheet.line(element, line, { x: sheet.left, y: sheet.y, width: sheet.width, align }, style);
    sheet.y += style.leading;
  }
  element.end();
}

function setBlock(of: Setting, block: Block): void {
  const { sheet, style, filling } = of;
  if ('paragraph' in block) setParagraph(of, filledIn(block.paragraph, filling), style.body);
  else if ('heading' in block) setHeading(of, filledIn(block.heading, filling));
  else if ('note' in block) {
    sheet.gap(6);
    setParagraph(of, filledIn(block.note, filling), style.note);
  } else if ('numbered' in block) setNumbered(of, block.numbered);
  else if ('facts' in block) {
    const rows = block.facts.map((row) => row.map((cell) => filledIn(cell, filling)));
    setTable(sheet, { columns: [26, 74], rows, style: style.cell });
    sheet.gap(10);
  } else if ('table' in block) {
    const { table, heads, columns } = block;
    const rows = filling.tables[table];
    if (!rows) throw new Error(`a form without its table ${table}`);
    setTable(sheet, { heads, columns, rows, style: style.cell });
    sheet.gap(10);
  } else if ('rules' in block) setRules(of, block.rules);
  else throw new Error('the seven items are written out when a form is read');
}

/** No line of a paragraph stands alone at the foot or the head of a page. */
function setParagraph({ sheet, language }: Setting, text: string, style: Style, indent = 0): void {
  const width = sheet.width - indent;
  const lines = sheet.lines(text, width, style);
  const element = sheet.element('P');
  for (const [n, line] of lines.entries()) {
    const together = n === 0 || n === lines.length - 2 ? Math.min(2, lines.length - n) : 1;
    sheet.need(together * style.leading);
    const place = { x: sheet.left + indent, y: sheet.y, width, spread: language === 'ja' };
    sheet.line(element, line, place, style);
    sheet.y += style.leading;
  }
  element.end();
  sheet.gap(style.leading * 0.35);
}

function setHeading(of: Setting, text: string): void {
  const { sheet, style } = of;
  sheet.gap(8);
  sheet.need(style.heading.leading + 4 * style.body.leading);
  setLines(of, text, style.heading, 'left', 'H2');
  sheet.gap(2);
}

function setNumbered(of: Setting, texts: readonly string[]): void {
  const { sheet, style, filling, language } = of;
  const list = sheet.element('L');
  const hang = 22;
  for (const [n, text] of texts.entries()) {
    const item = sheet.element('LI', list);
    const label = sheet.element('Lbl', item);
    const body = sheet.element('LBody', item);
    const width = sheet.width - hang;
    const lines = sheet.lines(filledIn(text, filling), width, style.body);
    sheet.need(Math.min(lines.length, 3) * style.body.leading);
    sheet.line(
      label,
      { text: `${n + 1}.`, last: true },
      { x: sheet.left, y: sheet.y, width: hang - 6, align: 'right' },
      style.body,
    );
    for (const line of lines) {
      sheet.need(style.body.leading);
      const place = { x: sheet.left + hang, y: sheet.y, width, spread: language === 'ja' };
      sheet.line(body, line, place, style.body);
      sheet.y += style.body.leading;
    }
    item.end();
  }
  list.end();
  sheet.gap(style.body.leading * 0.4);
}

const RULE_GAP = 25;
function setRules({ sheet }: Setting, count: number): void {
  for (let n = 0; n < count; n++) {
    sheet.need(RULE_GAP);
    sheet.y += RULE_GAP;
    sheet.rule(sheet.left, sheet.y, sheet.width);
  }
  sheet.gap(12);
}

/** Of what may be kept together with a signature, no more than this: a long text begins where it stands. */
const MOST_KEPT = 110;

/** Head and first row of a table that a heading announces. */
const TABLE_BEGUN = 60;

/** From a heading to the table it announces: a heading overleaf from its table announces nothing. */
function heightToTable(of: Setting, blocks: readonly Block[]): number {
  const at = blocks.findIndex((block) => 'table' in block);
  const between = blocks.slice(1, at);
  if (at < 1 || !between.every((block) => 'paragraph' in block)) return 0;
  const { style } = of;
  const texts = between.map((block) => Math.min(MOST_KEPT, heightOfText(of, block)));
  return 8 + style.heading.leading + texts.reduce((sum, height) => sum + height, 0) + TABLE_BEGUN;
}

function heightOfText({ sheet, style, filling }: Setting, block: Block): number {
  if ('note' in block)
    return (
      sheet.lines(filledIn(block.note, filling), sheet.width, style.note).length * style.note.leading + 12
    );
  return 'paragraph' in block ? MOST_KEPT : 0;
}

/** Name, exact text, whose draft it is, and the page: at the foot of every page, once all of them are known. */
function setFeet({ sheet, style }: Setting, title: string, id: string, mark: string): void {
  const { start, count } = sheet.doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    sheet.doc.switchToPage(page);
    const y = sheet.bottom + 26;
    const { left: x, width } = sheet;
    sheet.ornament(() => {
      sheet.doc
        .moveTo(x, y - 6)
        .lineTo(x + width, y - 6)
        .lineWidth(0.5)
        .stroke(INK);
      sheet.draw(title, { x, y, width: width - 60 }, style.foot);
      sheet.draw(`${page - start + 1} / ${count}`, { x, y, width, align: 'right' }, style.foot);
      sheet.draw(id, { x, y: y + style.foot.leading, width }, style.foot);
      sheet.draw(mark, { x, y: y + style.foot.leading * 2, width }, style.foot);
    }, 'Pagination');
  }
}
