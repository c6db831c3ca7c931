import { endpoint } from '#src/http/framework/endpoint.ts';
import { changeLanguage } from '#src/membership/change-language.ts';
import { renameMember } from '#src/membership/rename-member.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import { openCalendarFeed, revokeCalendarFeeds } from '#src/volunteers/sign-in/calendar-feed.ts';
import { presentMe } from './present.ts';
import { feedAnswer, meAnswer, meBody } from './schema.ts';

const TAG = 'Me';

const show = endpoint({
  operationId: 'showMe',
  kind: 'read',
  isOneSelect: true,
  isTimeless: true,
  method: 'get',
  path: '/me',
  tag: TAG,
  summary: 'Show my account',
  access: 'member',
  answers: { 200: { description: 'My account.', schema: meAnswer } },
  problems: [],
  handle: async ({ user }) => ({ status: 200, body: presentMe(user) }),
});

const change = endpoint({
  operationId: 'changeMe',
  kind: 'write',
  method: 'patch',
  path: '/me',
  tag: TAG,
  summary: 'Change my name, or the language of my texts',
  access: 'member',
  body: meBody,
  answers: { 200: { description: 'My account after the change.', schema: meAnswer } },
  problems: [],
  handle: async ({ trx, settings, user: { userId }, body: { name, language } }) => {
    const who = { userId, channel: 'api' } as const;
    if (name !== undefined) await renameMember(trx, settings.clock, { ...who, name });
    if (language !== undefined) await changeLanguage(trx, settings.clock, { ...who, language });
    return { status: 200, body: presentMe(await getUser(trx, userId)) };
  },
});

const openFeed = endpoint({
  operationId: 'openMyCalendar',
  kind: 'write',
  method: 'post',
  path: '/me/calendar',
  tag: TAG,
  summary: 'Create a private iCalendar URL for my shifts. The previous URL stops working',
  access: 'member',
  answers: { 201: { description: 'The URL. It is shown only once.', schema: feedAnswer } },
  problems: [],
  handle: async ({ trx, settings, services, user }) => {
    const token = await openCalendarFeed(trx, settings, user.userId);
    return { status: 201, body: { url: `${services.config.PUBLIC_URL}/calendar/${token}.ics` } };
  },
});

const revokeFeed = endpoint({
  operationId: 'revokeMyCalendar',
  kind: 'write',
  method: 'delete',
  path: '/me/calendar',
  tag: TAG,
  summary: 'Revoke my iCalendar URL',
  access: 'member',
  answers: { 204: { description: 'None of your calendar URLs works any more.' } },
  problems: [],
  handle: async ({ trx, settings, user }) => {
    await revokeCalendarFeeds(trx, settings.clock.now(), user.userId);
    return { status: 204 };
  },
});

export const meEndpoints = [show, change, openFeed, revokeFeed];
