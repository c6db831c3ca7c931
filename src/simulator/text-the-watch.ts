import type { Config } from '#src/config.ts';
import { randomIds } from '#src/platform/ids.ts';
import { signedPost } from './signed-post.ts';

/** Used if the watch's number is not configured. It belongs to nobody. */
const UNUSED_NUMBER = '+27600000000';

/** The settings of the service that a text must agree with. */
type ProviderSettings = Pick<
  Config,
  'PUBLIC_URL' | 'TWILIO_AUTH_TOKEN' | 'TWILIO_ACCOUNT_SID' | 'TWILIO_SMS_FROM' | 'TWILIO_WHATSAPP_FROM'
>;

/** A running service, as its provider sees it. */
export interface RunningWatch {
  /** Where it listens on this machine, without a slash at the end. */
  serviceUrl: string;
  config: ProviderSettings;
}

/** Sends a text from this address, as Twilio would. `fields`: the fields of Twilio's form for its content. */
export function textTheWatch(watch: RunningWatch, address: string, fields: Record<string, string>): Promise<Response> {
  const { config } = watch;
  const isWhatsApp = address.startsWith('whatsapp:');
  const to = isWhatsApp ? config.TWILIO_WHATSAPP_FROM : config.TWILIO_SMS_FROM;
  const form = {
    AccountSid: config.TWILIO_ACCOUNT_SID,
    MessageSid: randomIds.sid('SM'),
    From: address,
    To: to ?? (isWhatsApp ? `whatsapp:${UNUSED_NUMBER}` : UNUSED_NUMBER),
    ...fields,
  };
  return postToWatch(watch, '/webhooks/twilio/messages', form);
}

/** Posts a form with our signature. The caller looks at the status of the answer. */
export function postToWatch(
  { serviceUrl, config }: RunningWatch,
  path: string,
  form: Record<string, string>,
): Promise<Response> {
  const [token = ''] = config.TWILIO_AUTH_TOKEN;
  return signedPost({ serviceUrl, publicUrl: config.PUBLIC_URL, token, path, form });
}
