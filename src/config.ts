import { readFileSync } from 'node:fs';
import { parse as parseDotenv, config as readDotenv } from 'dotenv';
import { z } from 'zod';
import { listCutValues } from '#src/platform/cut-values.ts';
import { isAddressOrNetwork, isLoopbackHost } from '#src/platform/remote-address.ts';
import { isZone } from '#src/platform/zoned-time.ts';

/** Most texts contain the name. */
export const LONGEST_WATCH_NAME = 20;

/** Documented credentials for the mock sender, so that signatures are always checked. Refused in production. */
export const DEVELOPMENT_ACCOUNT_SID = 'AC00000000000000000000000000000000';
export const DEVELOPMENT_AUTH_TOKEN = 'watchline-development-token-0000';

const list = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )
  .meta({ title: 'comma-separated list' });
const duration = (unit: number, amount: number) =>
  z.coerce
    .number()
    .positive()
    .default(amount)
    .transform((value) => value * unit);
const count = (amount: number) => z.coerce.number().int().positive().default(amount);
const rate = (amount: number) => z.coerce.number().positive().max(1000).default(amount);
const seconds = (amount: number) => duration(1_000, amount);
const minutes = (amount: number) => duration(60_000, amount);
const hours = (amount: number) => duration(3_600_000, amount);
const days = (amount: number) => duration(86_400_000, amount);

/** The retention periods. `docs/privacy.md` says them in plain words. */
const retentionPeriods = {
  KEEP_TRACES_DAYS: days(7),
  KEEP_UNFINISHED_JOINS_DAYS: days(7),
  KEEP_RAW_FORMS_DAYS: days(30),
  KEEP_BUDDIES_DAYS: days(30),
  KEEP_BODIES_DAYS: days(180),
  KEEP_MEDIA_QUIET_DAYS: days(30),
  KEEP_MEDIA_SUSPICIOUS_DAYS: days(365),
  KEEP_MEDIA_INCIDENT_DAYS: days(1_095),
  KEEP_LEFT_DAYS: days(365),
  PROVE_AGAIN_DAYS: days(365),
};

const schema = z.object({
  NODE_ENV: z.string().default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:|postgres(ql)?:\/\/)/, 'sqlite:… or postgres://…')
    .default('sqlite:./data/watchline.sqlite3'),
  SENDER: z.enum(['mock', 'twilio']).default('mock'),
  MOCK_OUTBOX_FILE: z.string().default('./sms_outbox.log'),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/i, 'AC and 32 hexadecimal digits')
    .optional(),
  TWILIO_AUTH_TOKEN: list.optional(),
  TWILIO_SMS_FROM: z.string().optional(),
  TWILIO_WHATSAPP_FROM: z
    .string()
    .regex(/^whatsapp:\+\d+$/, 'whatsapp:+ and digits')
    .optional(),
  TWILIO_MESSAGING_SERVICE_SID: z
    .string()
    .regex(/^MG[0-9a-f]{32}$/i, 'MG and 32 hexadecimal digits')
    .optional(),
  TWILIO_API_BASE_URL: z.url().default('https://api.twilio.com'),
  PUBLIC_URL: z.url().optional(),
  JWT_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  WATCH_NAME: z.string().trim().min(1).max(LONGEST_WATCH_NAME).default('Night Owls'),
  COORDINATOR_PHONES: list.default([]),
  JOIN_POLICY: z.enum(['open', 'approval']).optional(),
  CODE_PREFIXES: list.pipe(z.array(z.string().regex(/^\+\d{1,7}$/, 'like +27')).min(1)).default(['+27']),
  EMERGENCY_NUMBER: z.string().trim().min(2).max(16).default('10111'),
  EMERGENCY_FREE: z.string().trim().min(2).max(16).default('112'),
  DEFAULT_REGION: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters')
    .default('ZA'),
  TIME_ZONE: z.string().refine(isZone, 'a zone of the IANA database').default('Africa/Johannesburg'),
  CLOCK_START: z.string().optional(),
  SIMULATOR: z.enum(['on', 'off']).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  CODE_LIFETIME_MINUTES: minutes(10),
  DIALOGUE_MINUTES: minutes(60),
  LIST_MINUTES: minutes(60),
  ADDITIONS_MINUTES: minutes(15),
  TOKEN_HOURS: hours(168),
  LEASE_SECONDS: seconds(30),
  POLL_SECONDS: seconds(2),
  BACKOFF_SECONDS: seconds(5),
  SEND_TIMEOUT_SECONDS: seconds(10),
  MEDIA_TIMEOUT_SECONDS: seconds(30),
  UNKNOWN_ANSWER_SECONDS: seconds(15),
  UNKNOWN_OTHER_MINUTES: minutes(10),
  REMINDER_FIRST_HOURS: hours(24),
  REMINDER_SECOND_HOURS: hours(2),
  STOP_SECONDS: seconds(9),
  SMS_PER_SECOND: rate(1),
  WHATSAPP_PER_SECOND: rate(80),
  TRUSTED_PROXIES: list.refine((entries) => entries.every(isAddressOrNetwork), 'addresses or networks').default([]),
  CORS_ORIGINS: list
    .refine((origins) => origins.every((origin) => URL.parse(origin)?.origin === origin), 'origins, https://…')
    .default([]),
  KEEP_ALIVE_SECONDS: seconds(130),
  METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  REQUESTS_PER_MINUTE: count(600),
  VERIFICATIONS_PER_HOUR: count(120),
  CODES_PER_ADDRESS_AND_HOUR: count(60),
  CODES_PER_PHONE_AND_HOUR: count(24),
  CODES_PER_HOUR: count(300),
  MEDIA_MEGABYTES_PER_DAY: count(500),
  ...retentionPeriods,
});

