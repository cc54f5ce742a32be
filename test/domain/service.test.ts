import { describe, expect, test } from '@jest/globals';
import {
  cameTooLate,
  SERVICE,
  SERVICE_CHANNELS,
  type Service,
  type ServiceFacts,
  servedAt,
  unfitService,
} from '../../domain/service.js';

/** How the notice of a result reaches its person, and from when it counts (Art. 13(1); Civil Code 97, 140). */
const EVIDENCE = { receipt: 'a'.repeat(64), number: 'RR 123 456 785 JP', receivedOn: '2027-03-02' } as const;
const NAMES = ['receipt', 'number', 'receivedOn'] as const;
/** It went out on the first of March in Japan; today is the third, by a few milliseconds. */
const FACTS: ServiceFacts = {
  since: '2027-03-01T14:59:59.999Z',
  now: '2027-03-02T15:00:00.000Z',
  hasAccount: true,
  ofContractor: true,
  owesReasons: false,
};

const complete = (channel: Service['channel']): Service => {
  const { needs } = SERVICE[channel];
  return { channel, ...Object.fromEntries(needs.map((name) => [name, EVIDENCE[name]])) };
};
const pointers = (service: Service, facts: Partial<ServiceFacts> = {}) =>
  unfitService(service, { ...FACTS, ...facts }).map(({ pointer }) => pointer);
const onDay = (receivedOn: string): Service => ({ ...complete('IN_PERSON'), receivedOn });

describe('a notice is served', () => {
  test('by a receipt and its day, by a delivery and its day, or in the person’s own account without a paper', () => {
    expect(Object.fromEntries(SERVICE_CHANNELS.map((channel) => [channel, SERVICE[channel].needs]))).toEqual({
      IN_PERSON: ['receipt', 'receivedOn'],
      CERTIFIED_POST: ['number', 'receivedOn'],
      OWN_ACCOUNT: [],
      THROUGH_CONTRACTOR: ['receipt', 'receivedOn'],
    });
  });

  test.each(SERVICE_CHANNELS)('%s: with just the evidence of its way, no less and no other', (channel) => {
    const service = complete(channel);
    expect(unfitService(service, FACTS)).toEqual([]);
    for (const name of NAMES) {
      const without = SERVICE[channel].needs.includes(name);
      const changed = { ...service, [name]: without ? undefined : EVIDENCE[name] };
      expect(unfitService(changed, FACTS)).toEqual([
        { pointer: `/${name}`, message: without ? 'needed for this way' : 'not of this way' },
      ]);
    }
  });

  test('on no day to come, and on none before it had gone out; days are Japan’s', () => {
    expect(
      ['2027-02-28', '2027-03-01', '2027-03-03', '2027-03-04'].map((day) => pointers(onDay(day))),
    ).toEqual([['/receivedOn'], [], [], ['/receivedOn']]);
    expect(unfitService(onDay('2027-03-04'), FACTS)[0]?.message).toBe('not yet');
    expect(unfitService(onDay('2027-02-28'), FACTS)[0]?.message).toMatch(/^before /);
  });

  test('a day that is not of the way is refused as such, whatever day it is', () => {
    const service = { channel: 'OWN_ACCOUNT', receivedOn: '2031-01-01' } as const;
    expect(pointers(service)).toEqual(['/receivedOn']);
  });

  test('at an hour that its receipt bears, neither ahead nor before it had gone out; in an account at none', () => {
    const at = (receivedOn: string, receivedAt: string) => pointers({ ...onDay(receivedOn), receivedAt });
    // Out at 23:59:59.999 of the first; now it is midnight of the third.
    expect(at('2027-03-01', '23:59')).toEqual([]);
    expect(at('2027-03-01', '23:58')).toEqual(['/receivedAt']);
    expect(at('2027-03-03', '00:00')).toEqual([]);
    expect(at('2027-03-03', '00:01')).toEqual(['/receivedAt']);
    expect(pointers({ channel: 'OWN_ACCOUNT', receivedAt: '10:00' })).toEqual(['/receivedAt']);
    expect(pointers({ channel: 'OWN_ACCOUNT', receivedOn: '2027-03-02', receivedAt: '10:00' })).toEqual([
      '/receivedOn',
      '/receivedAt',
    ]);
  });

  test('in an account only of who has one, with reasons or without', () => {
    for (const owesReasons of [true, false]) {
      const [refused, ...more] = unfitService(complete('OWN_ACCOUNT'), {
        ...FACTS,
        hasAccount: false,
        owesReasons,
      });
      expect([refused, more]).toEqual([{ pointer: '/channel', message: 'the person has no sign-in' }, []]);
      expect(pointers(complete('OWN_ACCOUNT'), { owesReasons, ofContractor: false })).toEqual([]);
    }
  });

  test('in person and by post whoever it is: without a sign-in, of no contractor, with reasons that are owed', () => {
    const facts = { hasAccount: false, ofContractor: false, owesReasons: true };
    for (const channel of ['IN_PERSON', 'CERTIFIED_POST'] as const)
      expect(pointers(complete(channel), facts)).toEqual([]);
  });

  test('through a contractor no more than a contractor is told: never reasons (Art. 13(2))', () => {
    expect(SERVICE_CHANNELS.filter((channel) => SERVICE[channel].carries === 'OUTCOME')).toEqual([
      'THROUGH_CONTRACTOR',
    ]);
    expect(SERVICE.THROUGH_CONTRACTOR.onlyWith).toBe('CONTRACTOR');
  });

  test('each way cites the article it rests on', () => {
    for (const channel of SERVICE_CHANNELS) expect(SERVICE[channel].article).toMatch(/^Art\. 13\(1\)/);
  });
});

