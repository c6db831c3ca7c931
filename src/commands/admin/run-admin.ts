import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Invocation, UsageError } from '../run-command.ts';
import { withServices } from '../with-services.ts';
import type { Subcommand } from './subcommand.ts';

/** Runs the subcommand that the first word names. Audit entries name the operator. */
export async function runAdmin(subcommands: readonly Subcommand[], invocation: Invocation): Promise<number> {
  const { say, print } = invocation;
  const [name = '--help', ...rest] = invocation.args;
  if (name === '--help' || name === '-h' || name === 'help') {
    say(overview(subcommands));
    return 0;
  }
  const subcommand = subcommands.find((each) => each.name === name);
  if (!subcommand) throw new UsageError(`There is no command ${name}.\n${overview(subcommands)}`);
  const { words, options } = read(subcommand, rest);
  if (options.help) {
    say(usageOf(subcommand));
    return 0;
  }
  await withServices(invocation, (services) =>
    subcommand.run({ services, words, options, cause: `command:${randomUUID()}`, say, print }),
  );
  return 0;
}

function read(subcommand: Subcommand, args: string[]) {
  const options = { ...subcommand.options, help: { type: 'boolean', short: 'h' } } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { words: positionals, options: values as Record<string, string | boolean | undefined> };
  } catch {
    throw new UsageError(usageOf(subcommand));
  }
}

export function usageOf({ name, usage, does }: Subcommand): string {
  return `npm run admin -- ${name} ${usage}\n  ${does}`;
}

function overview(subcommands: readonly Subcommand[]): string {
  const width = Math.max(...subcommands.map(({ name, usage }) => `${name} ${usage}`.length));
  const lines = subcommands.map(({ name, usage, does }) => `  ${`${name} ${usage}`.padEnd(width)}  ${does}`);
  return [
    'npm run admin -- …',
    ...lines,
    'A person is a number in any usual spelling, or an id such as #12 (see "list"). --help after a command explains it.',
  ].join('\n');
}
