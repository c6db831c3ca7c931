import { describe, expect, it } from 'vitest';
import { DATABASE_KINDS, scratchDatabase } from '#test/support/databases.ts';
import { chaos } from './chaos.ts';
import { killTimers } from './kill-timers.ts';

/** Seed 32 kills two processes in its first ten rounds, one of them again while it starts. `npm run chaos` plays 200. */
const TEN_ROUNDS = { seed: 32, rounds: 10 };

describe.concurrent('ten rounds of random texts, faults and kills', () => {
  it.each(DATABASE_KINDS)('break no promise on %s', { timeout: 240_000 }, async (kind) => {
    const scratch = await scratchDatabase(kind);
    const processes = kind === 'SQLite' ? 1 : 2;
    const { findings, texts, kills, later } = await chaos({ databaseUrl: scratch.url, processes, ...TEN_ROUNDS });
    await scratch.remove();
    expect(findings).toEqual([]);
    expect(texts).toBeGreaterThan(10);
    expect(kills).toBeGreaterThan(0);
    expect(later['reminder_2h done']).toBeGreaterThan(10);
    expect((later['asks expired'] ?? 0) + (later['asks answered'] ?? 0)).toBeGreaterThan(0);
  });
});

/** With seed 1, runs that do not end their timer in the same commit are noticed. `npm run chaos` kills fifty processes. */
const FOUR_KILLS = { timers: 200, kills: 4, seed: 1 };

describe.concurrent('processes that are killed while many timers are due', () => {
  it.each(DATABASE_KINDS)('leave each to be run once on %s', { timeout: 120_000 }, async (kind) => {
    const scratch = await scratchDatabase(kind);
    const result = await killTimers({ databaseUrl: scratch.url, processes: 2, ...FOUR_KILLS });
    await scratch.remove();
    expect(result.findings).toEqual([]);
    expect(result.deaths).toBe(FOUR_KILLS.kills);
    expect(result.repeated).toBeGreaterThan(0);
  });
});
