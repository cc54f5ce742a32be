/**
 * What is always true of this system, each with one change to our own code that breaks it and the test that must then
 * fail. `npm run test:invariants` makes the changes, one at a time, in a copy; registry.test.ts keeps this list and
 * docs/statute-map.md of one mind.
 */
export interface Invariant {
  readonly number: number;
  readonly rule: string;
  readonly basis: string;
  readonly broken: Mutant;
}
export interface Mutant {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly test: string;
  /** Part of the test's name; that one alone is run. */
  readonly named: string;
}

// biome-ignore format: one rule, one paragraph
export const INVARIANTS: readonly Invariant[] = [
  {
    number: 1, rule: 'No question goes out without the person’s recorded consent to that very question', basis: 'Art. 12(3), 12(6)',
    broken: { file: 'domain/checks.ts', from: 'consent[code] === true &&', to: 'consent[code] !== false &&', test: 'test/domain/checks.test.ts', named: 'holds no check the person did not expressly consent to' },
  },
  {
    number: 2, rule: 'Silence, time and earlier cases are no consent', basis: 'Art. 12(3)',
    broken: { file: 'domain/edges.ts', from: `to: 'CONSENT_OVERDUE', by: ['System']`, to: `to: 'QUESTIONNAIRE', by: ['System']`, test: 'test/domain/consent.test.ts', named: 'is not assumed from silence' },
  },
  {
    number: 3, rule: 'After a withdrawal nothing more leaves, and no later answer is kept', basis: 'Art. 12(3)',
    broken: { file: 'gateway/router.ts', from: 'if (!takesAnswers(request) && !request.received) {', to: 'if (request.requestId === null) {', test: 'test/api/gateway.test.ts', named: 'is not kept: its id, a hash and the time' },
  },
  {
    number: 4, rule: 'Nothing outside the seven items can be asked or stored', basis: 'Art. 12(2)',
    broken: { file: 'api/questionnaire/shape.ts', from: 'return z.strictObject(Object.fromEntries(items))', to: 'return z.looseObject(Object.fromEntries(items))', test: 'test/api/questionnaire.test.ts', named: 'takes nothing outside the seven items' },
  },
  {
    number: 5, rule: 'Of family and cohabitants exactly four fields, and no check', basis: 'Art. 12(2)(i)',
    broken: { file: 'api/questionnaire/shape.ts', from: 'const relative = z.strictObject(', to: 'const relative = z.looseObject(', test: 'test/api/questionnaire.test.ts', named: 'takes four fields of a relative' },
  },
  {
    number: 6, rule: 'A source sees its own question and the fields that identify, nothing else', basis: 'Art. 12(6)',
    broken: { file: 'gateway/router.ts', from: 'Object.fromEntries(kind.fields.map((field) => [field, identity?.[field]]))', to: '{ ...identity }', test: 'test/api/gateway.test.ts', named: 'its own question and the fields it needs' },
  },
  {
    number: 7, rule: 'Only a person, the head or their delegate, decides', basis: 'Art. 12(1), 17',
    broken: { file: 'domain/edges.ts', from: `action: 'confirmDecision', from: ['SECOND_READING'], to: 'DECIDED', by: ['Adjudicator']`, to: `action: 'confirmDecision', from: ['SECOND_READING'], to: 'DECIDED', by: ['Adjudicator', 'System']`, test: 'test/domain/edges.test.ts', named: 'is never made by the system or by an answer' },
  },
  {
    number: 8, rule: 'Whoever investigated does not decide, whoever worked on a case answers no grievance about it, and nobody acts on their own', basis: 'Standards: restriction on involvement; Art. 14',
    broken: { file: 'domain/rules.ts', from: 'facts.investigators.includes(acting.sub)', to: 'false', test: 'test/domain/rules.test.ts', named: 'and investigated it may not decide it' },
  },
  {
    number: 9, rule: 'A contractor holds the outcome, its days, and nothing else', basis: 'Art. 13(2)',
    broken: { file: 'domain/outward.ts', from: `return 'NOT_CONDUCTED';`, to: 'return of.notConductedReason as never;', test: 'test/domain/outward.test.ts', named: 'never tells why nothing was conducted' },
  },
  {
    number: 10, rule: 'Reasons of a negative result go to the person, unless waived in advance', basis: 'Art. 13(4)',
    broken: { file: 'api/case-views.ts', from: `outcome === 'NOT_FOUND' && !state?.application?.reasons_waived`, to: 'false', test: 'test/access/views.test.ts', named: 'reasons of a negative result' },
  },
  {
    number: 11, rule: 'Every use has a purpose from a closed list', basis: 'Art. 16',
    broken: { file: 'domain/purposes.ts', from: '  AUDIT: {', to: `  DISCIPLINE: { covers: 'somebody is punished', article: 'Art. 16' },\n  AUDIT: {`, test: 'test/access/purposes.test.ts', named: 'may have the purpose' },
  },
  {
    number: 12, rule: 'Refusal, withdrawal, silence, lateness and grievance leave nothing that an employer could use', basis: 'Art. 16',
    broken: { file: 'domain/outward.ts', from: 'since !== null && since <= now', to: 'since !== null', test: 'test/access/not-conducted.test.ts', named: 'a case that was not conducted is what an open one is' },
  },
  {
    number: 13, rule: 'Who may handle is who was found so by this organ’s head within ten years, has pledged, and is under no doubt', basis: 'Art. 11, 12(1)(i)(イ)',
    broken: { file: 'domain/handling.ts', from: ' && now < one.expiresAt', to: '', test: 'test/e2e/boundaries.test.ts', named: 'the right ends at its instant by the register alone' },
  },
  {
    number: 14, rule: 'A doubt notice ends the right in its own step', basis: 'Art. 11, 12(1)(iii)',
    broken: { file: 'domain/edges.ts', from: `to: 'SUSPENDED', by`, to: `to: 'SAME', by`, test: 'test/domain/clearance.test.ts', named: 'is suspended by the doubt notice itself' },
  },
  {
    number: 15, rule: 'The right to handle is not access: an item’s own list of handlers is needed too', basis: 'Art. 11; Standards',
    broken: { file: 'domain/handling.ts', from: 'if (listedUntil === undefined) return no(whyNotListed(facts.listed, at));', to: '', test: 'test/domain/handling.test.ts', named: 'without a standing entry on its list nobody handles an item' },
  },
  {
    number: 16, rule: 'No case and no right of a contractor’s person without its certification by this organ', basis: 'Art. 10',
    broken: { file: 'store/certified.ts', from: 'or exists (select 1', to: 'or true or exists (select 1', test: 'test/workflows/upkeep.test.ts', named: 'stops rights on its day' },
  },
  {
    number: 17, rule: 'An investigation is reused within ten years only, on a notice, consent and decision of the new case', basis: 'Art. 12(7)',
    broken: { file: 'domain/reuse.ts', from: 'now < after(opinionAt, periods.REUSE_LIMIT)', to: `now > ''`, test: 'test/domain/reuse.test.ts', named: 'may be used for ten years from the day of its opinion' },
  },
  {
    number: 18, rule: 'What is missing, late, declined or of concern goes to a person and decides nothing', basis: 'Art. 12(6); reading',
    broken: { file: 'domain/checks.ts', from: `finding !== 'NO_RECORD' || meddledWith`, to: `finding === 'RECORD' || meddledWith`, test: 'test/domain/checks.test.ts', named: 'needs a person, unless it is a plain' },
  },
  {
    number: 19, rule: 'Every read of a file is an entry with who, office, purpose and case', basis: 'Art. 16; design',
    broken: { file: 'api/case-views.ts', from: `await noteFileRead(call, summary, ['Subject']);`, to: '', test: 'test/access/reads.test.ts', named: 'leaves on the ledger who read it' },
  },
  {
    number: 20, rule: 'No personal data in ids, payloads in clear, failures or logs', basis: 'design',
    broken: { file: 'privacy/log-line.ts', from: `typeof value === 'string' && TOKEN.test(value) ? value : HIDDEN`, to: 'value', test: 'test/privacy/logs.test.ts', named: 'hides listed values that are no ids' },
  },
  {
    number: 21, rule: 'When its time is over a file’s content is destroyed, not before, and not while a grievance is open, a demand about it is not closed or a legal hold stands', basis: 'Standards: retention',
    broken: { file: 'store/clearance-effects.ts', from: `await destroyVault(tx, { kind: 'case', id: before.row.id }, now);`, to: '', test: 'test/workflows/upkeep.test.ts', named: 'destroys what is due' },
  },
  {
    number: 22, rule: 'A partner is answered only under an instrument in force, per person and purpose', basis: 'Art. 16; instruments',
    broken: { file: 'domain/purposes.ts', from: '  OPERATION: {', to: `  ASSURANCE: { covers: 'a partner is answered', article: 'Art. 16' },\n  OPERATION: {`, test: 'test/domain/partners.test.ts', named: 'is answered by nobody' },
  },
  {
    number: 23, rule: 'A result is notified once, and its moment never changes', basis: 'Art. 13(1)',
    broken: { file: 'domain/edges.ts', from: `action: 'notifyResult', from: ['DECIDED'], to: 'PLEDGE_PENDING'`, to: `action: 'notifyResult', from: ['DECIDED', 'PLEDGE_PENDING'], to: 'PLEDGE_PENDING'`, test: 'test/property/domain.test.ts', named: 'breaks none of the invariants' },
  },
  {
    number: 24, rule: 'Statistics are counts, and small ones are not told', basis: 'Art. 19; policy',
    broken: { file: 'domain/statistics/published.ts', from: `if (count < SMALLEST_TOLD || `, to: 'if (', test: 'test/domain/statistics.test.ts', named: 'has no cell below ten' },
  },
];
