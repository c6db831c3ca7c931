import { exportPerson, readExport } from '#src/actions/members/export-person.ts';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { markAsLeft } from '#src/actions/members/mark-as-left.ts';
import { originOf } from '#src/http/admin/origin-of.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { streamJsonObject } from '#src/http/framework/values/json-stream.ts';
import type { JsonField } from '#src/platform/json-object.ts';
import type { PersonField } from '#src/privacy/export/person-data.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import { personAnswer } from './export-schema.ts';
import { presentUser } from './present.ts';
import { noSuchUser, refusal } from './problems.ts';
import { userAnswer, userParams } from './schema.ts';

const TAG = 'Coordinators: users';

const leave = endpoint({
  operationId: 'markUserAsLeft',
  kind: 'write',
  method: 'post',
  path: '/admin/users/:id/leave',
  tag: TAG,
  summary: 'Mark a person as having left',
  access: 'coordinator',
  params: userParams,
  isRepeatable: true,
  answers: {
    200: {
      description:
        'Their future bookings are dropped, and the other people of these are told. Their tokens and calendar URLs end. Their number is free.',
      schema: userAnswer,
    },
  },
  problems: ['conflict'],
  handle: async (call) => {
    const { trx, settings, params } = call;
    if (!(await findUser(trx, params.id))) return noSuchUser();
    const gone = await markAsLeft(trx, settings, { ...originOf(call), userId: params.id });
    if (gone.outcome !== 'left') return refusal(gone.outcome);
    return { status: 200, body: presentUser(gone.user) };
  },
});

const forget = endpoint({
  operationId: 'forgetUser',
  kind: 'write',
  method: 'post',
  path: '/admin/users/:id/forget',
  tag: TAG,
  summary: 'Erase a person',
  access: 'coordinator',
  needsFreshProof: () => true,
  params: userParams,
  isRepeatable: true,
  answers: {
    200: {
      description:
        'Rights, name and number are erased. Texts, photos and places are erased within the hour. Bookings and cases stay, without a name. An opt-out or a refusal stays in force. A repeat changes nothing.',
      schema: userAnswer,
    },
  },
  problems: ['conflict'],
  handle: async (call) => {
    const { trx, settings, params } = call;
    if (!(await findUser(trx, params.id))) return noSuchUser();
    const done = await forgetPerson(trx, settings, { ...originOf(call), userId: params.id });
    if (done.outcome === 'lastCoordinator') return refusal(done.outcome);
    return { status: 200, body: presentUser(done.user) };
  },
});

const exportAll = endpoint({
  operationId: 'exportUser',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/users/:id/export',
  tag: TAG,
  summary: 'Export everything that we store about a person',
  access: 'coordinator',
  needsFreshProof: () => true,
  params: userParams,
  answers: {
    200: {
      description: 'The export. The audit says who asked for it.',
      mediaType: 'application/json',
      schema: personAnswer,
    },
  },
  problems: ['conflict'],
  handle: async (call) => {
    const { trx, services, settings, params } = call;
    const exported = await exportPerson(trx, { ...originOf(call), userId: params.id });
    const { outcome } = exported;
    if (outcome !== 'exported') return outcome === 'noSuchUser' ? noSuchUser() : refusal(outcome);
    const fields = services.stream((snapshot) => readExport(snapshot, settings, params.id));
    return { status: 200, body: streamJsonObject(checked(fields)), audit: exported.audit };
  },
});

/** Compares each part with the schema. */
async function* checked(fields: AsyncIterable<PersonField>): AsyncGenerator<JsonField> {
  const { shape } = personAnswer;
  for await (const field of fields) {
    const { name } = field;
    if ('items' in field) yield { name, items: shape[name].parse(field.items) as unknown[] };
    else yield { name, value: shape[name].parse(field.value) };
  }
}

export const leavingEndpoints = [leave, forget, exportAll];
