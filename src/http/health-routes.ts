import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { Problem } from '#src/http/framework/problem.ts';

/** `/healthz`: the process answers. `/readyz`: the process can also work. A hold after a restore, or a warning, does not change that. */
export function healthRoutes(): AppRouter {
  const health = createRouter();
  health.get('/healthz', (ctx) => {
    ctx.body = { status: 'alive' };
  });
  health.get('/readyz', async (ctx) => {
    if (!(await ctx.services.isReady())) throw new Problem('not_ready', 'The database cannot be used.');
    const silent = await ctx.services.heartbeats.silent();
    if (silent.length > 0)
      throw new Problem('not_ready', `These jobs have not run for too long: ${silent.join(', ')}.`);
    const late = await ctx.services.timers.listLate();
    if (late.length > 0) {
      const kinds = late.map(({ kind }) => kind).join(', ');
      throw new Problem('not_ready', `Timers of these kinds are late: ${kinds}.`);
    }
    const hold = await ctx.services.recovery.findHold();
    const overLimit = await ctx.services.countFilesOverLimit();
    ctx.body = {
      status: 'ready',
      ...(hold && { held_since: hold.since.toISOString() }),
      ...(overLimit > 0 && { warnings: [filesOverLimit(overLimit)] }),
    };
  });
  return health;
}

function filesOverLimit(count: number): string {
  return `${count} photos and voice notes of the last day were not fetched, because a limit was reached.`;
}
