import { createTwilioMediaRemover } from '#src/messaging/twilio/media/twilio-media-remover.ts';
import { createTwilioMediaSource } from '#src/messaging/twilio/media/twilio-media-source.ts';
import type { Config } from './config.ts';
import type { Archive } from './messaging/archive.ts';
import { type MediaRemover, noProvider } from './messaging/media/media-remover.ts';
import type { MediaSource } from './messaging/media/media-source.ts';
import { createMockArchive } from './messaging/mock/mock-archive.ts';
import { createMockMediaSource } from './messaging/mock/mock-media-source.ts';
import { createMockSender } from './messaging/mock/mock-sender.ts';
import type { Sender } from './messaging/sender.ts';
import { createTwilioArchive } from './messaging/twilio/twilio-archive.ts';
import { createTwilioSender } from './messaging/twilio/twilio-sender.ts';
import type { Clock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';

// The only place that chooses between Twilio and the mock.

export function senderOf(config: Config, clock: Clock, log: Log): Sender {
  if (config.SENDER === 'mock') return createMockSender({ file: config.MOCK_OUTBOX_FILE, clock });
  return createTwilioSender({ ...accountOf(config), publicUrl: config.PUBLIC_URL, clock, log });
}

export function archiveOf(config: Config): Archive {
  return config.SENDER === 'mock' ? createMockArchive(config.MOCK_OUTBOX_FILE) : createTwilioArchive(accountOf(config));
}

export function mediaSourceOf(config: Config): MediaSource {
  const timeoutMs = config.MEDIA_TIMEOUT_SECONDS;
  return config.SENDER === 'mock'
    ? createMockMediaSource({ timeoutMs })
    : createTwilioMediaSource({ ...accountOf(config), timeoutMs });
}

export function mediaRemoverOf(config: Config, log: Log): MediaRemover {
  return config.SENDER === 'mock' ? noProvider : createTwilioMediaRemover({ ...accountOf(config), log });
}

function accountOf(config: Config) {
  const [authToken = ''] = config.TWILIO_AUTH_TOKEN;
  return {
    accountSid: config.TWILIO_ACCOUNT_SID,
    authToken,
    smsFrom: config.TWILIO_SMS_FROM,
    whatsappFrom: config.TWILIO_WHATSAPP_FROM,
    messagingServiceSid: config.TWILIO_MESSAGING_SERVICE_SID,
    baseUrl: config.TWILIO_API_BASE_URL,
    timeoutMs: config.SEND_TIMEOUT_SECONDS,
  };
}
