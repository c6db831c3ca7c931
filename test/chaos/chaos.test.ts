import { describe, expect, it } from 'vitest';
import { DATABASE_KINDS, scratchDatabase } from '#test/support/databases.ts';
import { chaos } from './chaos.ts';

/** Seed 32 kills two processes in its first ten rounds, one of them again while it starts. `npm run chaos` plays 200. */
const TEN_ROUNDS = { seed: 32, rounds: 10 };

describe.concurrent('ten rounds of random texts, faults and kills', () => {
  it.each(DATABASE_KINDS)('break no promise on %s', { timeout: 120_000 }, async (kind) => {
    const scratch = await scratchDatabase(kind);
    const processes = kind === 'SQLite' ? 1 : 2;
    const { findings, texts, kills } = await chaos({ databaseUrl: scratch.url, processes, ...TEN_ROUNDS });
    await scratch.remove();
    expect(findings).toEqual([]);
    expect(texts).toBeGreaterThan(10);
    expect(kills).toBeGreaterThan(0);
  });
});
