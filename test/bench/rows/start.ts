import { enrol } from '../support/crowd.ts';
import { EVERYWHERE, type Row } from '../support/figure.ts';
import { startService } from '../support/service.ts';
import { median } from '../support/statistics.ts';

const TIMES = 5;

/** Time from the start of the process until `/readyz` is 200, on a database that is up to date. */
export const start: Row = {
  name: 'start',
  on: EVERYWHERE,
  measure: async (database) => {
    const { url } = await database.prepare(enrol);
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const service = await startService({ databaseUrl: url });
      times.push(service.startedInMs);
      await service.stop();
    }
    return [{ what: 'start until /readyz', on: database.kind, figure: `${median(times).toFixed(0)} ms` }];
  },
};
