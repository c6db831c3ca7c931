import { isAbroad } from '#src/conversation/replies/answer-abroad.ts';
import { forwardedReply, helpReply } from '#src/conversation/replies/forwarded-replies.ts';
import { readDanger } from '#src/conversation/understanding/danger/read-danger.ts';
import type { Transaction } from '#src/db/connect.ts';
import { enqueue } from '#src/messaging/outbox/enqueue.ts';
import { causedBy, originatorOf, unknownOriginator } from '#src/notices/limit/originator.ts';
import { recordLiveEvent } from '#src/notices/live/live-events.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { channelOf, isOfPerson, recordLastInbound } from '#src/volunteers/numbers/address.ts';
import { parseMobile } from '#src/volunteers/numbers/phone-number.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { forward } from './forward-text.ts';
import { HANDLING_FAILED } from './passing-on/forward-reasons.ts';

/** Keeps a text whose every attempt failed for a person, so that the next texts of the phone are handled. */
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
  // its receipt opens the session window of WhatsApp
  await recordLastInbound(trx, sender, new Date(sender.receivedAt));
  const { conversationId, identity, body: words } = sender;
  const ids = { inbox_id: inboxId, conversation_id: conversationId };
  recordLiveEvent(trx, settings.clock, { type: 'needs_person', ...ids });
  const receivedAt = new Date(sender.receivedAt);
  // a sender that is not a mobile number is heard only when it calls for help, and gets no replies
  const isMobile = parseMobile(identity, settings.region) === identity;
  const user = isMobile ? await findUserByPhone(trx, identity) : undefined;
  const caller = { now: receivedAt, zone: settings.zone, isCoordinator: user?.isCoordinator ?? false };
  const isSos = readDanger(words, caller)?.type === 'SOS';
  const isAnswered = isMobile || isOfPerson(sender.address);
  if (!isAnswered && !isSos) return;
  const text = { inboxId, conversationId, receivedAt, identity, user, words };
  const originator = user ? originatorOf(user) : unknownOriginator(identity);
  const forwarded = await forward(trx, causedBy(settings, originator), { ...text, why: isSos ? 'danger' : 'unread' });
  // no text goes abroad to a stranger, unless it is about danger
  const isTooCostly = !user && !isSos && channelOf(sender.address) === 'sms' && isAbroad(settings, identity);
  if (!isAnswered || isTooCostly) return;
  const texts = settings.textsFor(user?.language);
  const body = (isSos ? helpReply : forwardedReply)(texts, settings, forwarded);
  await enqueue(trx, settings, {
    messageType: 'answer',
    to: { address: sender.address },
    body,
    key: `inbox:${inboxId}:answer:0`,
  });
}

/** Keeps a text for a person, without any message. Returns false if it was handled meanwhile. */
export async function keepForPerson(trx: Transaction, settings: WatchSettings, inboxId: number): Promise<boolean> {
  const given = await trx('inbox')
    .where({ inboxId })
    .whereNull('handledAt')
    .update({ handledAt: settings.clock.now(), needsPerson: true, needsPersonReason: HANDLING_FAILED });
  return given > 0;
}
