import { globSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may import what of ours, from the bottom up: each folder (or file at the top of `src`) names those beneath it.
 * Worth knowing: `messaging` knows addresses and opt-outs, which are `volunteers`'; a report belongs to a booking, so
 * `reports` stands on `roster`; `texts` knows nothing but how to format dates. Queries end at the domain: nothing from `http` up knows knex.
 */
const BELOW_ACTIONS = [
  'platform',
  'texts',
  'db',
  'volunteers',
  'roster',
  'reports',
  'messaging',
  'asks',
  'membership',
  'notices',
];
const MAY_IMPORT: Record<string, readonly string[]> = {
  platform: [],
  texts: ['platform'],
  'config.ts': ['platform'],
  db: ['platform'],
  volunteers: ['platform', 'db'],
  roster: ['platform', 'db', 'volunteers'],
  reports: ['platform', 'db', 'volunteers', 'roster'],
  messaging: ['platform', 'db', 'volunteers'],
  asks: ['platform', 'db', 'volunteers', 'roster', 'messaging'],
  membership: ['platform', 'db', 'volunteers', 'roster', 'asks'],
  notices: BELOW_ACTIONS.slice(0, -1),
  'privacy/erasure': ['platform', 'texts', 'db', 'volunteers', 'roster', 'reports', 'messaging', 'asks'],
  'privacy/export': ['privacy/erasure', 'platform', 'db', 'volunteers', 'roster', 'reports', 'messaging', 'asks'],
  actions: [...BELOW_ACTIONS, 'privacy/erasure', 'privacy/export'],
  'privacy/retention': [...BELOW_ACTIONS, 'privacy/erasure', 'actions'],
  conversation: [...BELOW_ACTIONS, 'actions'],
  backup: ['platform', 'db', 'volunteers', 'messaging'],
  'provider.ts': ['platform', 'config.ts', 'messaging'],
  'sending-services.ts': [...BELOW_ACTIONS, 'actions', 'config.ts', 'privacy/erasure', 'conversation', 'provider.ts'],
  'simulator/recording': ['platform', 'texts', 'config.ts', 'db', 'volunteers', 'messaging'],
  'simulator/inspector': [
    ...['platform', 'db', 'volunteers', 'roster', 'messaging', 'asks', 'notices', 'conversation'],
  ],
  simulator: ['platform', 'config.ts', 'db', 'volunteers', 'messaging'],
  'services.ts': [
    'sending-services.ts',
    'simulator',
    'simulator/recording',
    ...[...BELOW_ACTIONS, 'config.ts', 'privacy/erasure', 'actions', 'privacy/retention', 'conversation', 'backup'],
    'provider.ts',
  ],
  'demo/running-demo.ts': [],
  demo: ['demo/running-demo.ts', ...BELOW_ACTIONS, 'config.ts', 'actions', 'simulator/recording', 'services.ts'],
  'http/framework': ['platform', 'config.ts', 'db', 'volunteers', 'messaging', 'notices', 'services.ts'],
  'http/shared': ['platform', 'texts', 'roster', 'volunteers', 'notices', 'http/framework'],
  'http/webhooks': ['platform', 'messaging', 'notices', 'http/framework'],
  'http/members': [...BELOW_ACTIONS, 'actions', 'http/framework', 'http/shared'],
  'http/admin': [...BELOW_ACTIONS, 'actions', 'privacy/export', 'http/framework', 'http/shared'],
  'http/pages': ['texts', 'http/framework'],
  'http/home': ['texts', 'http/framework', 'http/pages'],
  'http/try': [
    ...['platform', 'texts', 'volunteers', 'messaging', 'services.ts', 'demo'],
    ...['simulator', 'simulator/inspector', 'simulator/recording'],
    ...['http/framework', 'http/pages', 'http/webhooks'],
  ],
  'http/api-page': ['texts', 'http/pages'],
  http: [
    'platform',
    'http/api-page',
    'http/pages',
    'privacy/retention',
    'services.ts',
    'http/framework',
    'http/webhooks',
    'http/members',
    'http/admin',
  ],
  'app.ts': [
    'platform',
    'config.ts',
    'services.ts',
    'http/framework',
    'http/webhooks',
    'http/pages',
    'http/home',
    'http/try',
    'http',
    'simulator/inspector',
  ],
  process: ['platform', 'config.ts', 'db', 'sending-services.ts'],
  doctor: ['platform', 'config.ts', 'db', 'volunteers', 'messaging'],
  chat: ['demo/running-demo.ts', 'platform', 'config.ts', 'volunteers', 'messaging', 'simulator'],
  commands: [...BELOW_ACTIONS, 'config.ts', 'actions', 'backup', 'services.ts', 'doctor', 'process'],
  'start-service.ts': [
    'platform',
    'config.ts',
    'db',
    'services.ts',
    'simulator/recording',
    'app.ts',
    'process',
    'http/framework',
  ],
  'main.ts': ['platform', 'config.ts', 'process', 'start-service.ts'],
  'demo/main.ts': [
    'demo',
    'demo/running-demo.ts',
    'platform',
    'config.ts',
    'volunteers',
    'process',
    'services.ts',
    'start-service.ts',
  ],
  workers: ['process', 'sending-services.ts', 'services.ts'],
};

/** Each of these packages is known in one place. */
const KEPT_IN: [RegExp, string[]][] = [
  [/^twilio\b/, ['src/messaging/twilio/']],
  [/^xstate\b/, ['src/conversation/machine/']],
  [/^(?:@koa\/|koa\b)/, ['src/http/', 'src/app.ts']],
  // all routers are made alike there: case-sensitive, and without guards for a prefix
  [/^@koa\/router$/, ['src/http/framework/create-router.ts']],
  [/^bree$/, ['src/process/']],
  [
    /^(?:knex|objection|pg|sqlite3)\b/,
    ['src/db/', 'src/volunteers/', 'src/asks/', 'src/roster/', 'src/reports/', 'src/messaging/', 'knexfile.ts'],
  ],
  [/^luxon$/, ['src/platform/']],
  [/^cron-parser$/, ['src/roster/']],
  [/^chrono-node\b/, ['src/conversation/understanding/times/']],
  [/^jsonwebtoken$/, ['src/volunteers/']],
  [/^(?:preact|htm|htmx)\b/, ['src/http/']],
];

/** A word that only these files may write. */
const SAID_IN: [string, RegExp, string[]][] = [
  ["knex's inside", /\.client\b|__knex|'knex\/lib/, ['src/db/knex/', 'src/db/sqlite/', 'src/db/postgres/']],
  // ours begin in `inTransaction`
  ["a transaction of knex's own", /\.transaction\(/, []],
  // a guard belongs to its route; only what is for every request stands before all routes
  ['middleware for many routes', /\.use\(/, ['src/app.ts', 'src/messaging/twilio/create-messages.ts']],
  ['process.env', /\bprocess\.env\b/, ['src/config.ts', 'knexfile.ts']],
  // the engine's own takes quadratic time; one character at a time is harmless, and so are names of 40 characters
  [
    "the engine's normalize",
    /\.normalize\(/,
    ['src/platform/normalize.ts', 'src/messaging/segments/gsm7.ts', 'src/privacy/erasure/words/name-patterns.ts'],
  ],
  [
    'a lock of PostgreSQL',
    /pg_(?:try_)?advisory|\.for(?:Update|Share|NoKeyUpdate|KeyShare)\(|\.skipLocked\(|\bfor (?:no key )?update\b/i,
    ['src/db/locking.ts'],
  ],
  // whatever takes rights away ends all of them, with `endAccess`
  [
    'the end of tokens or feeds alone',
    /\b(?:endTokens|revokeCalendarFeeds)\(/,
    ['src/volunteers/sign-in/', 'src/http/members/auth/endpoints.ts', 'src/http/members/me/endpoints.ts'],
  ],
  ['the time of day', /\bDate\.now\(|\bnew Date\(\)/, ['src/platform/clock.ts']],
];

/** Exported by two files that are each other's counterpart. */
const MAY_BE_SHARED = {
  keepStatements: 'one for SQLite, one for PostgreSQL',
  attendanceBody: "of the members' and of the coordinators' API",
  bookingParams: "of the members' and of the coordinators' API",
  dropQuery: "of the members' and of the coordinators' API",
  CSV_COLUMNS: 'of the roster and of the reports',
};

/** No clock, no database, no waiting. */
const PURE = [
  'src/conversation/machine/',
  'src/conversation/understanding/',
  'src/conversation/events.ts',
  'src/roster/schedules/occurrences.ts',
  'src/roster/schedules/cron-problem.ts',
  'src/roster/schedules/cron-rule.ts',
  'src/roster/schedules/exception-index.ts',
  'src/roster/schedules/starts-problem.ts',
  'src/roster/schedules/cron-times.ts',
  'src/roster/schedules/night.ts',
  'src/roster/shifts/reminder-times.ts',
  'src/roster/shifts/quiet-hours.ts',
  'src/roster/attendance/attendance-window.ts',
  'src/messaging/segments/segments.ts',
  'src/messaging/segments/gsm7.ts',
  'src/messaging/delivery-status/delivery-status.ts',
  'src/asks/ask-deadline.ts',
  'src/asks/find-question.ts',
  'src/asks/safety-asks.ts',
];

interface Import {
  from: string;
  /** `messaging` or `app.ts` for ours, `xstate` for a package. */
  of: string;
  isOurs: boolean;
  isTypeOnly: boolean;
  path: string;
}

const root = join(import.meta.dirname, '../..');
const files = globSync(['src/**/*.ts', 'workers/*.ts', 'knexfile.ts'], { cwd: root })
  .filter((file) => !file.endsWith('.d.ts'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const imports = files.flatMap(({ file, text }) => importsOf(file, text));

describe('who imports what', () => {
  it('of ours: only what stands beneath', () => {
    const wrong = imports.filter(({ from, of, isOurs }) => {
      const part = partOf(from);
      if (!isOurs || of === part || from === 'knexfile.ts') return false;
      return !MAY_IMPORT[part]?.includes(of);
    });
    expect(wrong.map(({ from, path }) => `${from} imports ${path}`)).toEqual([]);
  });

  it('stands in an order: nothing beneath imports what is above it', () => {
    const order = Object.keys(MAY_IMPORT);
    const upwards = order.flatMap((part, index) =>
      (MAY_IMPORT[part] ?? [])
        .filter((beneath) => order.indexOf(beneath) >= index)
        .map((other) => `${part} -> ${other}`),
    );
    expect(upwards).toEqual([]);
  });

  it('calls everything of ours by its own name: an alias would hide that a name is used on two layers', () => {
    const aliases = files.flatMap(({ file, text }) => {
      const found = withoutComments(text).matchAll(/^import [^;]*?\b(\w+ as \w+)[^;]*? from '(?:#src\/|\.)[^']*'/gm);
      return Array.from(found, ([, alias]) => `${file}: ${alias}`);
    });
    expect(aliases).toEqual([]);
  });

  it.each(KEPT_IN)('the package %s is known in one place', (name, places) => {
    const strangers = imports.filter(({ from, of, isOurs }) => !isOurs && name.test(of) && !isIn(from, places));
    expect(strangers.map(({ from, path }) => `${from} imports ${path}`)).toEqual([]);
  });

  it.each(SAID_IN)('%s is asked for in one place', (_, word, places) => {
    const strangers = files.filter(({ file, text }) => word.test(withoutComments(text)) && !isIn(file, places));
    expect(strangers.map(({ file }) => file)).toEqual([]);
  });

  it('the thread of the dispatcher loads neither the conversation nor the API', () => {
    const reached = new Set<string>();
    const reach = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const { from, path, isTypeOnly } of imports) if (from === file && !isTypeOnly) reach(fileOf(from, path));
    };
    reach('workers/dispatch.ts');
    // of the actions and the conversation, only the timers, which run there
    const isHeavy = /^src\/(?:http|actions\/(?!asks\/|timers\/)|privacy|backup|conversation\/(?!timers\/))/;
    const heavy = [...reached].filter((file) => isHeavy.test(file));
    expect(heavy.sort()).toEqual(['src/conversation/list-waiting.ts', 'src/privacy/erasure/erasure.ts']);
  });

  it('a name is exported once, so that no two layers share it', () => {
    const exported = files.flatMap(({ file, text }) =>
      Array.from(
        text.matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm),
        ([, name = '']) => ({
          name,
          file,
        }),
      ),
    );
    const shared = [...Map.groupBy(exported, ({ name }) => name)]
      .filter(([name, { length }]) => length > 1 && !(name in MAY_BE_SHARED))
      .map(([name, places]) => `${name}: ${places.map(({ file }) => file).join(', ')}`);
    expect(shared).toEqual([]);
  });

  it('the pure files have no clock, no database and nothing to wait for', () => {
    const impure = files.filter(
      ({ file, text }) => isIn(file, PURE) && /\bawait\s|\basync\s+(?:function|\()/.test(withoutComments(text)),
    );
    const reaching = imports.filter(
      ({ from, of, path, isTypeOnly }) =>
        isIn(from, PURE) &&
        !isTypeOnly &&
        (of === 'db' || path.endsWith('platform/clock.ts') || /^knex|^objection/.test(of)),
    );
    expect([...impure.map(({ file }) => file), ...reaching.map(({ from, path }) => `${from} imports ${path}`)]).toEqual(
      [],
    );
  });
});

function importsOf(file: string, text: string): Import[] {
  const found = withoutComments(text).matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  return Array.from(found, ([, type, path = '']) => ({
    from: file,
    path,
    isTypeOnly: type !== undefined,
    ...targetOf(file, path),
  }));
}

function targetOf(file: string, path: string): { of: string; isOurs: boolean } {
  if (path.startsWith('#src/')) return { of: partOf(path.slice(1)), isOurs: true };
  if (path.startsWith('.')) return { of: partOf(normalize(join(file, '..', path))), isOurs: true };
  return { of: path, isOurs: path.startsWith('#') && path !== '#knexfile' };
}

function fileOf(from: string, path: string): string {
  if (path.startsWith('#src/')) return path.slice(1);
  return path.startsWith('.') ? normalize(join(from, '..', path)) : path;
}

/** `src/db/connect.ts` is of `db`, `src/app.ts` is `app.ts`. */
function partOf(file: string): string {
  const [top = '', part = '', inner = ''] = file.split('/');
  if (top !== 'src') return top;
  const nested = `${part}/${inner}`;
  return nested in MAY_IMPORT ? nested : part;
}

function isIn(file: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
