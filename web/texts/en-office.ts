import type { OfficeTexts } from './ja-office.js';

export const enOffice: OfficeTexts = {
  outages: {
    title: 'Outages',
    intro:
      'Days on which people or sources could not do what they owe. They do not count: once another officer in charge has confirmed them, every open deadline they touch is moved.',
    list: 'Recorded outages',
    none: 'No outage is recorded.',
    days: (first, last) => (first === last ? first : `${first} to ${last}`),
    extended: (n, days) => `Extended by ${n === 1 ? '1 day' : `${n} days`}: outage, ${days}`,
    named: (source) => ` (${source})`,
    confirmed: (day) => `Confirmed on ${day}; the deadlines are moved.`,
    yours: 'Recorded by you: another officer in charge confirms it. Nothing is moved until then.',
    confirmHint:
      'Moves every open deadline it touches, at once. Deadlines are never shortened, and an outage counts once.',
    passed: 'These passed while it lasted. Nothing gives more time by itself: look at each case.',
    morePassed: 'More deadlines passed: see the next ones',
    older: 'Older outages',
    first: 'Back to the newest outages',
    case: 'Case',
    deadline: 'Deadline',
    record: 'Record an outage',
    recordIntro: 'Another officer in charge confirms it.',
    lastDay: 'Last day',
  },
  declarations: {
    title: 'Declarations of ties',
    intro:
      'These cases are open to you once you have said that you are not tied to the person. With a tie you take no part in the case. It is asked of each case anew.',
    none: 'No case waits for your declaration.',
    unnamed: 'Name not shown here',
    waiting: 'Named, and not declared yet',
    owed: 'Waits for your declaration of ties',
    toDeclare: 'Declare whether you are tied',
    unsaid: (n) =>
      n === 1
        ? '1 open case waits for your declaration of ties.'
        : `${n} open cases wait for your declaration of ties.`,
    unsaidOverdue:
      'Something among them is overdue, and no officer in charge sees it: none has declared of that case.',
  },
  reportingLines: {
    title: 'Reporting lines',
    intro:
      'Whoever stands above or below a person, directly or through others, has no part in their assessment; and whoever decides does not stand above or below whoever investigated. What is not recorded here, the system does not know.',
    list: 'Recorded lines',
    none: 'No line is recorded.',
    subordinate: 'Subordinate',
    superior: 'Superior',
    person: (id) => `Person ${id}`,
    from: 'From',
    until: 'Until',
    open: 'open',
    ended: (day) => `ended on ${day}`,
    reassign: 'Cases that need another officer',
    reassignIntro:
      'Every officer named on these stands in the person’s reporting line and no longer reads the file.',
    record: 'Record a line',
    end: 'End a line',
  },
  holds: {
    title: 'Legal holds',
    intro:
      'What a law requires to be kept longer. Only the officers in charge see this; nobody else is told that there is a hold.',
    none: 'No hold stands.',
    number: (n) => `Hold ${n}`,
    case: 'Case',
    ground: 'Ground',
    reviewOn: 'To be looked at again on',
    reviewHint:
      'After today, within a year. On that day you are reminded; the hold goes on until somebody lifts it.',
    reviewDue: 'Look at it again: its day has come.',
    placed: 'Placed on',
    placedByYou: 'Placed by you: another officer in charge lifts it.',
    lifted: 'Lifted on',
    which: 'Which hold',
    reasons: 'Reasons',
  },
};
