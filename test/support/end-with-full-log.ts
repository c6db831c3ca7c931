import { createLastLog } from '#src/platform/log.ts';
import { exitOnUncaught } from '#src/process/stop-on-signal.ts';

/** A process with an uncaught error, after as many lines of log as its argument says. 3,000 fill the pipe if nobody reads. */
const lastLog = createLastLog('info');
for (let line = 0; line < Number(process.argv[2]); line += 1)
  lastLog.info({ words: 'x'.repeat(200) }, 'before the error');
exitOnUncaught(lastLog);
throw new Error('nobody catches this');
