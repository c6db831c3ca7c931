import type { ReceivedMessage, State } from './state.ts';

/** As the API shows it. */
export function receivedJson({ accountSid }: Pick<State, 'accountSid'>, { sid, form, createdAt }: ReceivedMessage) {
  const at = createdAt.toUTCString();
  return {
    sid,
    account_sid: accountSid,
    to: form.To,
    from: form.From,
    body: form.Body,
    status: 'received',
    direction: 'inbound',
    date_created: at,
    date_updated: at,
    date_sent: at,
    error_code: null,
    error_message: null,
    num_media: form.NumMedia,
    num_segments: '1',
    price: null,
    price_unit: 'USD',
    api_version: '2010-04-01',
    messaging_service_sid: null,
    uri: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`,
    subresource_uris: {},
  };
}

/** The list of a text's files. */
export function mediaListJson(state: Pick<State, 'accountSid' | 'received'>, sid: string) {
  const form = state.received.find((message) => message.sid === sid)?.form ?? {};
  const path = `/2010-04-01/Accounts/${state.accountSid}/Messages/${sid}/Media`;
  const files = Array.from({ length: Number(form.NumMedia ?? 0) }, (_, index) => {
    const mediaSid = new URL(form[`MediaUrl${index}`] ?? 'http://none/none').pathname.split('/').at(-1);
    return {
      sid: mediaSid,
      account_sid: state.accountSid,
      parent_sid: sid,
      content_type: form[`MediaContentType${index}`],
      date_created: new Date(0).toUTCString(),
      date_updated: new Date(0).toUTCString(),
      uri: `${path}/${mediaSid}.json`,
    };
  });
  const page = {
    page: 0,
    page_size: 50,
    start: 0,
    end: files.length,
    first_page_uri: `${path}.json`,
    uri: `${path}.json`,
  };
  return { media_list: files, ...page, next_page_uri: null, previous_page_uri: null };
}
