import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import { parseLine } from '#src/messaging/mock/mock-outbox-line.ts';
import { formatZoned } from '#src/platform/zoned-time.ts';
import { ChatError } from './chat-error.ts';
import { serveFiles } from './file-server.ts';
import { followFile } from './follow-file.ts';
import { type OutboxEvents, runChat } from './run-chat.ts';
import { createScreen, dim, type Screen } from './screen.ts';
import { linkToService } from './service-link.ts';
import { type ChatSettings, chatSettings } from './settings.ts';
import { CHAT_HELP } from './usage.ts';

async function chat(): Promise<void> {
  const words = process.argv.slice(2);
  if (words.some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(`${CHAT_HELP}\n`);
    return;
  }
  const settings = chatSettings(words);
  const service = linkToService(settings);
  await service.check();
  const hangUp = new AbortController();
  const outbox: OutboxEvents = new EventEmitter();
  await using files = await serveFiles();
  await followFile(settings.config.MOCK_OUTBOX_FILE, (line) => outbox.emit('line', line), hangUp.signal);

  // created last, with no await before it is read: earlier lines of a pipe would be lost
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const keyboard = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: isTerminal,
    prompt: '> ',
  });
  const screen = createScreen(keyboard, process.stdout, isTerminal);
  outbox.on('line', (line) => {
    if (showIfMine(line, settings, screen)) outbox.emit('answer');
  });
  screen.printDim(`You are ${settings.phone}. /help lists more commands.`);
  try {
    await runChat({ service, files, screen, keyboard, outbox, isTerminal });
  } finally {
    keyboard.close();
    hangUp.abort();
  }
}

function showIfMine(line: string, { phone, config }: ChatSettings, screen: Screen): boolean {
  const message = parseLine(line);
  if (message?.to.replace('whatsapp:', '') !== phone) return false;
  const at = formatZoned(message.at, config.TIME_ZONE, 'ccc HH:mm');
  const channel = message.to.startsWith('whatsapp:') ? ' whatsapp' : '';
  screen.print(`${message.body}\n${dim(`  ${at} ${message.type}${channel}`)}`);
  return true;
}

try {
  await chat();
} catch (thrown) {
  if (!(thrown instanceof ChatError)) throw thrown;
  process.stderr.write(`${thrown.message}\n`);
  process.exitCode = 1;
}
