import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { scratchFolder } from '#test/support/scratch-folder.ts';
import { enrol } from '../support/crowd.ts';
import { EVERYWHERE, type Figure, type Row } from '../support/figure.ts';
import { median } from '../support/statistics.ts';

const SCRIPT = join(import.meta.dirname, '../support/handle-texts.ts');

interface Cost {
  processor: number;
  elapsed: number;
}

/**
 * What a text costs in one process, with neither HTTP nor a second thread. Processor time changes little on a busy machine,
 * so this row shows what a change of the database layer gains. PostgreSQL's own processor time is only in the elapsed time.
 */
export const processorTime: Row = {
  name: 'processor',
  on: EVERYWHERE,
  measure: async (database, bench): Promise<Figure[]> => {
    const prepared = await database.prepare(enrol);
    using scratch = scratchFolder();
    const costs: Cost[] = [];
    for (let round = 0; round < (bench.isQuick ? 1 : 5); round += 1) {
      const env = {
        ...process.env,
        DATABASE_URL: await prepared.copy(),
        MOCK_OUTBOX_FILE: join(scratch.path, `outbox-${round}.log`),
        WARM_UP: '150',
        MEASURED: '150',
      };
      const cost: Cost = JSON.parse(execFileSync(process.execPath, [SCRIPT], { env, encoding: 'utf8' }));
      bench.say(`round ${round + 1}: ${cost.processor.toFixed(2)} ms of a processor, ${cost.elapsed.toFixed(2)} ms`);
      costs.push(cost);
    }
    const figure = (what: string, value: (cost: Cost) => number) => ({
      what: `a text in one process: ${what}`,
      on: database.kind,
      figure: `${median(costs.map(value)).toFixed(2)} ms`,
    });
    return [figure('processor time', ({ processor }) => processor), figure('elapsed', ({ elapsed }) => elapsed)];
  },
};
