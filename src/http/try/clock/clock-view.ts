import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { subjectWords } from '#src/http/try/inspector/subject-words.ts';
import { timerName, timersView } from '#src/http/try/inspector/timers-view.ts';
import { CLOCK_STEPS } from '#src/simulator/clock/choose-target.ts';
import type { InspectedTimer } from '#src/simulator/inspector/inspection.ts';
import type { PageTexts } from '#src/texts/pages/page-texts.ts';

export interface ClockState {
  now: Date;
  zone: string;
  isMovable: boolean;
  /** Where it is going now. */
  target: Date | undefined;
  /** The next timers of the watch. */
  timers: readonly InspectedTimer[];
}

interface ClockPanel {
  texts: PageTexts;
  state: ClockState;
  /** Where the forms go, with the query of the page. */
  action: string;
}

/** The clock of the service, with buttons that move it. */
export function clockPanel({ texts, state, action }: ClockPanel): VNode {
  const { clock: words } = texts;
  return html`<section class="clock" aria-labelledby="clock-title">
    <h2 id="clock-title">${words.title}</h2>
    <div id="clock-now" hx-get=${action} hx-trigger="refresh from:#live, every 5s" hx-swap="innerMorph">
      ${clockNow({ texts, state })}
    </div>
    ${state.isMovable ? moveForms({ texts, action }) : html`<p>${words.notMovable}</p><p>${words.howToMove}</p>`}
  </section>`;
}

/** The part that changes by itself. */
export function clockNow({ texts, state }: Pick<ClockPanel, 'texts' | 'state'>): VNode {
  const { now, zone, target, timers } = state;
  const words = texts.clock;
  const minute = (instant: Date) => texts.inspector.minute({ instant, zone });
  return html`<p class="clock-time">
      <time datetime=${now.toISOString()} data-clock=${now.getTime()} data-zone=${zone}
        >${words.now({ instant: now, zone })}</time
      >
    </p>
    ${target && html`<p role="status">${words.moving({ time: minute(target) })}</p>`}
    <p>${nextTimerWords({ texts, state })}</p>
    <details>
      <summary>${words.nextTimers}</summary>
      ${timersView({ texts, zone }, timers)}
    </details>`;
}

function nextTimerWords({ texts, state: { now, zone, timers } }: Pick<ClockPanel, 'texts' | 'state'>): string {
  const { clock: words, inspector } = texts;
  const next = timers.find(({ dueAt }) => dueAt > now);
  if (!next) return words.noTimer;
  const about = [next.person, subjectWords({ texts }, next.about)].filter(Boolean).join(', ');
  const time = inspector.minute({ instant: next.dueAt, zone });
  return words.nextTimer({ what: timerName({ texts }, next), about, time });
}

function moveForms({ texts: { clock: words }, action }: { texts: PageTexts; action: string }): VNode {
  const sending = { 'hx-post': action, 'hx-target': '#clock-now', 'hx-swap': 'innerMorph' };
  return html`<div class="clock-forms"><form method="post" action=${action} ...${sending}>
      ${CLOCK_STEPS.map((step) => html`<button name="step" value=${step}>${words.steps[step]}</button>`)}
      <p class="busy" role="status">${words.busy}</p>
    </form>
    <form method="post" action=${action} ...${sending}>
      <label>${words.anyTime} <input type="datetime-local" name="at" required /></label>
      <button>${words.move}</button>
      <p class="busy" role="status">${words.busy}</p>
    </form></div>`;
}
