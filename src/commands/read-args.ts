import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './run-command.ts';

/** Parses the arguments of a command. Throws `UsageError` with `usage` for unknown ones. */
export function readArgs<Config extends ParseArgsConfig>(usage: string, config: Config) {
  try {
    return parseArgs(config);
  } catch (thrown) {
    throw new UsageError(`${thrown instanceof Error ? thrown.message : thrown}\n${usage}`, { cause: thrown });
  }
}
