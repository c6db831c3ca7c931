import { expect, it } from 'vitest';
import { heldLine, missingLine } from '#src/backup/recovery/message-lines.ts';
import type { PlannedMessage } from '#src/backup/recovery/plan-resume.ts';

const ZONE = 'Africa/Johannesburg';
const at = new Date('2026-11-25T17:30:00Z');

function planned(payload: string, decision: PlannedMessage['decision']): PlannedMessage {
  const message = { messageType: 'reminder_2h', recipient: '+27821234567', payload } as PlannedMessage['message'];
  return { message, since: at, decision };
}

it('shows what a held message is, to whom and since when, with the number masked', () => {
  expect(heldLine(planned('Soon you patrol.', { action: 'send' }), ZONE)).toBe(
    '  Wed 25 Nov 19:30  +27•••4567  reminder 2h: Soon you patrol.',
  );
});

it('says why one is dropped, and cuts what is long', () => {
  const line = heldLine(planned('word '.repeat(20), { action: 'cancel', reason: 'started' }), ZONE);
  expect(line).toMatch(/ word… \(started\)$/);
  expect(line.length).toBeLessThan(110);
});

it('hides codes, in texts of either direction', () => {
  expect(heldLine(planned('398300 is your code', { action: 'send' }), ZONE)).not.toContain('398300');
  const text = { providerSid: 'SM1', from: '+27821234567', to: '+27600000001', body: '398 300', at, files: 0 };
  expect(missingLine(text, ZONE)).toBe('  Wed 25 Nov 19:30  +27•••4567  ******');
});

it('says how many files came with a text', () => {
  const text = { providerSid: 'SM1', from: '+27821234567', to: '+27600000001', body: 'look', at, files: 2 };
  expect(missingLine(text, ZONE)).toBe('  Wed 25 Nov 19:30  +27•••4567  look [2 files]');
});