/** The names of all variables. `.env.example` documents each. */
export const CONFIG_VARIABLES: readonly string[] = Object.keys(schema.shape);

/** The allowed values of each variable, as JSON Schema. */
export function settingsAsJsonSchema() {
  return z.toJSONSchema(schema, { io: 'input' });
}

/** The settings, durations in milliseconds. `JOIN_POLICY`, `SIMULATOR`, `PUBLIC_URL` and the Twilio pair are always filled in. */
export type Config = Omit<z.output<typeof schema>, Filled> & {
  JOIN_POLICY: 'open' | 'approval';
  SIMULATOR: 'on' | 'off';
  PUBLIC_URL: string;
  TWILIO_ACCOUNT_SID: string;
  TWILIO_AUTH_TOKEN: string[];
};
type Filled = 'JOIN_POLICY' | 'SIMULATOR' | 'PUBLIC_URL' | 'TWILIO_ACCOUNT_SID' | 'TWILIO_AUTH_TOKEN';

export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads the environment, and `.env` for variables that are not set. Throws `ConfigError` naming every wrong variable. */
export function readConfig(): Config {
  readDotenv({ quiet: true });
  return parseConfig(process.env);
}

/**
 * Sets these variables and empties all others, for this process and its workers: neither `.env` nor the environment counts,
 * except for variables in `kept` that the environment has.
 */
export function useOnlySettings(settings: Readonly<Record<string, string>>, kept: readonly string[]): Config {
  for (const name of CONFIG_VARIABLES) {
    // an empty variable is not set for us, and `.env` does not replace it
    process.env[name] = (kept.includes(name) && process.env[name]) || (settings[name] ?? '');
  }
  return parseConfig(process.env);
}

/** The settings of `.env` whose value ends before a "#", unless the environment has another value. */
export function listCutSettings(): string[] {
  const file = readEnvFile();
  const values = parseDotenv(file);
  return listCutValues(file).filter((name) => CONFIG_VARIABLES.includes(name) && process.env[name] === values[name]);
}

/** Empty if the service may not read it. A service manager may have read it for us, as another user. */
function readEnvFile(): string {
  try {
    return readFileSync('.env', 'utf8');
  } catch {
    return '';
  }
}

