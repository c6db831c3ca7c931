import { receivedJson } from './received.ts';
import type { State, TakenMessage } from './state.ts';

/** A message as the API shows it. */
export function messageJson({ accountSid }: Pick<State, 'accountSid'>, message: TakenMessage) {
  const created = message.createdAt.toUTCString();
  return {
    sid: message.sid,
    account_sid: accountSid,
    to: message.to,
    from: message.from,
    body: message.body,
    status: message.status,
    direction: 'outbound-api',
    date_created: created,
    date_updated: created,
    date_sent: message.status === 'queued' ? null : created,
    error_code: message.errorCode ?? null,
    error_message: null,
    num_media: '0',
    num_segments: '1',
    price: null,
    price_unit: 'USD',
    api_version: '2010-04-01',
    messaging_service_sid: null,
    uri: `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}.json`,
    subresource_uris: {},
  };
}

/** A page of the list: newest first, filtered by recipient as Twilio does. */
export function pageJson(state: State, url: URL) {
  const to = url.searchParams.get('To');
  const size = Number(url.searchParams.get('PageSize') ?? 50);
  const page = Number(url.searchParams.get('Page') ?? 0);
  const all = bothDirections(state)
    .filter(({ json }) => to === null || json.to === to)
    .map(({ json }) => json);
  const shown = all.slice(page * size, (page + 1) * size);
  const path = `/2010-04-01/Accounts/${state.accountSid}/Messages.json`;
  const query = (number: number) =>
    `${path}?${new URLSearchParams({ ...(to && { To: to }), PageSize: String(size), Page: String(number) })}`;
  return {
    messages: shown,
    page,
    page_size: size,
    start: page * size,
    end: page * size + shown.length - 1,
    first_page_uri: query(0),
    previous_page_uri: page > 0 ? query(page - 1) : null,
    next_page_uri: (page + 1) * size < all.length ? query(page + 1) : null,
    uri: query(page),
  };
}

function bothDirections(state: State) {
  const taken = state.taken.map((message) => ({ at: message.createdAt, json: messageJson(state, message) }));
  const received = state.received.map((message) => ({ at: message.createdAt, json: receivedJson(state, message) }));
  return [...taken, ...received].sort((a, b) => a.at.getTime() - b.at.getTime()).toReversed();
}
