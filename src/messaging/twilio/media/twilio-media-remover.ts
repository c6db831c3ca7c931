import type { MediaRemover } from '#src/messaging/media/media-remover.ts';
import type { Messages, RestClientSettings } from '#src/messaging/twilio/create-messages.ts';
import { TwilioFailure } from '#src/messaging/twilio/twilio-failure.ts';
import { describeError, type Log, silentLog } from '#src/platform/log.ts';

/** `…/Accounts/AC…/Messages/MM…/Media/ME…` */
const MEDIA_URL = /\/Messages\/(?<message>(?:SM|MM)[0-9a-f]{32})\/Media\/(?<media>ME[0-9a-f]{32})(?:\.json)?$/i;

/** Erases files through Twilio's API. A file that Twilio does not have counts as gone. */
export function createTwilioMediaRemover({
  log = silentLog,
  ...settings
}: RestClientSettings & { log?: Log }): MediaRemover {
  let loading: Promise<Messages> | undefined;
  const messages = () => {
    loading ??= import('#src/messaging/twilio/create-messages.ts').then(({ createMessages }) =>
      createMessages(settings),
    );
    return loading;
  };
  return {
    async remove(url) {
      const { message, media } = MEDIA_URL.exec(url)?.groups ?? {};
      if (!message || !media) return 'gone';
      try {
        const list = await messages();
        return (await list(message).media(media).remove()) ? 'gone' : 'later';
      } catch (thrown) {
        if (thrown instanceof TwilioFailure && thrown.facts.status === 404) return 'gone';
        log.warn(failureOf(thrown), 'media could not be erased at the provider; it is tried again');
        return 'later';
      }
    },
  };
}

function failureOf(thrown: unknown): Record<string, unknown> {
  return thrown instanceof TwilioFailure ? { ...thrown.facts } : describeError(thrown);
}
