// Lets the clocks of a page run on. `data-clock`: what the service's clock showed when the page was rendered.

const TICK_MS = 250;

/** When each value was first seen, so that the clock runs on from there. @type {WeakMap<HTMLElement, { value: string, seenAt: number }>} */
const seen = new WeakMap();

/** @param {HTMLElement} element */
function show(element) {
  const value = element.dataset.clock ?? '';
  let known = seen.get(element);
  if (known?.value !== value) {
    known = { value, seenAt: performance.now() };
    seen.set(element, known);
  }
  const now = new Date(Number(value) + performance.now() - known.seenAt);
  element.textContent = wordsOf(now, element.dataset.zone ?? 'UTC');
}

/** As the server writes it: `Fri 27 Nov 2026 21:00:05`. @param {Date} now @param {string} timeZone */
function wordsOf(now, timeZone) {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  });
  /** @type {Partial<Record<Intl.DateTimeFormatPartTypes, string>>} */
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${parts.weekday} ${parts.day} ${parts.month} ${parts.year} ${parts.hour}:${parts.minute}:${parts.second}`;
}

setInterval(() => {
  // what the service's clock shows is not known while it does not answer
  if (document.documentElement.dataset.stale !== undefined) return;
  for (const element of document.querySelectorAll('[data-clock]')) {
    if (element instanceof HTMLElement) show(element);
  }
}, TICK_MS);
