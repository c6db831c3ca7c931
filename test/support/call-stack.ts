import { type Debugger, type Runtime, Session } from 'node:inspector';

/** Longer than any chain of awaits in one request. */
const MOST_AWAITS = 1000;

/**
 * Who called whom, as the engine itself knows it, across awaits. Each call of `pauseHere` during `work` gives one list of
 * functions of `src/`, the innermost first. The engine names a function again for each of its awaits; here it counts once.
 */
export async function callStacksOf(work: (pauseHere: () => void) => Promise<void>): Promise<string[][]> {
  const stacks: string[][] = [];
  const urls = new Map<string, string>();
  const session = new Session();
  session.connect();
  session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
  session.on('Debugger.paused', ({ params }) => stacks.push(ownFunctionsIn(params, urls)));
  session.post('Debugger.enable');
  session.post('Debugger.setAsyncCallStackDepth', { maxDepth: MOST_AWAITS });
  try {
    await work(() => {
      // biome-ignore lint/suspicious/noDebugger: at this statement the engine tells its stack
      debugger;
    });
  } finally {
    session.disconnect();
  }
  return stacks;
}

function ownFunctionsIn(paused: Debugger.PausedEventDataType, urls: ReadonlyMap<string, string>): string[] {
  const found = new Map<string, string>();
  const add = (functionName: string, scriptId: string) => {
    const file = /\/src\/(.*\.ts)$/.exec(urls.get(scriptId)?.replace(/\?.*/, '') ?? '')?.[1];
    if (file && functionName !== '') found.set(`${file} ${functionName}`, functionName);
  };
  for (const { functionName, location } of paused.callFrames) add(functionName, location.scriptId);
  for (let trace: Runtime.StackTrace | undefined = paused.asyncStackTrace; trace; trace = trace.parent) {
    for (const { functionName, scriptId } of trace.callFrames) add(functionName, scriptId);
  }
  return [...found.values()];
}
