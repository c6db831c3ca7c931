import { describe, expect, it } from 'vitest';
import { movableClock } from '#src/platform/clock.ts';
import { randomIds } from '#src/platform/ids.ts';
import { createJournal } from '#src/simulator/recording/journal.ts';

const START = new Date('2026-11-27T19:00:00Z');
const TEXT = { providerSid: 'SM1', from: '+27821234567', to: '+27600000000', channel: 'sms', raw: '{}' } as const;
const clockAt = () => ({ now: () => START });

describe('the journal', () => {
  it('keeps the order in which things were done, with the time of the watch', async () => {
    const clock = movableClock(START);
    const journal = createJournal(clock);
    const target = new Date('2026-11-27T21:50:00Z');
    journal.noteText({ ...TEXT, body: 'hello', attachments: [] });
    await journal.noteMove(target, async () => clock.moveTo(target));
    await journal.noteReport({ providerSid: 'SM2', status: 'undelivered' }, async () => {});
    expect(journal.entries.map(({ kind }) => kind)).toEqual(['text', 'move', 'report']);
    const [text, move, report] = journal.entries;
    expect(text?.at.getTime()).toBeLessThan(target.getTime());
    expect(move).toMatchObject({ to: target, endedAt: expect.any(Date) });
    expect(report?.at.getTime()).toBeGreaterThanOrEqual(target.getTime());
  });

  it('says that something has begun and not ended', () => {
    const journal = createJournal(clockAt());
    void journal.noteMove(START, () => new Promise<void>(() => {}));
    expect(journal.entries[0]).toMatchObject({ kind: 'move', endedAt: undefined });
  });

  it('keeps what was given, and draws nothing by itself', () => {
    const journal = createJournal(clockAt());
    const refs = ['P8', 'T2'];
    const ids = journal.noteIds({ ...randomIds, ref: () => refs.shift() ?? '', oneTimeCode: () => '482913' });
    expect([ids.ref(2), ids.oneTimeCode(), ids.ref(2)]).toEqual(['P8', '482913', 'T2']);
    ids.onRefGiven?.('T2');
    expect(journal.given).toEqual({ refs: ['T2'], codes: ['482913'], digits: [] });
  });

  it('says that it is full, and does not grow any more', () => {
    const journal = createJournal(clockAt());
    for (let index = 0; index < 2_001; index += 1) journal.noteText({ ...TEXT, body: `${index}`, attachments: [] });
    expect(journal.isFull).toBe(true);
    expect(journal.entries).toHaveLength(2_000);
    const lastIds = { inboxId: 0, outboxId: 0, auditEventId: 0, codeId: 0 };
    journal.begin({ start: { kind: 'new' }, lastIds, members: [], timersEndedUntil: undefined });
    expect(journal.isFull).toBe(false);
    expect(journal.entries).toEqual([]);
  });
});
