import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeToPerson } from '#src/actions/messages/write-to-person.ts';
import { beginRecording } from '#src/simulator/recording/begin-recording.ts';
import { saveTranscript } from '#src/simulator/recording/save-transcript.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { at } from '#test/support/build-roster.ts';
import { LARGE_TEST_KINDS, onDatabases } from '#test/support/databases.ts';
import { RecordedSession } from '#test/support/recorded-session.ts';
import { rewindable } from '#test/support/rewind-database.ts';
import { playTranscript } from '#test/support/transcript/play-transcript.ts';

const START = at('2026-11-27T19:00');
const [ANN, THANDI] = ['+27825550100', '+27821234567'] as const;

onDatabases(LARGE_TEST_KINDS, (database, _, url) => {
  let folder = '';
  let rewind: () => Promise<void>;
  beforeAll(async () => {
    rewind = await rewindable(database());
  });
  beforeEach(async () => {
    await rewind();
    folder = mkdtempSync(join(tmpdir(), 'watchline-saved-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (env: Record<string, string> = {}) =>
    RecordedSession.open({ databaseUrl: url(), db: database(), folder, start: START, env });
  const files = () => readdirSync(folder).filter((name) => name.endsWith('.md'));

  async function joinWatch(session: RecordedSession, phone: string, name: string): Promise<void> {
    for (const words of ['hello', name]) {
      await session.text(phone, words);
      await session.settle();
    }
    await session.text(phone, session.services.journal?.given.codes.at(-1) ?? '');
    await session.settle();
  }

  describe('a session that is saved', () => {
    it('gets the next free number, and never takes the place of another file', async () => {
      writeFileSync(join(folder, '115-before.md'), '');
      writeFileSync(join(folder, 'README.md'), '');
      await using session = await open();
      await session.text(ANN, 'hello');
      const names = [];
      for (const title of ['Joining: Ünal & co!', 'Joining: Ünal & co!', 'Добрый вечер']) {
        const saved = await session.save(title, [ANN]);
        names.push(saved.outcome === 'saved' && saved.name);
      }
      expect(names).toEqual(['116-joining-unal-co.md', '117-joining-unal-co.md', '118-conversation.md']);
      expect(readFileSync(join(folder, '115-before.md'), 'utf8')).toBe('');
      expect(readFileSync(join(folder, '118-conversation.md'), 'utf8')).toMatch(/^# Добрый вечер\n/);
    });

    it('never leaves its folder, whatever its title is', async () => {
      const inner = join(folder, 'inner');
      mkdirSync(inner);
      await using session = await open();
      await session.text(ANN, 'hello');
      for (const title of ['../../etc/passwd', '..\\..\\a', '/etc/x\u0000.md', 'a\n../b']) {
        const saved = await saveTranscript(session.services, { title, phones: [ANN] }, inner);
        expect(saved).toMatchObject({ outcome: 'saved', name: expect.stringMatching(/^\d+-[a-z0-9-]+\.md$/) });
      }
      expect(files()).toEqual([]);
      expect(readdirSync(inner)).toHaveLength(4);
    });

    it('passes, with another policy, name and coordinator, and fails if a word of it is changed', async () => {
      await using session = await open({
        JOIN_POLICY: 'approval',
        COORDINATOR_PHONES: ANN,
        WATCH_NAME: 'Day Owls',
        CODE_LIFETIME_MINUTES: '5',
      });
      await joinWatch(session, ANN, 'Ann Botha');
      await joinWatch(session, THANDI, 'Thandi Nkosi');
      const [message] = (await session.received(THANDI)).slice(-1);
      await session.report(message?.providerSid ?? '', 'undelivered', '30003');
      const saved = await session.save('With other settings', [ANN]);
      if (saved.outcome !== 'saved') throw new Error(saved.reason);
      const transcript = readFileSync(saved.path, 'utf8');
      expect(transcript).toContain('\nWATCH_NAME is Day Owls\n');
      expect(transcript).toContain('\nCODE_LIFETIME_MINUTES is 5\n');
      expect(transcript).toContain('\nThandi Nkosi did not get the last text (30003)\n');
      await rewind();
      await playTranscript(transcript, { url: url(), db: database() });
      await rewind();
      const changed = transcript.replace('within 5 minutes', 'within 6 minutes');
      await expect(playTranscript(changed, { url: url(), db: database() })).rejects.toThrow(/to Ann Botha/);
    });

    it('passes if somebody who gets no more texts texts twice, and the second time starts them again', async () => {
      await using session = await open();
      for (const words of ['hello', 'STOP', 'hi?', 'START']) {
        await session.text(THANDI, words);
        await session.settle();
      }
      const saved = await session.save('Stop and start', [THANDI]);
      if (saved.outcome !== 'saved') throw new Error(saved.reason);
      await rewind();
      await playTranscript(readFileSync(saved.path, 'utf8'), { url: url(), db: database() });
    });
  });

  describe('a session is refused', () => {
    const refusal = async (session: RecordedSession, title = 'A title') => {
      const saved = await session.save(title, [ANN]);
      expect(files()).toEqual([]);
      return saved.outcome === 'refused' ? saved.reason : saved.outcome;
    };

    it('without a title, or without a text', async () => {
      await using session = await open();
      expect(await refusal(session)).toBe('nothingRecorded');
      await session.text(ANN, 'hello');
      expect(await refusal(session, '  -- ')).toBe('badTitle');
      expect(await refusal(session, 'x'.repeat(81))).toBe('badTitle');
    });

    it('where there are no tests, or they may not be changed', async () => {
      await using session = await open();
      await session.text(ANN, 'hello');
      const request = { title: 'A title', phones: [ANN] };
      const absent = join(folder, 'absent');
      expect(await saveTranscript(session.services, request, absent)).toMatchObject({ reason: 'noFolder' });
      const file = join(folder, 'outbox.log');
      expect(await saveTranscript(session.services, request, file)).toMatchObject({ reason: 'notWritable' });
    });

    it('of a watch that had people when the service started', async () => {
      {
        await using session = await open();
        await session.text(ANN, 'hello');
        await session.settle();
      }
      await using restarted = await open();
      await restarted.text(ANN, 'Ann Botha');
      expect(await refusal(restarted)).toBe('otherWatch');
    });

    it('if a coordinator did something through the API', async () => {
      await using session = await open({ COORDINATOR_PHONES: ANN });
      await joinWatch(session, ANN, 'Ann Botha');
      await session.services.transact(async (trx) => {
        const coordinator = await findUserByPhone(trx, ANN);
        if (!coordinator) throw new Error('nobody joined');
        const origin = { cause: 'api:1', channel: 'api', coordinator } as const;
        await writeToPerson(trx, session.services.settings, { ...origin, identity: THANDI, words: 'Hello' });
      });
      expect(await refusal(session)).toBe('changedElsewhere');
    });

    it('if its words are erased', async () => {
      await using session = await open();
      await joinWatch(session, ANN, 'Ann Botha');
      await database()('outbox').where({ identity: ANN }).update({ payload: '' });
      expect(await refusal(session)).toBe('wordsErased');
    });

    it('if a text came while the clock was moving', async () => {
      await using session = await open();
      const { journal } = session.services;
      await session.text(ANN, 'hello');
      await session.settle();
      await journal?.noteMove(START, () => session.text(ANN, 'Ann Botha'));
      expect(await refusal(session)).toBe('textWhileClockMoved');
    });

    it('if a code may have been erased before it was read', async () => {
      await using session = await open();
      await session.text(ANN, 'hello');
      await session.settle();
      await session.text(ANN, '482913');
      await session.settle();
      // as if it had come before the text before was handled
      await database()('inbox')
        .where({ body: 'hello' })
        .update({ handledAt: at('2026-11-27T20:00') });
      expect(await refusal(session)).toBe('codeTooSoon');
    });

    it('if a setting does not fit in a line', async () => {
      await using session = await open({ EMERGENCY_NUMBER: '10\n111' });
      await session.text(ANN, 'hello');
      expect(await refusal(session)).toBe('settingUnwritable');
    });
  });

  it('begins anew, with what was there before', async () => {
    await using session = await open();
    await joinWatch(session, ANN, 'Ann Botha');
    const { journal, read } = session.services;
    if (!journal) throw new Error('nothing is noted');
    await read((trx) => beginRecording(trx, journal, START));
    await session.text(ANN, 'my');
    const saved = await session.save('Later', [ANN, THANDI]);
    if (saved.outcome !== 'saved') throw new Error(saved.reason);
    const transcript = readFileSync(saved.path, 'utf8');
    expect(transcript).toContain(
      'Ann Botha is in the demo watch, +27825550100\nSomebody is nobody yet, +27821234567\n',
    );
    expect(transcript).toContain('\nAnn Botha > my\n');
    expect(transcript).not.toContain('> hello');
    expect(transcript).not.toContain('next codes');
  });
});
