import PDFDocument from 'pdfkit';
import type { Language } from '../shape.js';
import { breakLines, type Line, type Measure } from './break.js';
import { GETA, settable, TYPEFACE, type Weight } from './typeface.js';

export interface Style {
  readonly size: number;
  readonly leading: number;
  readonly weight?: Weight;
  readonly colour?: string;
}
export type Align = 'left' | 'centre' | 'right';
/** An element of the document's structure, which a reading aid follows: a paragraph, a cell. */
export type Element = PDFKit.PDFStructureElement;

const MARGIN = { side: 70, top: 64, bottom: 84 };
export const INK = '#1a1a1a';
export const GREY = '#595959';
export const HAIRLINE = '#8c8c8c';
export const TINT = '#f2f2f2';

/** Pages of A4, filled from the top down. Knows where the next line goes; what stands on it, others decide. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly left = MARGIN.side;
  readonly width: number;
  readonly bottom: number;
  y = MARGIN.top;
  /** Some letter was not in the typeface. */
  lacked = false;
  readonly #root: Element;
  readonly #widths = new Map<string, number>();

  constructor(of: { readonly title: string; readonly language: Language; readonly at: string }) {
    const at = new Date(of.at);
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: LANG[of.language],
      info: { Title: of.title, Creator: 'Sekisho', Producer: 'Sekisho', CreationDate: at, ModDate: at },
    });
    for (const [name, data] of Object.entries(TYPEFACE)) this.doc.registerFont(name, data);
    this.#root = this.doc.struct('Document');
    this.doc.addStructure(this.#root);
    this.doc.addPage();
    this.width = this.doc.page.width - 2 * MARGIN.side;
    this.bottom = this.doc.page.height - MARGIN.bottom;
  }

  /** A fresh page unless this much still fits on the one at hand. */
  need(height: number): boolean {
    if (this.y + height <= this.bottom || this.y === MARGIN.top) return false;
    this.turn();
    return true;
  }

  turn(): void {
    this.doc.addPage();
    this.y = MARGIN.top;
  }

  gap(height: number): void {
    if (this.y > MARGIN.top) this.y += height;
  }

  element(type: string, parent: Element = this.#root, scope?: 'Column' | 'Row'): Element {
    // The types lag behind the library, which writes a head's scope.
    const options: { title?: string; scope?: string } = scope === undefined ? {} : { scope };
    const element = this.doc.struct(type, options);
    parent.add(element);
    return element;
  }

  /** What is for the eye alone: a reading aid passes over it. */
  ornament(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.doc.markContent('Artifact', { type });
    draw();
    this.doc.endMarkedContent();
  }

  lines(text: string, width: number, style: Style): Line[] {
    return breakLines(this.clean(text), width, this.#measure(style));
  }

  /** One line with its top at `y`; spread to the width where it nearly fills it, as Japanese is set. */
  line(element: Element, { text, last }: Line, at: Place, style: Style): void {
    if (text === '') return;
    element.add(() => this.draw(text, at, style, !last));
  }

  draw(
    text: string,
    { x, y, width, align = 'left', spread = false }: Place,
    style: Style,
    full = false,
  ): void {
    const { size, leading, weight = 'regular', colour = INK } = style;
    this.doc.font(weight).fontSize(size).fillColor(colour);
    const own = this.doc.widthOfString(text);
    const slack = width - own;
    const count = Array.from(text).length - 1;
    const justified = spread && full && count > 10 && slack > 0 && slack < 4.5 * size;
    const shift = align === 'right' ? slack : align === 'centre' ? slack / 2 : 0;
    const baseline = y + leading / 2 + size * 0.37;
    this.doc.text(text, x + Math.max(0, shift), baseline, {
      lineBreak: false,
      baseline: 'alphabetic',
      ...(justified ? { characterSpacing: slack / count } : {}),
    });
  }

  rule(x: number, y: number, width: number, colour = HAIRLINE): void {
    this.ornament(() =>
      this.doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.5)
        .stroke(colour),
    );
  }

  clean(text: string): string {
    const cleaned = settable(text, (codePoint) => this.#has(codePoint));
    if (cleaned.includes(GETA)) this.lacked = true;
    return cleaned;
  }

  /** The finished file. */
  async bytes(): Promise<Buffer> {
    const parts: Buffer[] = [];
    this.doc.on('data', (part: Buffer) => parts.push(part));
    const ended = new Promise<void>((resolve, reject) => {
      this.doc.on('end', resolve);
      this.doc.on('error', reject);
    });
    this.#root.end();
    this.doc.end();
    await ended;
    return Buffer.concat(parts);
  }

  #has(codePoint: number): boolean {
    this.doc.font('regular');
    const { _font } = this.doc as unknown as { _font: { font: Typeface } };
    return _font.font.hasGlyphForCodePoint(codePoint);
  }

  /** Letter by letter, each asked for once: a page has a thousand letters and few different ones. */
  #measure({ size, weight = 'regular' }: Style): Measure {
    const widthOf = (letter: string): number => {
      const key = weight + letter;
      const known = this.#widths.get(key);
      if (known !== undefined) return known;
      const width = /\p{Mn}/u.test(letter) ? 0 : this.doc.font(weight).fontSize(1_000).widthOfString(letter);
      this.#widths.set(key, width);
      return width;
    };
    return (text) => Array.from(text).reduce((sum, letter) => sum + widthOf(letter), 0) * (size / 1_000);
  }
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly align?: Align;
  /** Lines that are not a paragraph's last may be spread. */
  readonly spread?: boolean;
}

interface Typeface {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

const LANG = { ja: 'ja-JP', en: 'en-GB' } as const satisfies Record<Language, string>;
