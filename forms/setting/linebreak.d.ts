/** The package brings no types. What of it we use. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** The next place where a line may or must end, by the Unicode line breaking algorithm. */
    nextBreak(): { readonly position: number; readonly required: boolean } | null;
  }
}
