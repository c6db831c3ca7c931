import type { Attachment } from './inbound-message.ts';

/** The name and the address of a place, as WhatsApp knows them. The address often begins with the name. Empty if unknown. */
export function placeWords({ label = '', address = '' }: Attachment): string {
  if (address.toLowerCase().startsWith(label.toLowerCase())) return address;
  return [label, address].filter(Boolean).join(', ');
}
