import { strykerPlugins } from './runner.mjs';

/** `node test/mutation/dry-run.mjs [test/domain/calendar.test.ts …]`: how many tests each file declares to the mutation runner, and what those of the named files come to in it, as JSON. */
const [{ injectableClass: PureRunner }] = strykerPlugins;
const runner = new PureRunner();
await runner.init();
const declared = runner.declared();
// What tests print is not for whoever reads us.
const say = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;
const { tests } = await runner.tried(process.argv.slice(2));
const failed = tests.flatMap(({ id, failureMessage }) =>
  failureMessage ? [`${id}: ${failureMessage}`] : [],
);
say(JSON.stringify({ declared, ran: tests.length, failed }));
