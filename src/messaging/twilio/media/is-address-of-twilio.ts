const TWILIO = 'https://api.twilio.com';

/** Whether we may send our credentials there: to the configured address, and if that is Twilio's, to all hosts of Twilio. */
export function isAddressOfTwilio(url: URL, baseUrl: string): boolean {
  if (url.username !== '' || url.password !== '') return false;
  const { origin } = new URL(baseUrl);
  if (url.origin === origin) return true;
  return origin === TWILIO && url.protocol === 'https:' && url.port === '' && url.hostname.endsWith('.twilio.com');
}
