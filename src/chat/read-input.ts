import type { Channel } from '#src/messaging/sender.ts';

/** A typed line. `fields` are fields of Twilio's form. */
export type Input =
  | { type: 'text'; fields: Record<string, string> }
  /** `typed`: a path, words, or both. */
  | { type: 'file'; kind: 'photo' | 'voice'; typed: string }
  | { type: 'channel'; channel: Channel }
  | { type: 'clock'; at: string }
  | { type: 'timers' }
  | { type: 'help'; text: string }
  | { type: 'nothing' }
  | { type: 'quit' };

/** What can be typed in the chat. */
export const HELP = [
  'Type a text to send it to the watch. Commands:',
  '  /photo [file] [words] send a picture: this file, or a sample',
  '  /voice [file]         send a voice note',
  '  /place [lat lon]      send where you are',
  '  /whatsapp, /sms       send by WhatsApp, or by SMS again',
  '  /clock 2026-11-27T23:45   move the clock of the service (it must run with CLOCK_START)',
  '  /timers               show what the service will do next by itself',
  '  /quit',
].join('\n');

const SOMEWHERE = ['-33.92487', '18.42406'];

const COMMANDS: Record<string, (words: string) => Input> = {
  photo: (typed) => ({ type: 'file', kind: 'photo', typed }),
  voice: (typed) => ({ type: 'file', kind: 'voice', typed }),
  place: (words) => place(words),
  whatsapp: () => ({ type: 'channel', channel: 'whatsapp' }),
  sms: () => ({ type: 'channel', channel: 'sms' }),
  clock: (at) => (at === '' ? help('/clock needs a time: /clock 2026-11-27T23:45') : { type: 'clock', at }),
  timers: () => ({ type: 'timers' }),
  help: () => help(HELP),
  quit: () => ({ type: 'quit' }),
};

export function readInput(line: string): Input {
  if (line.trim() === '') return { type: 'nothing' };
  const command = /^\/(\S*)\s*([\s\S]*)$/.exec(line.trim());
  if (!command) return { type: 'text', fields: { Body: line, NumMedia: '0' } };
  const [, name = '', words = ''] = command;
  const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return run?.(words) ?? help(`There is no /${name}.\n${HELP}`);
}

function help(text: string): Input {
  return { type: 'help', text };
}

function place(words: string): Input {
  const [latitude, longitude, ...name] = words === '' ? SOMEWHERE : words.split(/[\s,]+/);
  if (!isNumber(latitude) || !isNumber(longitude)) return help('/place needs two numbers: /place -33.92487 18.42406');
  const label = name.length > 0 ? { Label: name.join(' ') } : undefined;
  return { type: 'text', fields: { Body: '', NumMedia: '0', Latitude: latitude, Longitude: longitude, ...label } };
}

function isNumber(text: string | undefined): text is string {
  return text !== undefined && text !== '' && Number.isFinite(Number(text));
}
