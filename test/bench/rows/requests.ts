import { measureBookings } from '../http/measure-bookings.ts';
import { measureReads } from '../http/measure-reads.ts';
import { measureTextsBeside } from '../http/measure-texts-beside.ts';
import { openStage, type Stage } from '../http/open-stage.ts';
import { FULL, QUICK } from '../http/scale.ts';
import { EVERYWHERE, type Figure, type Row } from '../support/figure.ts';

/** Requests to the API, each compared with a floor or with the same request in other company. */
export const readRequests = requests('reads', measureReads);
export const bookingRequests = requests('bookings', measureBookings);
export const textsBesideRequests = requests('beside', measureTextsBeside);

function requests(name: string, measure: (stage: Stage) => Promise<Figure[]>): Row {
  return {
    name,
    on: EVERYWHERE,
    measure: async (database, { isQuick, say }) => {
      await using stage = await openStage(database, {
        scale: isQuick ? QUICK : FULL,
        withBookings: measure === measureBookings,
        say,
      });
      // before the stage is taken down
      return await measure(stage);
    },
  };
}
