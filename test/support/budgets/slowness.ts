const ROUNDS = 3;
/** What the work below takes on a quiet machine with two cores. */
const USUAL_MS = 40;

/**
 * How many times slower this machine computes now than a quiet one, at least 1. A host that is busy makes processor time longer, and
 * a limit multiplied by this still finds work that has grown.
 */
export function slowness(): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.threadCpuUsage();
    compute();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.max(1, Math.min(...times) / USUAL_MS);
}

/** Objects, text and sorting, as in most of our work. */
function compute(): void {
  const rows = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `name ${(id * 7919) % 20_000}`, at: id / 3 }));
  const copy = JSON.parse(JSON.stringify(rows)) as typeof rows;
  copy.sort((one, other) => one.name.localeCompare(other.name));
}
