import { join } from 'node:path';
import { formatZoned } from '#src/platform/zoned-time.ts';

/** The demo is about South Africa, whatever the user's own watch is about. */
export const DEMO_ZONE = 'Africa/Johannesburg';

/** Of the user's own settings, only these count. */
export const KEPT_SETTINGS: readonly string[] = ['PORT', 'LOG_LEVEL'];

/** Every file of the demo is in the scratch folder. */
export function demoSettings(folder: string, friday: Date): Record<string, string> {
  return {
    DATABASE_URL: `sqlite:${join(folder, 'watch.sqlite3')}`,
    MOCK_OUTBOX_FILE: join(folder, 'sms_outbox.log'),
    SENDER: 'mock',
    SIMULATOR: 'on',
    HOST: '127.0.0.1',
    TIME_ZONE: DEMO_ZONE,
    CLOCK_START: formatZoned(friday, DEMO_ZONE, "yyyy-MM-dd'T'HH:mm"),
    LOG_LEVEL: 'warn',
  };
}
