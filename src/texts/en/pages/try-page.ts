import type { TryPageTexts } from '#src/texts/pages/try-page-texts.ts';

const DELIVERY: Record<string, string> = {
  queued: 'waiting at the network',
  sending: 'on its way',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'not delivered',
  failed: 'not delivered',
  read: 'read',
};

export const tryPage: TryPageTexts = {
  title: 'Phones on the screen',
  withoutScript: 'Scripts are switched off in this browser. Load the page again to see new texts.',
  channels: { sms: 'SMS', whatsapp: 'WhatsApp' },
  channelOf: ({ number }) => `How ${number} texts`,
  nobodyYet: 'Not a member',
  addPhone: 'Add a phone',
  numberOfPhone: 'Its number',
  add: 'Add',
  removePhone: ({ number }) => `Remove ${number} from the screen`,
  notANumber: ({ typed }) => `"${typed}" is not a phone number. Type one like 082 555 0134.`,
  noMessages: 'No texts yet. Say hello.',
  youWrote: 'This phone:',
  watchWrote: 'The watch:',
  attachments: { photo: 'Photo', voice: 'Voice note', place: 'Location' },
  size: ({ segments, encoding }) => `${segments} ${segments === 1 ? 'segment' : 'segments'}, ${encoding}`,
  delivery: (status) => DELIVERY[status ?? 'sent'] ?? status ?? '',
  textFrom: ({ number }) => `Text from ${number}`,
  typeHere: 'Type a text',
  send: 'Send',
  notSent: ({ status }) => `Not sent: the service answered ${status}. Your words are still here. Try again.`,
};