export function parseConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const config = parsed.data;
  const problems = brokenRules(config);
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  return {
    ...config,
    JOIN_POLICY: config.JOIN_POLICY ?? 'open',
    SIMULATOR: config.SIMULATOR ?? (reasonsAgainstSimulator(config).length === 0 ? 'on' : 'off'),
    PUBLIC_URL: (config.PUBLIC_URL ?? ownUrl(config)).replace(/(?<!\/)\/+$/, ''),
    TWILIO_ACCOUNT_SID: config.TWILIO_ACCOUNT_SID ?? DEVELOPMENT_ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: config.TWILIO_AUTH_TOKEN ?? [DEVELOPMENT_AUTH_TOKEN],
  };
}

function brokenRules(config: z.output<typeof schema>): string[] {
  const isProduction = config.NODE_ENV === 'production';
  const usesTwilio = config.SENDER === 'twilio';
  const rules: [isBroken: boolean, problem: string][] = [
    [usesTwilio && !config.TWILIO_ACCOUNT_SID, 'TWILIO_ACCOUNT_SID: required with SENDER=twilio'],
    [usesTwilio && !config.TWILIO_AUTH_TOKEN?.length, 'TWILIO_AUTH_TOKEN: required with SENDER=twilio'],
    [config.TWILIO_AUTH_TOKEN?.length === 0, 'TWILIO_AUTH_TOKEN: is empty'],
    [
      usesTwilio && !config.TWILIO_SMS_FROM && !config.TWILIO_MESSAGING_SERVICE_SID,
      'TWILIO_SMS_FROM or TWILIO_MESSAGING_SERVICE_SID: one is required with SENDER=twilio',
    ],
    [config.DATABASE_URL.startsWith('postgres') && !config.JWT_SECRET, 'JWT_SECRET: required with postgres://'],
    [isProduction && !usesTwilio, 'SENDER: must be twilio in production'],
    [isProduction && !config.JWT_SECRET, 'JWT_SECRET: required in production'],
    [isProduction && !config.JOIN_POLICY, 'JOIN_POLICY: required in production (open or approval)'],
    [isProduction && !config.PUBLIC_URL, 'PUBLIC_URL: required in production'],
    [isProduction && config.CLOCK_START !== undefined, 'CLOCK_START: refused in production'],
    [
      isProduction && config.TWILIO_AUTH_TOKEN?.includes(DEVELOPMENT_AUTH_TOKEN) === true,
      'TWILIO_AUTH_TOKEN: the development token is refused in production',
    ],
    [
      isProduction && config.TWILIO_ACCOUNT_SID === DEVELOPMENT_ACCOUNT_SID,
      'TWILIO_ACCOUNT_SID: the development account is refused in production',
    ],
  ];
  const broken = rules.filter(([isBroken]) => isBroken).map(([, problem]) => problem);
  const refused = config.SIMULATOR === 'on' ? reasonsAgainstSimulator(config) : [];
  return [...broken, ...refused.map((reason) => `SIMULATOR: cannot be on ${reason}`)];
}

/** The address of this process itself, without a proxy. */
export function ownUrl({ HOST, PORT }: Pick<z.output<typeof schema>, 'HOST' | 'PORT'>): string {
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
}

/**
 * Whoever opens the phones on the screen can text as anybody and read every code. So only people at this machine may, and
 * never with real phones.
 */
function reasonsAgainstSimulator({ NODE_ENV, SENDER, HOST }: z.output<typeof schema>): string[] {
  const reasons: [applies: boolean, reason: string][] = [
    [NODE_ENV === 'production', 'in production, because anybody could text in the name of a volunteer'],
    [SENDER !== 'mock', `with SENDER=${SENDER}, because the phones on the screen would text real people`],
    [!isLoopbackHost(HOST), `with HOST=${HOST}, because other machines could open it (use 127.0.0.1 or localhost)`],
  ];
  return reasons.filter(([applies]) => applies).map(([, reason]) => reason);
}
