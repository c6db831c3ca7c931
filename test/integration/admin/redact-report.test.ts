import { expect, it } from 'vitest';
import { asCoordinator, codeOf, REFUSED, refusals } from '#test/support/admin.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { textIn } from '#test/support/text-in.ts';

const JOSEPH = '+27835550103';
const REPORTER = '+27821239876';

interface Redaction {
  redacted: number;
  report: { message: string; acknowledged_note: string | null; additions: { words: string | null }[] };
}

asCoordinator((world) => {
  const redact = (id: number, body: unknown) => world().ask('POST', `/admin/reports/${id}/redact`, body);

  async function fileCase() {
    const { api } = world();
    const reporter = await buildVolunteer(api.db, { name: 'Sipho Mokoena', phone: REPORTER });
    await textIn(api.services, REPORTER, 'report 1 Joseph Dube and two men at the gate, phone 083 555 0103');
    await textIn(api.services, REPORTER, 'joseph dube left, JOSEPH D is back, josephine stays');
    const [{ reportId }] = await api.db('reports').where({ userId: reporter.userId });
    await world().ask('POST', `/admin/reports/${reportId}/acknowledge`, { note: 'I know Joseph Dube (+27835550103)' });
    return Number(reportId);
  }

  const wordsOf = ({ report }: Redaction) => [
    report.message,
    ...report.additions.map(({ words }) => words),
    report.acknowledged_note,
  ];

  it('redacts a member in the message, the additions and the note, and audits who did it', async () => {
    const { api, ann } = world();
    const { userId } = await buildVolunteer(api.db, { name: 'Joseph Dube', phone: JOSEPH });
    const id = await fileCase();
    const other = await fileOther();
    const { status, body } = await redact(id, { user_id: userId });
    expect(status).toBe(200);
    expect((body as Redaction).redacted).toBe(3);
    expect(wordsOf(body as Redaction)).toEqual([
      'Somebody and two men at the gate, phone Somebody',
      'Somebody left, Somebody is back, josephine stays',
      'I know Somebody (Somebody)',
    ]);
    const audit = await api
      .db('audit_events')
      .where({ subject: `report:${id}` })
      .orderBy('auditEventId');
    expect(audit.map(({ action, actorUserId }) => [action, actorUserId])).toEqual([
      ['report.acknowledge', ann.userId],
      ['report.redact', ann.userId],
    ]);
    expect(JSON.parse(audit[1].after)).toEqual({ places: 3, user_id: userId });
    expect(JSON.stringify(audit)).not.toMatch(/joseph|5550103/i);
    // no other case
    expect(await api.db('reports').where({ reportId: other }).pluck('message')).toEqual(['Joseph Dube again']);
  });

  async function fileOther(): Promise<number> {
    const { api } = world();
    const [row] = await api
      .db('reports')
      .insert({
        caseNumber: 9_001,
        reporterIdentity: JOSEPH,
        severity: 1,
        message: 'Joseph Dube again',
        createdAt: api.clock.now(),
      })
      .returning('reportId');
    return row.reportId;
  }

  it('redacts exactly these words, or a number in any spelling', async () => {
    const id = await fileCase();
    const named = (await redact(id, { words: ' two MEN ' })).body as Redaction;
    expect(named).toMatchObject({ redacted: 1 });
    expect(named.report.message).toBe('Joseph Dube and Somebody at the gate, phone 083 555 0103');
    const numbered = (await redact(id, { words: '+27 83-555-0103' })).body as Redaction;
    expect(numbered).toMatchObject({ redacted: 2 });
    expect(numbered.report.message).toBe('Joseph Dube and Somebody at the gate, phone Somebody');
    expect(numbered.report.acknowledged_note).toBe('I know Joseph Dube (Somebody)');
    const { api } = world();
    expect(JSON.stringify(await api.db('audit_events').where({ action: 'report.redact' }))).not.toMatch(/men|5550103/i);
  });

  it('changes nothing the second time, and says so', async () => {
    const id = await fileCase();
    await redact(id, { words: 'two men' });
    const again = await redact(id, { words: 'two men' });
    expect(again).toMatchObject({ status: 200, body: { redacted: 0 } });
    expect(await world().api.db('audit_events').where({ action: 'report.redact' })).toHaveLength(1);
  });

  it('finds no missing case or person, and accepts only one way to name a person', async () => {
    const { ann } = world();
    const id = await fileCase();
    expect(await redact(99_999, { words: 'two men' })).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await redact(id, { user_id: 99_999 })).toMatchObject({ status: 404, body: { code: 'not_found' } });
    for (const body of [
      {},
      { words: '.' },
      { words: '..' },
      { user_id: ann.userId, words: 'two men' },
      { user_id: 0 },
    ]) {
      const answer = await redact(id, body);
      expect([answer.status, codeOf(answer)], JSON.stringify(body)).toEqual([400, 'validation_failed']);
    }
    const message = await world().api.db('reports').where({ reportId: id }).pluck('message');
    expect(message).toEqual(['Joseph Dube and two men at the gate, phone 083 555 0103']);
  });

  it('is for coordinators', async () => {
    const knock = { method: 'POST', path: '/admin/reports/1/redact', body: { words: 'two men' } };
    expect(await refusals(world(), [knock])).toEqual([REFUSED]);
  });
});
