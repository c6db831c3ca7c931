import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { InspectedAsk } from '#src/simulator/inspector/inspection.ts';
import { type InspectorFrame, inspectorPart } from './inspector-part.ts';
import { subjectWords } from './subject-words.ts';
import { termsView } from './terms-view.ts';

/** The open asks of this person. */
export function asksView(frame: InspectorFrame, asks: readonly InspectedAsk[]): VNode {
  const words = frame.texts.inspector;
  const content =
    asks.length === 0
      ? html`<p>${words.noAsk}</p>`
      : html`<ul class="inspected-asks">
          ${asks.map((ask) => html`<li>${askView(frame, ask)}</li>`)}
        </ul>`;
  return inspectorPart(words.asks, content);
}

function askView(frame: InspectorFrame, ask: InspectedAsk): VNode {
  const { texts, zone } = frame;
  const { askTerms: terms, ...words } = texts.inspector;
  return html`<h4>${words.askKinds[ask.kind]} <code>${ask.ref}</code></h4>
    ${termsView([
      [terms.about, subjectWords(frame, ask.about)],
      [terms.question, ask.question && html`<q>${ask.question}</q>`],
      [terms.askedAt, ask.askedAt ? words.instant({ instant: ask.askedAt, zone }) : words.notAsked],
      [terms.deadline, deadlineWords(frame, ask)],
      [terms.yes, words.takesYes[ask.takesYes]],
    ])}`;
}

function deadlineWords({ texts: { inspector: words }, zone }: InspectorFrame, { deadlineAt, isOverdue }: InspectedAsk) {
  if (!deadlineAt) return words.noDeadline;
  const time = words.minute({ instant: deadlineAt, zone });
  return isOverdue ? words.deadlinePassed({ time }) : time;
}
