import { forwardedReply, helpReply } from '#src/conversation/replies/forwarded-replies.ts';
import { readDanger } from '#src/conversation/understanding/danger/read-danger.ts';
import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { recordLastInbound } from '#src/volunteers/numbers/address.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { forward } from './forward-text.ts';

/** A text that fails each time is kept for a person, and the phone's next texts go on. */
export async function giveUpText(trx: Transaction, settings: WatchSettings, inboxId: number): Promise<void> {
  if (!(await keepForPerson(trx, settings, inboxId))) return;
  const sender = await trx('inbox')
    .join('addresses', 'addresses.addressId', 'inbox.addressId')
    .where({ inboxId })
    .first(
      'inbox.conversationId',
      'inbox.body',
      'inbox.receivedAt',
      'inbox.addressId',
      'addresses.address',
      'addresses.identity',
      'addresses.lastInboundAt',
    );
  // it came all the same: they can be written to on WhatsApp
  await recordLastInbound(trx, sender, new Date(sender.receivedAt));
  const { conversationId, identity, body: words } = sender;
  const ids = { inbox_id: inboxId, conversation_id: conversationId };
  recordLiveEvent(trx, settings.clock, { type: 'needs_person', ...ids });
  const receivedAt = new Date(sender.receivedAt);
  // a sender that is no mobile number is heard only when it calls for help, and is never answered
  const isMobile = parseMobile(identity, settings.region) === identity;
  const user = isMobile ? await findUserByPhone(trx, identity) : undefined;
  const caller = { now: receivedAt, zone: settings.zone, isCoordinator: user?.isCoordinator ?? false };
  const isCry = readDanger(words, caller)?.type === 'SOS';
  if (!isMobile && !isCry) return;
  const text = { inboxId, conversationId, receivedAt, identity, user, words };
  const forwarded = await forward(trx, settings, { ...text, why: isCry ? 'danger' : 'unread' });
  if (!isMobile) return;
  const texts = settings.textsFor(user?.language);
  const body = (isCry ? helpReply : forwardedReply)(texts, settings, forwarded);
  await enqueue(trx, settings, {
    messageType: 'answer',
    to: { address: sender.address },
    body,
    key: `inbox:${inboxId}:answer:0`,
  });
}

/** Keeps it for a person and says nothing to anybody. Returns false if it was handled meanwhile. */
export async function keepForPerson(trx: Transaction, settings: WatchSettings, inboxId: number): Promise<boolean> {
  const given = await trx('inbox')
    .where({ inboxId })
    .whereNull('handledAt')
    .update({ handledAt: settings.clock.now(), needsPerson: true, needsPersonReason: 'handling failed' });
  return given > 0;
}
