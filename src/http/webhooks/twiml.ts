const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** Accepted, and nothing to say: whatever else a webhook answers is texted to the volunteer. */
export const EMPTY_TWIML = `${DECLARATION}<Response/>`;

/** Reads `words` out to the caller and hangs up. */
export function sayAndHangUp(words: string): string {
  return `${DECLARATION}<Response><Say>${escapeXml(words)}</Say><Hangup/></Response>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
