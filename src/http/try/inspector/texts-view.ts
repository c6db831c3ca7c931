import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { InspectedText, Understanding } from '#src/simulator/inspector/inspection.ts';
import type { InspectorTexts } from '#src/texts/pages/inspector-texts.ts';
import { type InspectorFrame, inspectorPart } from './inspector-part.ts';

/** The link to the same page with the earlier texts, or without them. */
export interface EarlierTexts {
  areShown: boolean;
  href: string;
}

/** The last text and what it was understood as; on request, the texts before it. */
export function textsView(
  frame: InspectorFrame,
  { received, earlierTexts }: { received: readonly InspectedText[]; earlierTexts: EarlierTexts },
): VNode {
  const words = frame.texts.inspector;
  const [last, ...earlier] = received;
  if (!last) return inspectorPart(words.lastText, html`<p>${words.noText}</p>`);
  const content = html`${textsTable(frame, { rows: [last], caption: words.lastText })}
    ${earlierTexts.areShown && earlier.length > 0 && textsTable(frame, { rows: earlier, caption: words.earlierTexts })}
    <p><a href=${earlierTexts.href}>${earlierTexts.areShown ? words.hideEarlier : words.showEarlier}</a></p>`;
  return inspectorPart(words.lastText, content);
}

function textsTable(frame: InspectorFrame, { rows, caption }: { rows: readonly InspectedText[]; caption: string }) {
  const { columns } = frame.texts.inspector;
  return html`<table class="facts texts">
    <caption class="visually-hidden">${caption}</caption>
    <thead>
      <tr>
        <th scope="col">${columns.words}</th>
        <th scope="col">${columns.understood}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => textRow(frame, row))}
    </tbody>
  </table>`;
}

function textRow({ texts: { inspector: words }, zone }: InspectorFrame, text: InspectedText): VNode {
  const attachments = text.attachments.map((kind) => words.attachments[kind]);
  const { answered, reviewReason } = text;
  return html`<tr>
    <td>
      ${text.words && html`<q>${text.words}</q> `}${attachments.join(', ')}
      <div class="quiet">${words.instant({ instant: text.receivedAt, zone })}, ${words.channels[text.channel]}</div>
    </td>
    <td>
      ${understoodAs(words, text)}
      ${answered && html`<div>${words.answered({ ask: words.subjects.ask({ kind: words.askKinds[answered.kind], ref: answered.ref }) })}</div>`}
      ${reviewReason !== undefined && html`<div>${words.review({ reason: reviewReason })}</div>`}
    </td>
  </tr>`;
}

function understoodAs(words: InspectorTexts, { isHandled, understanding }: InspectedText): unknown {
  if (!isHandled) return words.notHandled;
  return understanding ? understandingWords(words, understanding) : words.understandingUnknown;
}

function understandingWords(words: InspectorTexts, { understood, confidence }: Understanding): unknown {
  if (understood === undefined) return words.notRead;
  const sure = confidence === undefined ? '' : `, ${words.confidence({ percent: Math.round(confidence * 100) })}`;
  return html`${words.understood[understood]} <code>${understood}</code>${sure}`;
}
