import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { InspectedList, InspectedYes, Inspection } from '#src/simulator/inspector/inspection.ts';
import { type InspectorFrame, inspectorPart } from './inspector-part.ts';

/** Where the dialogue stands, what it waits for and until when, and what a bare yes would mean. */
export function dialogueView(frame: InspectorFrame, { dialogue, yes }: Pick<Inspection, 'dialogue' | 'yes'>): VNode {
  const words = frame.texts.inspector;
  const { state, changes, since, until, list, relay, pausedSince } = dialogue;
  const minute = (instant: Date) => words.minute({ instant, zone: frame.zone });
  const content = html`<p>${words.states[state]} <code>${state}</code></p>
    ${changes.map((change) => html`<p>${words.changes[change]}</p>`)}
    ${since && html`<p>${words.since({ time: words.instant({ instant: since, zone: frame.zone }) })}</p>`}
    ${until && html`<p>${words.until({ time: minute(until) })}</p>`}
    ${relay && html`<p>${words.relay({ coordinator: relay.coordinator, time: minute(relay.until) })}</p>`}
    ${pausedSince && html`<p>${words.paused({ time: minute(pausedSince) })}</p>`}
    ${list && listView(frame, list)}
    <p>${words.yes}: ${meaningOfYes(frame, yes)}</p>`;
  return inspectorPart(words.dialogue, content);
}

function listView({ texts: { inspector: words }, zone }: InspectorFrame, { items, until }: InspectedList): VNode {
  return html`<table class="facts">
    <caption>${words.list({ time: until && words.minute({ instant: until, zone }) })}</caption>
    <thead>
      <tr>
        <th scope="col">${words.listColumns.number}</th>
        <th scope="col">${words.listColumns.shift}</th>
      </tr>
    </thead>
    <tbody>
      ${items.map(
        ({ number, title, startsAt, zone: ofShift }) => html`<tr>
          <th scope="row">${number}</th>
          <td>${title}, ${words.minute({ instant: startsAt, zone: ofShift })}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function meaningOfYes({ texts: { inspector: words } }: InspectorFrame, yes: InspectedYes): string {
  if (yes.of !== 'ask') return words.yesMeans[yes.of];
  const [only, ...others] = yes.asks.map(({ kind, ref, isOver }) => {
    const ask = words.subjects.ask({ kind: words.askKinds[kind], ref });
    return isOver ? words.overAsk({ ask }) : ask;
  });
  if (only === undefined) return words.yesMeans.nothing;
  return others.length === 0 ? words.yesMeans.ask({ ask: only }) : words.yesMeans.several({ asks: [only, ...others] });
}
