import { parseArgs } from 'node:util';
import { type AsksOfMessages, listAsksOfMessages } from '#src/asks/list-asks-of-messages.ts';
import { findCorrespondentAt } from '#src/messaging/thread/correspondent.ts';
import { createThreadPrinter, followThread } from '#src/messaging/thread/follow-thread.ts';
import { personLine } from '#src/messaging/thread/person-line.ts';
import { byDirection, readThread, type ThreadItem } from '#src/messaging/thread/read-thread.ts';
import { type DescribeAsk, threadLine } from '#src/messaging/thread/thread-line.ts';
import { SECOND } from '#src/platform/duration.ts';
import { findOptOut } from '#src/volunteers/numbers/opt-out.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { answerWords, askWords } from './ask-words.ts';
import { type Invocation, runCommand, UsageError } from './run-command.ts';
import { withServices } from './with-services.ts';

const USAGE = `npm run thread -- 0821234567 [--limit 50] [--follow]
  Shows all texts between this person and the service, oldest first, with time, channel and outcome. Codes are hidden.
  --limit   shows only this many of the newest texts
  --follow  shows new texts as they come, until Ctrl-C`;

await runCommand(thread);

/** Returns 1 if no person has this number. */
async function thread(invocation: Invocation): Promise<number> {
  const { number, limit, isFollowing, isHelp } = readArgs(invocation.args);
  const { say, config } = invocation;
  if (isHelp) {
    say(USAGE);
    return 0;
  }
  return withServices(invocation, async ({ transact }) => {
    const { TIME_ZONE: zone, DEFAULT_REGION: region } = config;
    // a sender without a mobile number is identified by the address that it texts from
    const identity = parseMobile(number, region) ?? number;
    const find = () => transact((trx) => findCorrespondentAt(trx, identity));
    const person = await find();
    if (!person) {
      say(`There are no texts from or to ${number}, and no member has this number.`);
      return 1;
    }
    const optedOutAt = await transact((trx) => findOptOut(trx, identity));
    say(personLine(person, { region, zone, optedOutAt }));
    let describeAsk: DescribeAsk | undefined;
    const read = async (count: number) => {
      const current = (await find()) ?? person;
      return transact(async (trx) => {
        const items = await readThread(trx, current, { before: undefined, limit: count });
        const asks = await listAsksOfMessages(trx, byDirection(items));
        describeAsk = (item, localTime) => wordsOf(asks, item, localTime);
        return items;
      });
    };
    const lineOf = (item: ThreadItem) => threadLine(item, zone, describeAsk);
    const printNews = createThreadPrinter({ read, limit, lineOf, print: say });
    if (isFollowing) await followThread(printNews, SECOND, untilInterrupted());
    else await printNews();
    return 0;
  });
}

function wordsOf(asks: AsksOfMessages, item: ThreadItem, localTime: (instant: Date) => string): string | undefined {
  if (item.direction === 'out') {
    const ask = asks.askedBy(item.message);
    return ask && askWords(ask, localTime);
  }
  const ask = asks.answeredBy(item.text);
  return ask && answerWords(ask);
}

function readArgs(args: string[]) {
  const options = {
    limit: { type: 'string', default: '50' },
    follow: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const number = positionals.join(' ');
    const limit = /^[1-9]\d{0,4}$/.test(values.limit) ? Number(values.limit) : undefined;
    if (values.help || (number !== '' && limit !== undefined)) {
      return { number, limit: limit ?? 0, isFollowing: values.follow, isHelp: values.help };
    }
  } catch {
    // an unknown option
  }
  throw new UsageError(`Whose thread? ${USAGE}`);
}

function untilInterrupted(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  return stop.signal;
}
