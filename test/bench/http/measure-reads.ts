import type { LoadJob, LoadRequest } from '../load/load-job.ts';
import type { Figure } from '../support/figure.ts';
import type { Service } from '../support/service.ts';
import { figureOfTurns } from './figure-of-turns.ts';
import type { Stage } from './open-stage.ts';
import { medianTurn, type Side, takeTurns } from './take-turns.ts';

const CONNECTIONS = 8;
const LONGEST_WARM_UP_MS = 10_000;
export const HEALTHZ: LoadRequest = { method: 'GET', path: '/healthz' };
const OPENAPI: LoadRequest = { method: 'GET', path: '/openapi.json' };

/** What members read, while nothing changes, and the document of the API. */
export async function measureReads(stage: Stage): Promise<Figure[]> {
  const { plan, bare, kind } = stage;
  const figures: Figure[] = [];
  const isSqlite = kind === 'SQLite';
  const goals = [
    ...plan.lists.map((request) => ({ request, goal: { ratio: 0.4, ...(isSqlite && { aSecond: 6_000 }) } })),
    ...plan.own.map((request) => ({ request, goal: { ratio: 0.4, ...(isSqlite && { aSecond: 3_000 }) } })),
  ];
  for (const { request, goal } of goals) {
    const turns = await compare(stage, { figure: read(stage, request), floor: read(stage, request, bare) });
    figures.push(figureOfTurns(kind, { what: `GET ${request.path}, nothing changes`, ...goal }, turns));
  }
  for (const acceptsGzip of [true, false]) {
    const document = { ...OPENAPI, acceptsGzip };
    const turns = await compare(stage, { figure: read(stage, document), floor: read(stage, HEALTHZ) });
    const what = `GET /openapi.json, ${acceptsGzip ? 'compressed' : 'not compressed'}, and /healthz`;
    figures.push(figureOfTurns(kind, { what, ratio: 0.5 }, turns));
  }
  return figures;
}

/** One side that sends this request again and again, to the service or to the floor. */
export function read({ load, scale, service }: Stage, request: LoadRequest, of: Service = service): Side {
  return {
    pid: of.pid,
    ask: () => load.run(jobFor(of, request, scale.turnMs)),
    warmUp: async () => {
      await load.run({ ...jobFor(of, request, LONGEST_WARM_UP_MS), most: scale.warmUp });
    },
  };
}

/** Both sides in turns, and `/healthz` beside them. */
async function compare(stage: Stage, sides: { figure: Side; floor: Side }) {
  const { scale, say } = stage;
  const turns = await takeTurns({ ...sides, healthz: read(stage, HEALTHZ) }, scale.rounds);
  const { aSecond, loadMs } = medianTurn(turns.healthz);
  say(
    `/healthz ${aSecond.toFixed(0)} a second, of which each cost the load generator ${(1000 * loadMs).toFixed(0)} µs`,
  );
  return turns;
}

export function jobFor({ url }: Service, request: LoadRequest, forMs: number): LoadJob {
  return { url, connections: CONNECTIONS, requests: [request], forMs };
}
