import { requeueKind, requeueMessage } from '#src/actions/messages/requeue-messages.ts';
import type { RequeueOutcome } from '#src/messaging/outbox/dead-letters.ts';
import { MESSAGE_TYPES, type MessageType } from '#src/messaging/outbox/message-types.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { UsageError } from '../run-command.ts';
import { usageOf } from './run-admin.ts';
import type { CommandInput, Subcommand } from './subcommand.ts';

const REFUSALS: Record<Exclude<RequeueOutcome['outcome'], 'requeued'>, string> = {
  noSuchMessage: 'there is no such message',
  notFailed: 'was not given up',
  outOfDate: 'is a code or out of date: sent now, it would mislead',
};
const BY = { actor: OPERATOR, channel: 'command' } as const;

export const requeue: Subcommand = {
  name: 'requeue',
  usage: '<id …> | --type answer | --all',
  does: 'sends what was given up after all: these ids as "failed" shows them, a type, or everything but codes and what is out of date',
  options: { type: { type: 'string' }, all: { type: 'boolean' } },
  run: async (input) => {
    const { words, options } = input;
    if (words.length > 0) return requeueEach(input);
    if (options.all) return requeueTypes(input, MESSAGE_TYPES);
    if (options.type === undefined) throw new UsageError(usageOf(requeue));
    const type = MESSAGE_TYPES.find((each) => each === options.type);
    if (!type) throw new UsageError(`--type is one of ${MESSAGE_TYPES.join(', ')}.`);
    return requeueTypes(input, [type]);
  },
};

/** All or none. */
async function requeueEach({ services: { transact, settings }, words, say }: CommandInput): Promise<void> {
  await transact(async (trx) => {
    for (const word of words) {
      if (!/^\d{1,9}$/.test(word)) throw new UsageError(`${word} is no id. npm run admin -- failed shows them.`);
      const requeued = await requeueMessage(trx, settings, { ...BY, outboxId: Number(word) });
      if (requeued.outcome !== 'requeued') throw new UsageError(`${word}: ${REFUSALS[requeued.outcome]}.`);
    }
  });
  say(`${words.length} queued again.`);
}

async function requeueTypes({ services: { transact, settings }, say }: CommandInput, types: readonly MessageType[]) {
  const counts = await transact(async (trx) => {
    const found = [];
    for (const messageType of types) found.push(await requeueKind(trx, settings, { ...BY, messageType }));
    return found;
  });
  say(`${counts.reduce((sum, count) => sum + count, 0)} queued again.`);
}
