import { eraseAsks } from '#src/asks/erase-asks.ts';
import type { Transaction } from '#src/db/connect.ts';
import { eraseCorrespondence } from '#src/messaging/erasure/erase-correspondence.ts';
import { SETTLED } from '#src/messaging/outbox/outbound-status.ts';
import { type ErasureTools, eraseNumber } from '#src/volunteers/numbers/erase-number.ts';
import { rememberErasedNumber } from '#src/volunteers/numbers/erased-numbers.ts';
import { isOptedOut } from '#src/volunteers/numbers/opt-out.ts';

interface Batch {
  before: Date;
  limit: number;
}

/** Messages that one transaction erases. */
const MOST_MESSAGES = 200;

/**
 * Erases strangers who have been silent since `before`: number, texts and codes. Their cases and opt-outs stay. Returns the
 * number of strangers, or `more` if it has erased only a part of the first one.
 */
export async function eraseSilentStrangers(
  trx: Transaction,
  tools: ErasureTools,
  batch: Batch,
): Promise<number | 'more'> {
  const strangers = [...(await listSilent(trx, tools.now, batch)), ...(await listUnanswering(trx, batch))];
  const identities = [...new Set(strangers)].slice(0, batch.limit);
  let left = MOST_MESSAGES;
  for (const [done, identity] of identities.entries()) {
    const count = await eraseCorrespondence(trx, tools, { identity, limit: left });
    // a later transaction goes on with the rest
    if (count >= left) return done === 0 ? 'more' : done;
    left -= count;
    if (await isOptedOut(trx, identity)) await rememberErasedNumber(trx, tools, { identity, isRefused: false });
    await eraseAsks(trx, tools, { identity });
    await eraseNumber(trx, tools, identity);
  }
  return identities.length;
}

/** Strangers who have not texted lately. They stay while a relay to a coordinator is open or a text waits to be handled. */
async function listSilent(trx: Transaction, now: Date, { before, limit }: Batch): Promise<string[]> {
  return trx('conversations as c')
    .whereNot('c.identity', 'like', 'forgotten:%')
    .where((silent) =>
      silent
        .where('c.touchedAt', '<=', before)
        .orWhere((begun) => begun.whereNull('c.touchedAt').where('c.createdAt', '<=', before)),
    )
    .where((free) => free.whereNull('c.talkingUntil').orWhere('c.talkingUntil', '<=', now))
    .whereNotExists(trx('users as u').whereRaw('u.phone = c.identity').select('u.userId'))
    .whereNotExists(
      trx('inbox as i').whereRaw('i.conversation_id = c.conversation_id').whereNull('i.handledAt').select('i.inboxId'),
    )
    .orderBy('c.conversationId')
    .limit(limit)
    .pluck('c.identity');
}

/** Numbers that only got a sign-in code and never texted. */
async function listUnanswering(trx: Transaction, { before, limit }: Batch): Promise<string[]> {
  return trx('outbox as o')
    .whereNull('o.userId')
    .whereNull('o.erasedAt')
    .where('o.createdAt', '<=', before)
    .whereIn('o.status', SETTLED)
    .whereNotExists(trx('users as u').whereRaw('u.phone = o.identity').select('u.userId'))
    .whereNotExists(trx('conversations as c').whereRaw('c.identity = o.identity').select('c.conversationId'))
    .distinct('o.identity')
    .limit(limit)
    .pluck('o.identity');
}
