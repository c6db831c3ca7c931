// Keeps the part of a page live that has the attribute `data-live`: the URL of a stream of events.

/** Without a sign of life for this long, the page says that it may be out of date. */
const SILENCE_MS = 40_000;
/** The browser connects again by itself. A restart of the service takes some seconds. */
const REFUSED_MS = 6_000;
const CHECK_MS = 1_000;
/** At most so often the page asks for what is new. */
const REFRESH_MS = 250;

/** @param {HTMLElement} part */
function keepLive(part) {
  const bar = document.getElementById(part.dataset.staleBar ?? '');
  let lastSign = Date.now();
  let refreshDue = false;
  let isStale = false;
  let isRefused = false;

  const refresh = () => {
    if (refreshDue) return;
    refreshDue = true;
    setTimeout(() => {
      refreshDue = false;
      // htmx listens for this event (hx-trigger) and fetches the part again
      part.dispatchEvent(new CustomEvent('refresh'));
    }, REFRESH_MS);
  };

  const onSign = () => {
    lastSign = Date.now();
    isRefused = false;
    if (!isStale) return;
    isStale = false;
    if (bar) bar.hidden = true;
    delete document.documentElement.dataset.stale;
    refresh();
  };

  const checkSilence = () => {
    if (isStale || Date.now() - lastSign < (isRefused ? REFUSED_MS : SILENCE_MS)) return;
    isStale = true;
    // clocks on the page stand still
    document.documentElement.dataset.stale = '';
    if (!bar) return;
    const time = new Date(lastSign).toTimeString().slice(0, 8);
    bar.textContent = (bar.dataset.words ?? '').replace('{time}', time);
    bar.hidden = false;
  };

  const stream = new EventSource(part.dataset.live ?? '');
  stream.addEventListener('open', onSign);
  stream.addEventListener('heartbeat', onSign);
  stream.addEventListener('error', () => {
    isRefused = true;
  });
  stream.addEventListener('changed', () => {
    onSign();
    refresh();
  });
  setInterval(checkSilence, CHECK_MS);
}

for (const part of document.querySelectorAll('[data-live]')) {
  if (part instanceof HTMLElement) keepLive(part);
}
