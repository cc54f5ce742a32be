import { ACCESSES_ARTICLE } from '../domain/accesses.js';
import { BREAK_GLASS_ARTICLE } from '../domain/break-glass.js';
import { DEMAND_ARTICLE } from '../domain/demands.js';
import { DECLARATION_ARTICLE } from '../domain/declarations.js';
import { TEXT_SCREENING_ARTICLE } from '../domain/free-text.js';
import { DISPOSAL_ARTICLE } from '../domain/disposal.js';
import { LINE_ARTICLE } from '../domain/reporting-lines.js';
import { PASSING_ON_ARTICLE } from '../domain/passing-on.js';
import { SAME_PERSON_ARTICLE } from '../domain/same-person.js';
import { PASSKEY_ARTICLE } from '../domain/passkeys.js';
import { STAND_IN_ARTICLE } from '../domain/stand-ins.js';
import type { CaseKind } from '../domain/stages.js';

/**
 * What each page rests on, said at its foot: the article of the routes it reads (a test compares the two), or that it is no
 * step of the law.
 */
export const PAGE_BASIS = {
  start: 'design: a way in, and no step',
  problem: 'design: says why a request was refused, and is no step',
  operations: 'design: operators see ids and codes',
  queue: 'Standards: restriction on involvement',
  contractors: 'Art. 10(1), 10(2)',
  certification: 'Art. 10(1)',
  nomination: 'Art. 12(1)(i)',
  nameLists: 'Art. 13(2), 16; Standards: name lists',
  items: 'Art. 3, 10',
  item: 'Standards: handler list',
  check: 'Art. 11, 16',
  grounds: 'Art. 11, 16',
  notices: 'Art. 11, 16',
  passingOn: PASSING_ON_ARTICLE,
  recordedRights: 'Art. 11',
  originals: 'Art. 12(3), 12(6), 14; reading: what is signed on paper counts as what is clicked',
  reportable: 'Standards: change report',
  holds: 'Standards: retention; Records Order: retention extended',
  outages: 'policy: outages',
  samePersons: SAME_PERSON_ARTICLE,
  standIns: STAND_IN_ARTICLE,
  breakGlass: BREAK_GLASS_ARTICLE,
  passkeys: PASSKEY_ARTICLE,
  demands: DEMAND_ARTICLE,
  declarations: DECLARATION_ARTICLE,
  reportingLines: LINE_ARTICLE,
  textScreenings: TEXT_SCREENING_ARTICLE,
  statistics: 'Art. 19',
  accesses: ACCESSES_ARTICLE,
  disposal: DISPOSAL_ARTICLE,
} as const;

/** What a case, its outcome and its explanation are read under. */
export const CASE_BASIS: Readonly<Record<CaseKind, string>> = {
  application: 'Art. 13, 16',
  clearance: 'Art. 11, 13',
  grievance: 'Art. 14',
};
