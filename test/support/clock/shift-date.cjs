/**
 * Moves the clock of a whole process: `NODE_OPTIONS=--require=<this file>` and `TEST_CLOCK_OFFSET_MS`. NODE_OPTIONS reaches
 * the main thread, worker threads and child processes. A Proxy keeps `instanceof` and `Date.prototype` as they are.
 */
const offsetMs = Number(process.env.TEST_CLOCK_OFFSET_MS ?? 0);

if (offsetMs !== 0) {
  const RealDate = Date;
  const now = () => RealDate.now() + offsetMs;
  const ShiftedDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget === ShiftedDate ? target : newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  RealDate.prototype.constructor = ShiftedDate;
  globalThis.Date = ShiftedDate;
}
