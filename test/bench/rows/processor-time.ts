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
 * What a text costs in one process, with neither HTTP nor a second thread. Processor time changes least on a busy machine,
 * so this row shows what a change of the database layer gains. It does not include the processes of PostgreSQL.
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
    const processor = median(costs.map((cost) => cost.processor));
    return [
      { what: 'processor time of a text, in one process', on: database.kind, figure: `${processor.toFixed(2)} ms` },
    ];
  },
};
