import { changeMember } from '#src/actions/members/change-member.ts';
import { enrolMember } from '#src/actions/members/enrol-member.ts';
import { originOf } from '#src/http/admin/origin-of.ts';
import { readBy } from '#src/http/admin/read-by.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import { readMobile } from '#src/http/framework/values/read-mobile.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import { listUsers } from '#src/volunteers/people/list-users.ts';
import { presentUser } from './present.ts';
import { noSuchUser, phoneTaken, refusal } from './problems.ts';
import { changeUserBody, createUserBody, userAnswer, userParams, usersAnswer, usersQuery } from './schema.ts';

const TAG = 'Coordinators: users';

const list = endpoint({
  operationId: 'listUsers',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/users',
  tag: TAG,
  summary: 'List all people, past and present',
  access: 'coordinator',
  query: usersQuery,
  answers: { 200: { description: 'One page, by id.', schema: usersAnswer } },
  problems: [],
  handle: async (call) => {
    const { limit, cursor, ...filter } = call.query;
    const found = await listUsers(call.trx, { ...filter, limit, afterId: readIdCursor(cursor) });
    const body = toPage(found, { limit, keyOf: ({ userId }) => [userId], present: presentUser });
    return { status: 200, body, ...readBy(call, 'users.read', 'users:all') };
  },
});

const show = endpoint({
  operationId: 'showUser',
  kind: 'auditedRead',
  method: 'get',
  path: '/admin/users/:id',
  tag: TAG,
  summary: 'Show a person',
  access: 'coordinator',
  params: userParams,
  answers: { 200: { description: 'The person.', schema: userAnswer } },
  problems: [],
  handle: async (call) => {
    const user = await findUser(call.trx, call.params.id);
    if (!user) return noSuchUser();
    return { status: 200, body: presentUser(user), ...readBy(call, 'user.read', `user:${user.userId}`) };
  },
});

const create = endpoint({
  operationId: 'createUser',
  kind: 'write',
  method: 'post',
  path: '/admin/users',
  tag: TAG,
  summary: 'Add a person, who is told by text',
  access: 'coordinator',
  body: createUserBody,
  needsFreshProof: ({ role }) => role === 'coordinator',
  isRepeatable: true,
  answers: {
    201: {
      description: 'The person. They are active at once, and their number is not proved yet.',
      schema: userAnswer,
    },
  },
  problems: ['conflict'],
  handle: async (call) => {
    const { trx, settings, body } = call;
    const phone = readMobile(settings, 'body.phone', body.phone);
    const added = await enrolMember(trx, settings, { ...originOf(call), ...body, phone });
    if (added.outcome === 'phoneTaken') return phoneTaken(added.by);
    return { status: 201, body: presentUser(added.user) };
  },
});

const change = endpoint({
  operationId: 'changeUser',
  kind: 'write',
  method: 'patch',
  path: '/admin/users/:id',
  tag: TAG,
  summary: 'Admit or suspend a person, or change their role, name or number',
  access: 'coordinator',
  params: userParams,
  body: changeUserBody,
  needsFreshProof: ({ role, phone }) => role === 'coordinator' || phone !== undefined,
  answers: {
    200: { description: 'The person after all changes. The people concerned are told by text.', schema: userAnswer },
  },
  problems: ['conflict'],
  handle: async (call) => {
    const { trx, settings, params, body } = call;
    const phone = body.phone === undefined ? undefined : readMobile(settings, 'body.phone', body.phone);
    const request = { ...originOf(call), userId: params.id, change: { ...body, phone } };
    const changed = await changeMember(trx, settings, request);
    switch (changed.outcome) {
      case 'changed':
        return { status: 200, body: presentUser(changed.user) };
      case 'noSuchUser':
        return noSuchUser();
      case 'phoneTaken':
        return phoneTaken(changed.by);
      case 'oneself':
        return new Problem('conflict', 'You cannot suspend yourself. Ask another coordinator.');
      default:
        return refusal(changed.outcome);
    }
  },
});

export const adminUserEndpoints = [list, show, create, change];
