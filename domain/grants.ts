import { after, dayOf, secondsAt, startOfDay } from './calendar.js';
import type { CheckCode, CheckKind, IdentityField, Item, Source } from './checks.js';
import type { Periods } from './policy.js';

/** Where a grant stands in a published list that tells of each whether it still counts (Token Status List). */
export interface StatusPlace {
  readonly list: number;
  readonly index: number;
}

/**
 * What a person allowed, for one question to one source: the names are those of RFC 7519 where it has one. Neither the case
 * nor the person is in it, and nothing by which two sources could find that they were asked about the same one: the number
 * is this request's alone, the times are days, the place in the status list was drawn.
 */
export interface ConsentGrant {
  /** The request. */
  readonly jti: string;
  readonly aud: Source;
  readonly item: Item;
  readonly check: CheckCode;
  /** What may be told of the person, and nothing else. */
  readonly fields: readonly IdentityField[];
  readonly purpose: typeof GRANT_PURPOSE;
  /** By which text the person said yes; of a supplementary consent its form, as its hash would tell what else was asked. */
  readonly text: string;
  /**
   * Which consent it was, by a hash with a number drawn for this grant alone: whoever is given both can tell, and two sources
   * that compare theirs find nothing in common. Absent where the consent was neither signed nor a paper.
   */
  readonly consent?: string;
  /** Seconds since 1970: the beginning of a day in Japan. */
  readonly iat: number;
  readonly exp: number;
  readonly status: StatusPlace;
}

/** From the closed list of purposes (purposes.ts): a source is asked for an assessment and for nothing else (Art. 16). */
export const GRANT_PURPOSE = 'ASSESSMENT';

/** As many places has each list. */
export const STATUS_LIST_SIZE = 262_144;

/** Signs grants. Who has none can ask nobody anything. */
export interface GrantIssuer {
  issue(grant: ConsentGrant): string;
}

/** One grant for one question, from now to the end of its policy's time. */
export function grantFor(of: {
  readonly requestId: string;
  readonly kind: CheckKind;
  readonly text: string;
  readonly now: string;
  readonly periods: Periods;
  readonly status: StatusPlace;
  readonly consent?: string | undefined;
}): ConsentGrant {
  const { requestId, kind, text, now, periods, status, consent } = of;
  return {
    jti: requestId,
    aud: kind.source,
    item: kind.item,
    check: kind.code,
    fields: kind.fields,
    purpose: GRANT_PURPOSE,
    text,
    ...(consent === undefined ? {} : { consent }),
    iat: secondsAt(startOfDay(dayOf(now))),
    exp: secondsAt(after(now, periods.GRANT_VALID)),
    status,
  };
}

/** Why a grant does not stand for this question, now: nothing, where it does. */
export function grantFault(
  grant: Omit<ConsentGrant, 'status'>,
  asked: { readonly requestId: string; readonly kind: CheckKind; readonly now: string },
): 'OF_ANOTHER' | 'EXPIRED' | undefined {
  const { requestId, kind, now } = asked;
  const same =
    grant.jti === requestId &&
    grant.aud === kind.source &&
    grant.item === kind.item &&
    grant.check === kind.code &&
    grant.purpose === GRANT_PURPOSE &&
    kind.fields.every((field) => grant.fields.includes(field));
  if (!same) return 'OF_ANOTHER';
  return grant.exp > secondsAt(now) ? undefined : 'EXPIRED';
}
