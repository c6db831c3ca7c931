import type { ParseArgsConfig } from 'node:util';
import type { Services } from '#src/services.ts';

/** What a subcommand is given. Words and options are as typed. */
export interface CommandInput {
  services: Services;
  words: string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
  /** The cause of its notices, unique for each run, so that each notice is queued once. */
  cause: string;
  say(line: string): void;
  /** Prints a part of a longer output as it is. */
  print(text: string): void;
}

export interface Subcommand {
  name: string;
  /** The arguments after the name. */
  usage: string;
  /** What it does, in one line. */
  does: string;
  options?: NonNullable<ParseArgsConfig['options']>;
  /** Throws `UsageError` if it did nothing. */
  run(input: CommandInput): Promise<void>;
}
