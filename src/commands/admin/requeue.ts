import { requeueKind, requeueMessage } from '#src/actions/messages/requeue-messages.ts';
import type { RequeueOutcome } from '#src/messaging/outbox/dead-letters.ts';
import { MESSAGE_TYPES, type MessageType } from '#src/messaging/outbox/message-types.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { UsageError } from '../run-command.ts';
import { usageOf } from './run-admin.ts';
import type { CommandInput, Subcommand } from './subcommand.ts';

const REFUSALS: Record<Exclude<RequeueOutcome['outcome'], 'requeued'>, string> = {
  noSuchMessage: 'there is no such message',
  notFailed: 'has not failed',
  outOfDate: 'is a code or has expired, so it must not be sent now',
};
const BY = { actor: OPERATOR, channel: 'command' } as const;

export const requeue: Subcommand = {
  name: 'requeue',
  usage: '<id …> | --type answer | --all',
  does: 'sends failed messages again: by id (see "failed"), by type, or all. Codes and expired messages are left out',
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

/** Requeues all of them or none. */
async function requeueEach({ services: { transact, settings }, words, say }: CommandInput): Promise<void> {
  await transact(async (trx) => {
    for (const word of words) {
      if (!/^\d{1,9}$/.test(word)) throw new UsageError(`${word} is not an id. npm run admin -- failed shows the ids.`);
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
