import { expect, it } from 'vitest';
import { createInbox } from '#src/messaging/inbox/inbox.ts';
import { eraseAtProvider } from '#src/messaging/media/erase-at-provider.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothDatabases } from '#test/support/databases.ts';

const clock = { now: () => new Date('2026-11-27T20:00:00Z') };

onBothDatabases((database) => {
  it('files that we do not keep, and files whose words we read, are erased at the provider and never fetched', async () => {
    const db = database();
    await buildVolunteer(db, { phone: '+27821234567' });
    const inbox = createInbox(db, { clock, secret: 'a secret of this test, 32 letters long' });
    const file = (name: string, contentType: string) =>
      ({ kind: 'photo', url: `https://api.twilio.com/${name}`, contentType }) as const;
    const { inboxId } = await inbox.receive({
      ...{ providerSid: 'SM1', from: '+27821234567', to: '+27600000001', channel: 'sms', body: 'hi', raw: '{}' },
      attachments: [file('photo', 'image/jpeg'), file('pdf', 'application/pdf')],
      readFiles: [file('words', 'text/plain')],
    });
    const removed: string[] = [];
    const remover = {
      remove: async (url: string) => {
        removed.push(url);
        return 'gone' as const;
      },
    };
    expect(await eraseAtProvider({ db, clock, remover })).toBe(2);
    expect(removed.sort()).toEqual(['https://api.twilio.com/pdf', 'https://api.twilio.com/words']);
    expect(await db('media').where({ inboxId }).orderBy('position').select('position', 'status', 'url')).toEqual([
      { position: 0, status: 'queued', url: 'https://api.twilio.com/photo' },
      { position: 1, status: 'erased', url: null },
      { position: 2, status: 'erased', url: null },
    ]);
  });

  it('a text whose only file was read is stored with it', async () => {
    const db = database();
    const inbox = createInbox(db, { clock, secret: 'a secret of this test, 32 letters long' });
    const text = { from: '+27821234567', to: '+27600000001', channel: 'sms', raw: '{}', attachments: [] } as const;
    await inbox.receive({ ...text, attachments: [], providerSid: 'SM2', body: 'hi' });
    const readFiles = [{ kind: 'photo', url: 'https://api.twilio.com/words', contentType: 'text/plain' } as const];
    const { inboxId } = await inbox.receive({
      ...text,
      attachments: [],
      providerSid: 'SM3',
      body: 'two men',
      readFiles,
    });
    expect(await db('media').where({ inboxId }).pluck('status')).toEqual(['erased']);
  });
});
