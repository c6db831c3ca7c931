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

/** How long a line that comes from a pipe waits for its answer: some texts get none. Long enough for a service that has just begun. */
const PATIENCE_MS = 10_000;
/** What others are told by the last line may come a little after its answer. */
const FAREWELL_MS = 1_500;
/** What came together with an answer is shown together with it. */
const AFTERMATH_MS = 300;

/** `line`: the service wrote one. `answer`: it was for this phone. */
export type OutboxEvents = EventEmitter<{ line: [string]; answer: [] }>;

export interface Conversation {
  service: ServiceLink;
  files: FileServer;
  screen: Screen;
  keyboard: Interface;
  outbox: OutboxEvents;
  isTerminal: boolean;
}

/** Sends what is typed until /quit or the end of the input. A script gets time for its answers between the lines. */
export async function runChat({ service, files, screen, keyboard, outbox, isTerminal }: Conversation): Promise<void> {
  let channel: Channel = 'sms';
  if (isTerminal) keyboard.prompt();
  for await (const line of keyboard) {
    const input = readInput(line);
    if (input.type === 'quit') break;
    screen.echo(line);
    if (input.type === 'channel') channel = input.channel;
    const answer = isTerminal ? undefined : answerOrPatience(outbox);
    await perform(input, channel, { service, files, screen }).catch((thrown) => {
      if (!isTerminal || !(thrown instanceof ChatError)) throw thrown;
      screen.print(thrown.message);
    });
    if (input.type === 'text' || input.type === 'file') await answer;
    if (isTerminal) keyboard.prompt();
  }
  if (!isTerminal) await wait(FAREWELL_MS);
}

async function perform(
  input: Input,
  channel: Channel,
  { service, files, screen }: Pick<Conversation, 'service' | 'files' | 'screen'>,
): Promise<void> {
  if (input.type === 'text') await service.text(channel, input.fields);
  if (input.type === 'file') {
    const { words, ...file } = await findFile(input.kind, input.typed);
    const media = { MediaUrl0: files.share(file), MediaContentType0: file.contentType };
    await service.text(channel, { Body: words, NumMedia: '1', ...media });
  }
  if (input.type === 'channel') screen.printDim(`You text by ${channel === 'sms' ? 'SMS' : 'WhatsApp'} now.`);
  if (input.type === 'clock') screen.printDim(`It is ${await service.moveClock(input.at)} for the service now.`);
  if (input.type === 'help') screen.printDim(input.text);
}

async function answerOrPatience(outbox: OutboxEvents): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const answered = await once(outbox, 'answer', { signal: patience }).catch(() => undefined);
  if (answered) await wait(AFTERMATH_MS);
}