describe('it counts', () => {
  const now = '2027-03-04T01:00:00.000Z';

  test.each(['IN_PERSON', 'CERTIFIED_POST', 'THROUGH_CONTRACTOR'] as const)(
    '%s: from the end of the day it was received, in Japan; on that day itself from the step',
    (channel) => {
      expect(servedAt({ ...complete(channel), receivedOn: '2027-03-03' }, now)).toBe(
        '2027-03-03T14:59:59.999Z',
      );
      expect(servedAt({ ...complete(channel), receivedOn: '2027-03-04' }, now)).toBe(now);
    },
  );

  test('in an account, and where nothing is recorded of the way, from the step', () => {
    expect(servedAt(complete('OWN_ACCOUNT'), now)).toBe(now);
    expect(servedAt({ channel: 'OWN_ACCOUNT', receivedOn: '2027-03-01' }, now)).toBe(now);
    expect(servedAt(undefined, now)).toBe(now);
  });
});

describe('a withdrawal while a notice is on its way', () => {
  const channel = 'IN_PERSON';
  const clicked = {
    channel,
    by: 'o1',
    withdrawnOn: '2027-03-02',
    withdrawnAt: '2027-03-02T00:00:30.000Z',
  } as const;
  const onPaper = { ...clicked, withdrawnAt: null };
  const wrong = (issue: typeof clicked | typeof onPaper, receivedOn?: string, receivedAt?: string) =>
    cameTooLate(issue, { channel, receivedOn, receivedAt })?.pointer;

  test('stands against a notice that was received later, and not against one of a day before', () => {
    for (const issue of [clicked, onPaper]) {
      expect(wrong(issue, '2027-03-01')).toBeUndefined();
      expect(wrong(issue, '2027-03-03', '08:00')).toBe('/receivedOn');
      expect(wrong(issue)).toBe('/receivedOn');
      expect(cameTooLate(issue, undefined)?.pointer).toBe('/receivedOn');
    }
    expect(cameTooLate(null, { channel })).toBeUndefined();
    expect(cameTooLate({ ...clicked, withdrawnOn: null }, { channel })).toBeUndefined();
  });

  test('of one day, stands unless the hours show the notice first; within one minute they do not', () => {
    // Clicked at 09:00:30 in Japan.
    expect(wrong(clicked, '2027-03-02')).toBe('/receivedAt');
    for (const after of ['09:00', '09:01', '15:00'])
      expect(wrong(clicked, '2027-03-02', after)).toBe('/receivedAt');
    for (const before of ['00:00', '08:59']) expect(wrong(clicked, '2027-03-02', before)).toBeUndefined();
  });

  test('of one day, stands on paper whatever the hour of the receipt: the paper has none', () => {
    for (const hour of [undefined, '00:00', '23:59'])
      expect(wrong(onPaper, '2027-03-02', hour)).toBe('/receivedAt');
  });
});
