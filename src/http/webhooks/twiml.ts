const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** Says nothing. Twilio would text any other answer to the sender. */
export const EMPTY_TWIML = `${DECLARATION}<Response/>`;

/** Speaks to the caller and hangs up. */
export function sayAndHangUp(words: string): string {
  return `${DECLARATION}<Response><Say>${escapeXml(words)}</Say><Hangup/></Response>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
