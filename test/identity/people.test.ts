import { expect, test } from '@jest/globals';
import { ROLES } from '../../domain/roles.js';
import { contractors, organs, people, userOf, users } from '../../sandbox/people.js';

const UUID_V5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('two organs, three contractors of whom one is decertified, forty people', () => {
  expect(organs).toHaveLength(2);
  expect(contractors.map(({ decertified }) => decertified)).toEqual([false, false, true]);
  expect(people).toHaveLength(40);
});

test('every id is opaque, and nobody shares one', () => {
  const ids = [...organs, ...contractors, ...people].map(({ id }) => id).concat(users.map(({ sub }) => sub));
  for (const id of ids) expect(id).toMatch(UUID_V5);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(users.map(({ account }) => account)).size).toBe(users.length);
});

test('every role of the scheme has someone to play it, in as many copies as four eyes ask for', () => {
  const holders = (role: string): number =>
    users.filter(({ grants }) => grants.some((grant) => grant.role === role)).length;
  expect(Object.fromEntries(ROLES.map((role) => [role, holders(role)]))).toEqual({
    Subject: 40,
    CaseOfficer: 3,
    AssessmentOfficerInCharge: 4,
    Adjudicator: 4,
    CabinetInvestigator: 2,
    ScreeningOfficer: 2,
    InformationManager: 1,
    ContractorSecurityManager: 2,
    GrievanceOfficer: 2,
    Auditor: 1,
    Operator: 1,
    AccessAdministrator: 1,
  });
});

test('every grant, employer and certificate names a body that exists', () => {
  const bodies = new Set([...organs, ...contractors].map(({ id }) => id));
  const named = [
    ...users.flatMap(({ grants }) => grants.flatMap(({ organId, contractorId }) => [organId, contractorId])),
    ...people.flatMap(({ employer }) => Object.values(employer)),
    ...contractors.flatMap(({ certifiedBy }) => certifiedBy),
  ].filter((id) => id !== undefined);
  for (const id of named) expect(bodies).toContain(id);
});

test('every person signs in as the subject they are, and as nobody else', () => {
  for (const person of people) {
    const user = userOf(person.account);
    expect(user).toMatchObject({ sub: person.sub, personKey: person.key });
    expect(user.grants).toContainEqual({ role: 'Subject', subjectId: person.id });
  }
});

test('one case officer can be a subject', () => {
  const both = users.filter(({ grants }) => new Set(grants.map(({ role }) => role)).size > 1);
  expect(both.map(({ account }) => account)).toEqual(['officer3']);
  expect(people.map(({ account }) => account)).toContain('officer3');
});

test('names are as awkward as real ones', () => {
  const names = people.map(({ name }) => name.ja);
  for (const rare of ['髙', '﨑', '邊', '𠮷', '\u{E0100}']) {
    expect(names.some((name) => name.includes(rare))).toBe(true);
  }
  expect(people.filter(({ name }) => !/\s|・/.test(name.ja))).toHaveLength(2);
  expect(names.filter((name) => name === '髙橋 悠真')).toHaveLength(2);
  expect(new Set(people.map(({ name, birthDate }) => `${name.ja} ${birthDate}`)).size).toBe(40);
});

test('dates of birth are real days, and everybody is of age', () => {
  for (const { birthDate } of people) {
    expect(new Date(`${birthDate}T00:00:00Z`).toISOString().slice(0, 10)).toBe(birthDate);
    expect(birthDate < '2006').toBe(true);
  }
});
