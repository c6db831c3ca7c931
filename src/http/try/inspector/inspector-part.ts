import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { PageTexts } from '#src/texts/pages/page-texts.ts';

/** What the parts of the inspector share. */
export interface InspectorFrame {
  texts: PageTexts;
  /** The zone of the watch. */
  zone: string;
  /** Makes the ids of its headings unique on the page. */
  id: string;
}

/** A part with its heading. */
export function inspectorPart(
  { id }: InspectorFrame,
  { name, title, content }: { name: string; title: string; content: unknown },
): VNode {
  return html`<section aria-labelledby=${`${id}-${name}`}>
    <h3 id=${`${id}-${name}`}>${title}</h3>
    ${content}
  </section>`;
}
