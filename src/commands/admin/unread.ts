import { before, DAY } from '#src/platform/duration.ts';
import { parseInstant } from '#src/platform/zoned-time.ts';
import { createMask } from '#src/volunteers/people/mask-people.ts';
import { UsageError } from '../run-command.ts';
import { listUnreadTexts } from './list-unread-texts.ts';
import type { Subcommand } from './subcommand.ts';

const LIMIT = 100;
const MOST = 1_000;
const SINCE = 30 * DAY;

export const unread: Subcommand = {
  name: 'unread',
  usage: '[--since 2026-11-01] [--limit 100]',
  does: 'prints texts that we could not read, newest first, one JSON line each, without names and numbers, ready to be labelled',
  options: { since: { type: 'string' }, limit: { type: 'string' } },
  run: async ({ services: { read, settings }, options, print }) => {
    const since = sinceOf(options.since, { now: settings.clock.now(), zone: settings.zone });
    const limit = limitOf(options.limit);
    const lines = await read(async (trx) => {
      const mask = await createMask(trx, settings.region);
      const texts = await listUnreadTexts(trx, settings, { since, limit });
      return texts.map(({ at, place, text }) => ({ at, place, language: 'unknown', text: mask(text) }));
    });
    for (const line of lines) print(`${JSON.stringify(line)}\n`);
  },
};

function sinceOf(given: string | boolean | undefined, { now, zone }: { now: Date; zone: string }): Date {
  if (given === undefined) return before(now, SINCE);
  const since = typeof given === 'string' ? parseInstant(given, zone) : undefined;
  if (!since) throw new UsageError('--since is a date such as 2026-11-01, or 2026-11-01T18:00.');
  return since;
}

function limitOf(given: string | boolean | undefined): number {
  if (given === undefined) return LIMIT;
  const limit = /^\d{1,4}$/.test(String(given)) ? Number(given) : 0;
  if (limit < 1 || limit > MOST) throw new UsageError(`--limit is a number from 1 to ${MOST}.`);
  return limit;
}
