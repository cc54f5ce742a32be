import { organs, people, type Person, userOf } from '../people.js';

/** Who takes part in one case, by their sign-ins. */
export interface Cast {
  readonly person: Person;
  readonly organId: string;
  readonly contractorId: string | null;
  readonly subject: string;
  /** Who puts the person on the list: the organ for its staff, the contractor's security manager for theirs. */
  readonly lister: string;
  readonly inCharge: string;
  readonly officer: string;
  readonly adjudicator: string;
  readonly secondReader: string;
  /** Who weighs what was found: the Cabinet Office's investigator or, where the organ investigates, its case officer. */
  readonly reviewer: string;
  /** Who signs the opinion. */
  readonly opiner: string;
  readonly grievance: string;
}
export type Part = Exclude<keyof Cast, 'person' | 'organId' | 'contractorId'>;

/** Of a line of cases.ts: who it is about, at which organ, and the steps by their names. */
export function castOf(line: { who: string; organ: string; path: readonly string[] }): Cast {
  const person = people.find((one) => one.key === line.who);
  const organ = organs.find((one) => one.code === line.organ);
  if (!person || !organ) throw new Error(`a line about nobody: ${line.who}, ${line.organ}`);
  const number = Number(line.who.slice(1));
  const suffix = line.organ === 'kiban' ? '1' : '2';
  const inCharge = sub(`in-charge${suffix}`);
  // The bureau has two case officers. The second is p40, and nobody works on a case of their own.
  const officer = sub(line.organ === 'kaiyo' ? 'officer2' : number % 4 === 3 ? 'officer3' : 'officer1');
  const investigator = sub(number % 2 === 0 ? 'investigator1' : 'investigator2');
  const ownInvestigation = line.path.some((leg) => leg.startsWith('investigateSelf '));
  const contractorId = 'contractorId' in person.employer ? person.employer.contractorId : null;
  return {
    person,
    organId: organ.id,
    contractorId,
    subject: person.sub,
    lister: contractorId === null ? inCharge : managerOf(contractorId),
    inCharge,
    officer,
    adjudicator: sub(`adjudicator${suffix}`),
    secondReader: sub(`second-reader${suffix}`),
    reviewer: ownInvestigation ? officer : investigator,
    opiner: ownInvestigation ? inCharge : investigator,
    grievance: sub(`grievance${suffix}`),
  };
}

function sub(account: string): string {
  return userOf(account).sub;
}

function managerOf(contractorId: string): string {
  const found = ['contractor1', 'contractor2'].find((account) =>
    userOf(account).grants.some((grant) => grant.contractorId === contractorId),
  );
  if (!found) throw new Error('a contractor without a security manager');
  return sub(found);
}
