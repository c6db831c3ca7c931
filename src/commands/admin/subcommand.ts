import type { ParseArgsConfig } from 'node:util';
import type { Services } from '#src/services.ts';

/** What a subcommand is given. Its words and options have been read, and are as typed. */
export interface CommandInput {
  services: Services;
  words: string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
  /** Unique: what is told because of this command is told once. */
  cause: string;
  say(line: string): void;
}

export interface Subcommand {
  name: string;
  /** What is typed behind the name. */
  usage: string;
  /** What it does, in one line. */
  does: string;
  options?: NonNullable<ParseArgsConfig['options']>;
  /** Throws `UsageError` where nothing was done. */
  run(input: CommandInput): Promise<void>;
}
