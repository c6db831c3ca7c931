import type { LoadRequest } from '../load/load-job.ts';
import type { Figure } from '../support/figure.ts';
import type { Service } from '../support/service.ts';
import { figureOfTurns } from './figure-of-turns.ts';
import { HEALTHZ, read } from './measure-reads.ts';
import type { Stage } from './open-stage.ts';
import { type Side, takeTurns } from './take-turns.ts';

const GOAL = { ratio: 0.5, aSecond: 220 };
const CLIENTS = [1, 8];

/** Bookings by one and by eight clients. Each is by another person, and succeeds. */
export async function measureBookings(stage: Stage): Promise<Figure[]> {
  const { kind, bookings, scale, service, bare, load } = stage;
  const figures: Figure[] = [];
  for (const [index, clients] of CLIENTS.entries()) {
    const side = ({ url, pid }: Service, requests: readonly LoadRequest[]): Side => {
      const first = (index * requests.length) / CLIENTS.length;
      const book = (from: number, count: number) =>
        load.run({ url, connections: clients, requests: requests.slice(first + from, first + from + count) });
      return {
        pid,
        warmUp: async () => {
          await book(0, scale.warmUpBookings);
        },
        ask: (round) => book(scale.warmUpBookings + round * scale.bookings, scale.bookings),
      };
    };
    const turns = await takeTurns(
      { figure: side(service, bookings.service), floor: side(bare, bookings.bare), healthz: read(stage, HEALTHZ) },
      scale.rounds,
    );
    const what = `POST /bookings, ${clients} ${clients === 1 ? 'client' : 'clients'}`;
    figures.push(figureOfTurns(kind, { what, ...GOAL }, turns));
  }
  return figures;
}
