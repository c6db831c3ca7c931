import { type EventEmitter, once } from 'node:events';
import type { Interface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { Channel } from '#src/messaging/sender.ts';
import { ChatError } from './chat-error.ts';
import type { FileServer } from './file-server.ts';
import { findFile } from './find-file.ts';
import { type Input, readInput } from './read-input.ts';
import type { Screen } from './screen.ts';
import type { ServiceLink } from './service-link.ts';

/** How long a line from a pipe waits for its answer. Some texts get none. A service that has just started is slow. */
const ANSWER_TIMEOUT_MS = 10_000;
/** After the last line, further messages may come a little after its answer. */
const LAST_WAIT_MS = 1_500;
/** Messages that come together with an answer are shown before the next line. */
const AFTER_ANSWER_MS = 300;

/** `line`: the service wrote a line. `answer`: the line is for this phone. */
export type OutboxEvents = EventEmitter<{ line: [string]; answer: [] }>;

export interface ChatParts {
  service: ServiceLink;
  files: FileServer;
  screen: Screen;
  keyboard: Interface;
  outbox: OutboxEvents;
  isTerminal: boolean;
}

/** Sends what is typed until /quit or the end of the input. Between the lines of a script it waits for answers. */
export async function runChat({ service, files, screen, keyboard, outbox, isTerminal }: ChatParts): Promise<void> {
  let channel: Channel = 'sms';
  if (isTerminal) keyboard.prompt();
  for await (const line of keyboard) {
    const input = readInput(line);
    if (input.type === 'quit') break;
    screen.echo(line);
    if (input.type === 'channel') channel = input.channel;
    const answer = isTerminal ? undefined : waitForAnswer(outbox);
    await perform(input, channel, { service, files, screen }).catch((thrown) => {
      if (!isTerminal || !(thrown instanceof ChatError)) throw thrown;
      screen.print(thrown.message);
    });
    if (input.type === 'text' || input.type === 'file') await answer;
    if (isTerminal) keyboard.prompt();
  }
  if (!isTerminal) await wait(LAST_WAIT_MS);
}

async function perform(
  input: Input,
  channel: Channel,
  { service, files, screen }: Pick<ChatParts, 'service' | 'files' | 'screen'>,
): Promise<void> {
  if (input.type === 'text') await service.text(channel, input.fields);
  if (input.type === 'file') {
    const { words, ...file } = await findFile(input.kind, input.typed);
    const media = { MediaUrl0: files.share(file), MediaContentType0: file.contentType };
    await service.text(channel, { Body: words, NumMedia: '1', ...media });
  }
  if (input.type === 'channel') screen.printDim(`You text by ${channel === 'sms' ? 'SMS' : 'WhatsApp'} now.`);
  if (input.type === 'clock') screen.printDim(`It is ${await service.moveClock(input.at)} for the service now.`);
  if (input.type === 'timers') screen.printDim(await service.listTimers());
  if (input.type === 'help') screen.printDim(input.text);
}

async function waitForAnswer(outbox: OutboxEvents): Promise<void> {
  const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const answered = await once(outbox, 'answer', { signal: timeout }).catch(() => undefined);
  if (answered) await wait(AFTER_ANSWER_MS);
}
