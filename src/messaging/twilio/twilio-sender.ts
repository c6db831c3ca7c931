import type { Clock } from '#src/platform/clock.ts';
import { describeError, type Log, silentLog } from '#src/platform/log.ts';
import type { LookUpOutcome, OutboundMessage, Sender, SendOutcome } from '../sender.ts';
import type { Messages, RestClientSettings } from './create-messages.ts';
import { lookUpMessage } from './look-up-message.ts';
import { messageRequest, type Senders } from './message-request.ts';
import { outcomeOf } from './outcomes.ts';
import { TwilioFailure } from './twilio-failure.ts';

export interface TwilioSettings extends Senders, RestClientSettings {
  clock: Clock;
  log?: Log;
}

/** Sends SMS and WhatsApp messages through Twilio's Messages API. Its package is loaded when the first message is sent. */
export function createTwilioSender(settings: TwilioSettings): Sender {
  const { clock, log = silentLog } = settings;
  let loading: Promise<Messages> | undefined;
  const messages = () => {
    loading ??= import('./create-messages.ts').then(({ createMessages }) => createMessages(settings));
    return loading;
  };
  return {
    async send(message) {
      const asked = messageRequest(settings, message, clock.now());
      if ('refused' in asked) return asked.refused;
      try {
        return await create(await messages(), asked.request, clock);
      } catch (thrown) {
        return outcomeOfThrown(thrown, { clock, log, message });
      }
    },
    async lookUp(message, attemptedAt, others = new Set()) {
      try {
        return await lookUpMessage(await messages(), clock, { message, attemptedAt, others });
      } catch (thrown) {
        return unavailable(thrown, { clock, log, message });
      }
    },
  };
}

interface Circumstances {
  clock: Clock;
  log: Log;
  message: OutboundMessage;
}

async function create(
  messages: Messages,
  request: Parameters<Messages['create']>[0],
  clock: Clock,
): Promise<SendOutcome> {
  const created = await messages.create(request);
  if (created.errorCode) return outcomeOf({ status: 400, code: created.errorCode }, clock.now());
  if (/^(SM|MM)[0-9a-f]{32}$/i.test(String(created.sid))) return { outcome: 'accepted', providerSid: created.sid };
  return { outcome: 'unknown', code: 'unreadable', reason: 'accepted, but without a message id' };
}

function outcomeOfThrown(thrown: unknown, { clock, log, message }: Circumstances): SendOutcome {
  if (thrown instanceof TwilioFailure) return outcomeOf(thrown.facts, clock.now());
  if (thrown instanceof SyntaxError)
    return { outcome: 'unknown', code: 'unreadable', reason: 'the answer was not readable' };
  log.error({ outboxId: message.outboxId, ...describeError(thrown) }, 'sending failed in an unexpected way');
  return { outcome: 'unknown', code: 'unexpected', reason: 'sending failed in an unexpected way' };
}

function unavailable(thrown: unknown, circumstances: Circumstances): LookUpOutcome {
  const outcome = outcomeOfThrown(thrown, circumstances);
  return { outcome: 'unavailable', reason: 'reason' in outcome ? outcome.reason : outcome.outcome };
}
