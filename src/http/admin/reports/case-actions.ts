import { acknowledgeCase } from '#src/actions/cases/acknowledge-case.ts';
import { redactCase } from '#src/actions/cases/redact-case.ts';
import { originOf } from '#src/http/admin/origin-of.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { findReport } from '#src/reports/find-report.ts';
import { acknowledgeBody, redactAnswer, redactBody, reportPath, wholeReport } from './schema.ts';
import { noSuchReport, presentWholeCase } from './whole-case.ts';

const TAG = 'Coordinators: reports';

const acknowledge = endpoint({
  operationId: 'acknowledgeReport',
  kind: 'write',
  method: 'post',
  path: '/admin/reports/:id/acknowledge',
  tag: TAG,
  summary: 'Take a case. The reporter and the other coordinators are told by text',
  access: 'coordinator',
  params: reportPath,
  body: acknowledgeBody,
  answers: { 200: { description: 'The case is yours.', schema: wholeReport } },
  problems: ['conflict'],
  handle: async ({ trx, settings, cause, user: coordinator, params, body }) => {
    const found = await findReport(trx, params.id);
    if (!found) return noSuchReport();
    const { caseNumber } = found;
    const taken = await acknowledgeCase(trx, settings, {
      cause,
      channel: 'api',
      caseNumber,
      coordinator,
      note: body.note,
    });
    switch (taken.outcome) {
      case 'noSuchCase':
        return noSuchReport();
      case 'alreadyTaken':
        return new Problem('conflict', `${taken.by.name} has already taken this case.`);
      default:
        return { status: 200, body: await presentWholeCase(trx, taken.report) };
    }
  },
});

const redact = endpoint({
  operationId: 'redactReport',
  kind: 'write',
  method: 'post',
  path: '/admin/reports/:id/redact',
  tag: TAG,
  summary: 'Remove what names a person from one case',
  access: 'coordinator',
  params: reportPath,
  body: redactBody,
  answers: {
    200: {
      description:
        '"Somebody" replaces the person in the message, the additions and the note. This cannot be undone. The audit says who did it, but not what was replaced.',
      schema: redactAnswer,
    },
  },
  problems: [],
  handle: async (call) => {
    const { trx, settings, params, body } = call;
    const who = 'user_id' in body ? { userId: body.user_id } : { words: body.words };
    const { actor, channel } = originOf(call);
    const done = await redactCase(trx, settings, { actor, channel, reportId: params.id, who });
    switch (done.outcome) {
      case 'noSuchCase':
        return noSuchReport();
      case 'noSuchUser':
        return new Problem('not_found', 'There is no such person, or they were erased. Give the words instead.');
      default:
        return { status: 200, body: { redacted: done.places, report: await presentWholeCase(trx, done.report) } };
    }
  },
});

export const caseEndpoints = [acknowledge, redact];
