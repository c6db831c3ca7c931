import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { PageTexts } from '#src/texts/pages/page-texts.ts';

/** What the parts of the inspector share. */
export interface InspectorFrame {
  texts: PageTexts;
  /** The zone of the watch. */
  zone: string;
}

/** A part with its heading. It is no landmark: several inspectors would have the same ones. */
export function inspectorPart(title: string, content: unknown): VNode {
  return html`<section>
    <h3>${title}</h3>
    ${content}
  </section>`;
}
