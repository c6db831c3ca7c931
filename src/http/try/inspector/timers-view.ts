import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { InspectedTimer } from '#src/simulator/inspector/inspection.ts';
import type { InspectorFrame } from './inspector-part.ts';
import { subjectWords } from './subject-words.ts';

/** Timers by due time, as a table. */
export function timersView(frame: Pick<InspectorFrame, 'texts' | 'zone'>, timers: readonly InspectedTimer[]): VNode {
  const { noTimer, timers: caption, timerColumns: columns } = frame.texts.inspector;
  if (timers.length === 0) return html`<p>${noTimer}</p>`;
  return html`<table class="facts">
    <caption class="visually-hidden">${caption}</caption>
    <thead>
      <tr>
        <th scope="col">${columns.due}</th>
        <th scope="col">${columns.what}</th>
        <th scope="col">${columns.about}</th>
      </tr>
    </thead>
    <tbody>
      ${timers.map((timer) => timerRow(frame, timer))}
    </tbody>
  </table>`;
}

function timerRow(frame: Pick<InspectorFrame, 'texts' | 'zone'>, timer: InspectedTimer): VNode {
  const words = frame.texts.inspector;
  const about = [timer.person, subjectWords(frame, timer.about)].filter(Boolean).join(', ');
  return html`<tr>
    <td>
      ${words.minute({ instant: timer.dueAt, zone: frame.zone })}
      ${timer.isHeld ? html` (${words.held})` : timer.isOverdue && html` (${words.overdue})`}
    </td>
    <td>${timerName(frame, timer)}</td>
    <td>${about}</td>
  </tr>`;
}

/** In words if we have some. A newer version of the service may have scheduled it. */
export function timerName({ texts }: Pick<InspectorFrame, 'texts'>, { kind }: Pick<InspectedTimer, 'kind'>): string {
  return texts.inspector.timerKinds[kind] ?? kind;
}
