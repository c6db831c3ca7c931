import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { InspectedPerson } from '#src/simulator/inspector/inspection.ts';
import { type InspectorFrame, inspectorPart } from './inspector-part.ts';
import { termsView } from './terms-view.ts';

/** Who has the number, and whether our texts reach them. */
export function personView(frame: InspectorFrame, person: InspectedPerson): VNode {
  const { personTerms: terms, ...words } = frame.texts.inspector;
  const { member, addresses } = person;
  const content = html`${!member && html`<p>${words.stranger}</p>`}
    ${termsView([
      [terms.name, member && [member.name, member.ref && words.ref({ ref: member.ref })].filter(Boolean).join(', ')],
      [terms.role, member && words.roles[member.role]],
      [terms.status, member && words.statuses[member.status]],
      [terms.address, addresses.length > 0 ? addresses.map((each) => addressLine(frame, each)) : undefined],
      [terms.reached, addresses.length > 0 || member ? reachedWords(frame, person) : undefined],
    ])}`;
  return inspectorPart(words.person, content);
}

type InspectedAddress = InspectedPerson['addresses'][number];

function addressLine({ texts: { inspector: words }, zone }: InspectorFrame, address: InspectedAddress): VNode {
  const { lastTextAt } = address;
  const last = lastTextAt ? words.lastTextAt({ time: words.minute({ instant: lastTextAt, zone }) }) : words.noTextFrom;
  return html`<div>${words.channels[address.channel]} <code>${address.address}</code>, ${last}</div>`;
}

function reachedWords({ texts: { inspector: words }, zone }: InspectorFrame, person: InspectedPerson): string {
  const { optedOutAt, notReached } = person;
  const time = (instant: Date) => words.minute({ instant, zone });
  if (optedOutAt) return words.optedOut({ time: time(optedOutAt) });
  return notReached ? words.notReached({ time: time(notReached.at), reason: notReached.reason }) : words.reached;
}
