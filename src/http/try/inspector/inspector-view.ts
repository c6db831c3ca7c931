import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Inspection } from '#src/simulator/inspector/inspection.ts';
import { asksView } from './asks-view.ts';
import { dialogueView } from './dialogue-view.ts';
import { type InspectorFrame, inspectorPart } from './inspector-part.ts';
import { personView } from './person-view.ts';
import { type EarlierTexts, textsView } from './texts-view.ts';
import { timersView } from './timers-view.ts';

export interface Inspector extends InspectorFrame {
  /** Makes the id of its heading unique on the page. */
  id: string;
  /** How the person writes the number of this phone. */
  phone: string;
  inspection: Inspection;
  earlierTexts: EarlierTexts;
}

/** What the service knows about one phone, and what it waits for. */
export function inspectorView({ id, phone, inspection, earlierTexts, ...frame }: Inspector): VNode {
  const { texts: received, dialogue, yes, asks, timers, person } = inspection;
  const words = frame.texts.inspector;
  return html`<h2 id=${`${id}-title`}>${words.title({ phone })}</h2>
    ${textsView(frame, { received, earlierTexts })} ${dialogueView(frame, { dialogue, yes })}
    ${asksView(frame, asks)}
    ${inspectorPart(words.timers, timersView(frame, timers))}
    ${personView(frame, person)}`;
}

/** The same beside its phone. It stays live: `url` is where it comes from again. */
export function inspectorPanel(inspector: Inspector, url: string): VNode {
  return html`<div
    class="inspector"
    role="region"
    aria-labelledby=${`${inspector.id}-title`}
    tabindex="0"
    hx-get=${url}
    hx-trigger="refresh from:#live, clock-moved from:body, every 5s"
    hx-swap="innerMorph"
  >
    ${inspectorView(inspector)}
  </div>`;
}
