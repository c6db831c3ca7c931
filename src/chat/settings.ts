import { parseArgs } from 'node:util';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { type Config, ConfigError, parseConfig, readConfig } from '#src/config.ts';
import { DEMO_PORT, findDemo } from '#src/demo/running-demo.ts';
import { ChatError } from './chat-error.ts';
import { USAGE } from './usage.ts';

export interface ChatSettings {
  /** E.164. */
  phone: string;
  serviceUrl: string;
  config: Config;
}

const EVERYWHERE = new Set(['0.0.0.0', '::']);

/** Reads the phone and the service from the command line and from the settings of the service. */
export function chatSettings(words: string[]): ChatSettings {
  const { number, url } = parseWords(words);
  const config = configFor(url);
  const host = EVERYWHERE.has(config.HOST) ? '127.0.0.1' : config.HOST;
  return {
    phone: phoneOf(number, config.DEFAULT_REGION),
    serviceUrl: (url ?? `http://${host}:${config.PORT}`).replace(/(?<!\/)\/+$/, ''),
    config,
  };
}

function parseWords(words: string[]): { number: string; url: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      args: words,
      options: { url: { type: 'string' } },
      allowPositionals: true,
    });
    const number = positionals.join('');
    if (number !== '') return { number, url: values.url };
  } catch {
    // an unknown option
  }
  throw new ChatError(`Which phone? ${USAGE}\n--help shows more.`);
}

/** The settings of the demo that runs there, or else our own. */
function configFor(url: string | undefined): Config {
  const own = ownConfig();
  const ownPort = own instanceof ChatError ? DEMO_PORT : own.PORT;
  const demo = findDemo(url === undefined ? ownPort : Number(URL.parse(url)?.port));
  if (demo) return parseConfig(demo);
  if (own instanceof ChatError) throw own;
  return own;
}

function ownConfig(): Config | ChatError {
  try {
    const config = readConfig();
    if (config.SENDER === 'mock') return config;
    return new ChatError(
      'The chat shows what the mock sender writes. Start the service and the chat with SENDER=mock.',
    );
  } catch (thrown) {
    if (thrown instanceof ConfigError) return new ChatError(`The settings are wrong:\n${thrown.message}`);
    throw thrown;
  }
}

function phoneOf(number: string, region: string): string {
  const parsed = parsePhoneNumberFromString(number, { defaultCountry: region as CountryCode, extract: false });
  if (!parsed?.isValid()) throw new ChatError(`${number} is not a phone number. ${USAGE}`);
  return parsed.number;
}
