import { describe, expect, it } from 'vitest';
import { inTransaction } from '#src/db/in-transaction.ts';
import { MINUTE, SECOND } from '#src/platform/duration.ts';
import { issueCode } from '#src/volunteers/sign-in/issue-code.ts';
import { proveCode } from '#src/volunteers/sign-in/prove-code.ts';
import { onBothDatabases } from '#test/support/databases.ts';
import { Newcomer } from '#test/support/newcomer.ts';

onBothDatabases((db, _kind, url) => {
  const outboxOf = ({ phone }: Newcomer) => db()('outbox').where({ identity: phone }).orderBy('outboxId');

  describe('a code by text', () => {
    it('is kept as an HMAC; its digits stand in the message that carries it and nowhere else', async () => {
      await using newcomer = new Newcomer(db(), url());
      await newcomer.askForCode();
      const row = await db()('one_time_codes').where({ phone: newcomer.phone }).first();
      expect(row.hmac).toMatch(/^[0-9a-f]{64}$/);
      expect(JSON.stringify(row)).not.toContain('482913');
      const carriers = await outboxOf(newcomer).whereLike('payload', '%482913%');
      expect(carriers).toMatchObject([{ messageType: 'otp', codeId: row.codeId }]);
    });

    it('makes the person, who did not exist before, and counts once', async () => {
      await using newcomer = new Newcomer(db(), url());
      await newcomer.askForCode();
      expect(await newcomer.user()).toBeUndefined();
      await newcomer.text('482913');
      expect(await newcomer.user()).toMatchObject({ name: 'Thandi Nkosi', role: 'volunteer', status: 'active' });
      expect(await newcomer.text('482913')).toContain('You are already a member');
    });

    it('survives a restart', async () => {
      await using newcomer = new Newcomer(db(), url());
      await newcomer.askForCode();
      await newcomer[Symbol.asyncDispose]();
      await newcomer.text('482913');
      expect(await newcomer.user()).toBeDefined();
    });

    it('lives ten minutes and no longer', async () => {
      await using newcomer = new Newcomer(db(), url());
      await newcomer.askForCode();
      newcomer.later(10 * MINUTE);
      expect(await newcomer.text('482913')).toContain('has expired');
      expect(await newcomer.user()).toBeUndefined();
    });

    it('ends with the fifth wrong try', async () => {
      await using newcomer = new Newcomer(db(), url());
      await newcomer.askForCode();
      for (const left of ['4 tries left', '3 tries left', '2 tries left', '1 try left', 'the code no longer works']) {
        expect(await newcomer.text('000000')).toContain(left);
      }
      expect(await newcomer.text('482913')).toContain('the code no longer works');
      expect(await newcomer.user()).toBeUndefined();
    });

    it('is sent three times in ten minutes, whatever restarts between', async () => {
      await using newcomer = new Newcomer(db(), url());
      await newcomer.askForCode();
      newcomer.later(4 * MINUTE);
      await newcomer.text('code');
      expect(await newcomer.text('code')).toContain('703648');
      await newcomer[Symbol.asyncDispose]();
      expect(await newcomer.text('code')).toContain(
        'The last one still works. For another one, text CODE after 19:15.',
      );
      newcomer.later(6 * MINUTE - SECOND);
      expect(await newcomer.text('code')).toContain('text CODE after 19:15.');
      newcomer.later(SECOND);
      expect(await newcomer.text('code')).toContain('158264');
    });

    it('makes a coordinator of a number that is configured as one, even where others wait', async () => {
      const env = (phone: string) => ({ JOIN_POLICY: 'approval', COORDINATOR_PHONES: phone.replace('+27', '0') });
      await using newcomer = new Newcomer(db(), url(), env);
      await newcomer.askForCode();
      await newcomer.text('482913');
      expect(await newcomer.user()).toMatchObject({ role: 'coordinator', status: 'active' });
    });
  });

  describe('the digits of a code are erased', () => {
    const spellings = [
      '482913',
      '482 913',
      '482-913',
      '482  913',
      '4 8 2 9 1 3',
      '482–913',
      'my code is 482913.',
      '４８２９１３',
    ];
    it.each(spellings)('once it is used: %s', async (typed) => {
      await using newcomer = new Newcomer(db(), url());
      await newcomer.askForCode();
      await newcomer.text(typed);
      expect(await newcomer.user()).toBeDefined();
      expect(await newcomer.kept()).not.toMatch(/4\D{0,3}8\D{0,3}2\D{0,3}9\D{0,3}1\D{0,3}3|４８２９１３/);
    });

    it('once it is replaced; a message with it that has not left never will', async () => {
      await using newcomer = new Newcomer(db(), url());
      await newcomer.text('hi');
      await newcomer.textUnanswered('Thandi Nkosi');
      await newcomer.textUnanswered('code');
      expect(await newcomer.kept()).not.toContain('482913');
      const codes = await outboxOf(newcomer).where({ messageType: 'otp' });
      expect(codes).toMatchObject([{ status: 'cancelled', error: 'code replaced' }, { status: 'queued' }]);
      await newcomer.text('code');
      expect(newcomer.received.filter((body) => body.includes('is your Night Owls code'))).toHaveLength(1);
    });

    it('once it has expired, and again when it is texted later', async () => {
      await using newcomer = new Newcomer(db(), url());
      await newcomer.askForCode();
      newcomer.later(10 * MINUTE);
      await (await newcomer.services()).timers.runDue();
      expect(await newcomer.kept()).not.toContain('482913');
      await newcomer.text('482913');
      expect(await newcomer.kept()).not.toContain('482913');
    });

    it('once it is spent, and the wrong ones with it', async () => {
      await using newcomer = new Newcomer(db(), url());
      await newcomer.askForCode();
      for (const last of [4, 5, 6, 7, 8]) await newcomer.text(`48291${last}`);
      expect(await newcomer.kept()).not.toContain('48291');
    });
  });

  it('codes by text and for the API are apart: neither uses up, ends or proves the other', async () => {
    await using newcomer = new Newcomer(db(), url());
    await newcomer.askForCode();
    const { settings } = await newcomer.services();
    const owner = { phone: newcomer.phone, purpose: 'api', askedFrom: '203.0.113.7' } as const;
    const issue = () => inTransaction(db(), (trx) => issueCode(trx, settings, owner));
    const prove = (code: string) => inTransaction(db(), (trx) => proveCode(trx, settings, { ...owner, code }));
    for (const code of ['591027', '703648', '158264']) expect(await issue()).toMatchObject({ code });
    expect(await issue()).toMatchObject({ outcome: 'tooManySends' });
    expect(await prove('482913')).toEqual({ outcome: 'wrong', triesLeft: 4 });
    expect(await newcomer.text('158264')).toContain('4 tries left');
    for (const _ of [3, 2, 1]) await prove('000000');
    expect(await prove('000000')).toMatchObject({ outcome: 'spent' });
    await newcomer.text('482913');
    expect(await newcomer.user()).toBeDefined();
  });
});
