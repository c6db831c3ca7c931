import { createLastLog } from '#src/platform/log.ts';
import { exitOnUncaught } from '#src/process/stop-on-signal.ts';

/** A process with an uncaught error, whose log is full because nobody reads it. */
const lastLog = createLastLog('info');
for (let line = 0; line < 3000; line += 1) lastLog.info({ words: 'x'.repeat(200) }, 'fills the pipe');
exitOnUncaught(lastLog);
throw new Error('nobody catches this');
