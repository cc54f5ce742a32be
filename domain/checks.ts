/**
 * Codes of a policy (policy.ts): an item that is investigated, a question that may be put to others, a kind of source.
 * Which there are is each pack's to say, so that no code here names one; each has a flavour of its own, so that none is
 * taken for another.
 */
type Flavoured<Of extends string> = string & { readonly __of?: Of };
export type Item = Flavoured<'item'>;
export type CheckCode = Flavoured<'check'>;
export type Source = Flavoured<'source'>;

export interface Said {
  readonly ja: string;
  readonly en: string;
}

/** How a source may be asked and may answer: over the gateway, or by letter. */
export const CHANNELS = ['GATEWAY', 'LETTER'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The least a source needs to know who is meant. Nothing else about the person ever leaves with a question. */
export const IDENTITY_FIELDS = ['name', 'kana', 'dateOfBirth', 'address', 'nationality'] as const;
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

/** Something that is investigated, in the order of its law. Nothing outside a policy's items can be asked or kept. */
export interface ItemRow {
  readonly code: Item;
  /** As notices and forms name it. */
  readonly name: Said;
  /** In two or three words, where the full name would not fit. */
  readonly short: Said;
  readonly article: string;
}

/** A kind of source that may be asked (Art. 12(6): public offices, public and private organisations, people concerned). */
export interface SourceRow {
  readonly code: Source;
  readonly name: Said;
  readonly channels: readonly Channel[];
}

/** One question that may be put to one kind of source about one item. */
export interface CheckKind {
  readonly code: CheckCode;
  readonly name: Said;
  readonly item: Item;
  readonly source: Source;
  readonly fields: readonly IdentityField[];
  readonly question: Said;
  readonly article: string;
  /** Whether it is put to its source when the investigation begins, or only as needed (inquiries.ts). */
  readonly round: 'FIRST' | 'AS_NEEDED';
  /** Asked only if the subject's own questionnaire raises it: an inquiry is made only as needed. */
  readonly onlyIfStated?: boolean | undefined;
  /** Printed on the form that a superior fills in. */
  readonly onForm?: 'superior-form' | undefined;
}

/** What of a policy says who may be asked what. */
export interface Asking {
  readonly items: readonly ItemRow[];
  readonly checks: readonly CheckKind[];
}

/** The row of a question. @throws where the policy has none: a case is never asked by another's. */
export function checkIn({ checks }: Pick<Asking, 'checks'>, code: CheckCode): CheckKind {
  const kind = checks.find((one) => one.code === code);
  if (!kind) throw new Error('a question that the policy of the case does not have');
  return kind;
}

/** What a source may say. `LATE` is never said by a source: it is what silence past the deadline is called. */
export const ANSWERS = ['RECORD', 'NO_RECORD', 'DECLINED', 'UNAVAILABLE'] as const;
export type Answer = (typeof ANSWERS)[number];
export type Finding = Answer | 'LATE';

/**
 * Only a plain "no record" that nobody tried to give in the source's place needs no person. A failed, late or declined
 * check never reads as a clean one, and neither does one that was meddled with.
 */
export function needsPerson(finding: Finding, meddledWith: boolean): boolean {
  return finding !== 'NO_RECORD' || meddledWith;
}

/** Which questions the person agreed may be put to others: one item at one kind of source each. Absent means no. */
export type InquiryConsent = Readonly<Partial<Record<CheckCode, boolean>>>;

/** The checks a case may create: consented to, and warranted. Declining one creates no check and is never adverse. */
export function checkPlan(
  { checks }: Pick<Asking, 'checks'>,
  consent: InquiryConsent,
  statedItems: readonly Item[],
): CheckCode[] {
  return checks
    .filter(
      ({ code, item, onlyIfStated }) =>
        consent[code] === true && (!onlyIfStated || statedItems.includes(item)),
    )
    .map(({ code }) => code);
}
