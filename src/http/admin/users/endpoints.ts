import { changeMember } from '#src/actions/members/change-member.ts';
import { enrolMember, markAsLeft } from '#src/actions/members/coordinate-members.ts';
import { exportPerson } from '#src/actions/members/export-person.ts';
import { forgetPerson } from '#src/actions/members/forget-person.ts';
import { originOf } from '#src/http/admin/origin-of.ts';
import { endpoint } from '#src/http/framework/endpoint.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { readIdCursor, toPage } from '#src/http/framework/values/paging.ts';
import { readMobile } from '#src/http/framework/values/read-mobile.ts';
import { findUser } from '#src/volunteers/people/find-user.ts';
import { listUsers } from '#src/volunteers/people/list-users.ts';
import { personAnswer } from './export-schema.ts';
import { presentUser } from './present.ts';
import { noSuchUser, phoneTaken, refusal } from './problems.ts';
import { changeUserBody, createUserBody, userAnswer, userParams, usersAnswer, usersQuery } from './schema.ts';

const TAG = 'Coordinators: users';

const list = endpoint({
  operationId: 'listUsers',
  method: 'get',
  path: '/admin/users',
  tag: TAG,
  summary: 'Everybody who ever was on the watch',
  access: 'coordinator',
  query: usersQuery,
  answers: { 200: { description: 'By id, a page at a time.', schema: usersAnswer } },
  problems: [],
  handle: async ({ trx, query }) => {
    const { cursor, ...filter } = query;
    const found = await listUsers(trx, { ...filter, afterId: readIdCursor(cursor) });
    const { limit } = query;
    return { status: 200, body: toPage(found, { limit, keyOf: ({ userId }) => [userId], present: presentUser }) };
  },
});

const show = endpoint({
  operationId: 'showUser',
  method: 'get',
  path: '/admin/users/:id',
  tag: TAG,
  summary: 'One person',
  access: 'coordinator',
  params: userParams,
  answers: { 200: { description: 'The person.', schema: userAnswer } },
  problems: [],
  handle: async ({ trx, params }) => {
    const user = await findUser(trx, params.id);
    return user ? { status: 200, body: presentUser(user) } : noSuchUser();
  },
});

const create = endpoint({
  operationId: 'createUser',
  method: 'post',
  path: '/admin/users',
  tag: TAG,
  summary: 'Enter somebody, who is told by text',
  access: 'coordinator',
  body: createUserBody,
  isRepeatable: true,
  answers: { 201: { description: 'Active at once; the number is not proved yet.', schema: userAnswer } },
  problems: ['conflict'],
  handle: async (call) => {
    const { trx, settings, body } = call;
    const phone = readMobile(settings, 'body.phone', body.phone);
    const added = await enrolMember(trx, settings, { ...originOf(call), ...body, phone });
    if (added.outcome === 'phoneTaken') throw phoneTaken(added.by);
    return { status: 201, body: presentUser(added.user) };
  },
});

const change = endpoint({
  operationId: 'changeUser',
  method: 'patch',
  path: '/admin/users/:id',
  tag: TAG,
  summary: 'Admit, suspend, or change role, name or number',
  access: 'coordinator',
  params: userParams,
  body: changeUserBody,
  answers: { 200: { description: 'All of it is changed, and the people concerned are told.', schema: userAnswer } },
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
        throw noSuchUser();
      case 'phoneTaken':
        throw phoneTaken(changed.by);
      case 'oneself':
        throw new Problem('conflict', 'You can not suspend yourself: ask another coordinator.');
      default:
        throw refusal(changed.outcome);
    }
  },
});

const leave = endpoint({
  operationId: 'markUserAsLeft',
  method: 'post',
  path: '/admin/users/:id/leave',
  tag: TAG,
  summary: 'Mark somebody as gone for good',
  access: 'coordinator',
  params: userParams,
  answers: {
    200: {
      description: 'Shifts ahead are freed and their people told; tokens and calendar feeds end; the number is free.',
      schema: userAnswer,
    },
  },
  problems: ['conflict'],
  handle: async (call) => {
    const { trx, settings, params } = call;
    if (!(await findUser(trx, params.id))) throw noSuchUser();
    const gone = await markAsLeft(trx, settings, { ...originOf(call), userId: params.id });
    if (gone.outcome !== 'left') throw refusal(gone.outcome);
    return { status: 200, body: presentUser(gone.user) };
  },
});

const forget = endpoint({
  operationId: 'forgetUser',
  method: 'post',
  path: '/admin/users/:id/forget',
  tag: TAG,
  summary: 'Forget somebody for good',
  access: 'coordinator',
  params: userParams,
  answers: {
    200: {
      description:
        'Name, number, texts, photos and places are erased; shifts and cases stay, of nobody. STOP and a refusal still hold. Again: nothing more happens.',
      schema: userAnswer,
    },
  },
  problems: ['conflict'],
  handle: async (call) => {
    const { trx, settings, params } = call;
    if (!(await findUser(trx, params.id))) throw noSuchUser();
    const done = await forgetPerson(trx, settings, { ...originOf(call), userId: params.id });
    if (done.outcome === 'lastCoordinator') throw refusal(done.outcome);
    return { status: 200, body: presentUser(done.user) };
  },
});

const exportAll = endpoint({
  operationId: 'exportUser',
  method: 'get',
  path: '/admin/users/:id/export',
  tag: TAG,
  summary: 'All that is stored about somebody, to be handed to them',
  access: 'coordinator',
  params: userParams,
  answers: { 200: { description: 'Who asked for it is in the audit.', schema: personAnswer } },
  problems: [],
  handle: async (call) => {
    const { trx, settings, params } = call;
    const body = await exportPerson(trx, settings, { ...originOf(call), userId: params.id });
    return body ? { status: 200, body } : noSuchUser();
  },
});

export const adminUserEndpoints = [list, show, create, change, leave, forget, exportAll];
