import { Readable } from 'node:stream';
import { parseConfig } from '#src/config.ts';
import type { InboundMessage } from '#src/messaging/inbox/inbound-message.ts';
import type { StatusUpdate } from '#src/messaging/twilio/status-update.ts';
import { movableClock } from '#src/platform/clock.ts';
import { silentLog } from '#src/platform/log.ts';
import type { Services } from '#src/services.ts';
import { textsFor } from '#src/texts/texts-for.ts';

interface Recorded {
  received: InboundMessage[];
  advanced: number[];
  statuses: StatusUpdate[];
  timerRuns: number;
}

/** Services that only record their calls. */
export function fakeServices(env: Record<string, string> = {}, overrides: Partial<Services> = {}) {
  const recorded: Recorded = { received: [], advanced: [], statuses: [], timerRuns: 0 };
  const config = parseConfig({ PUBLIC_URL: 'https://watch.example.com', ...env });
  const services: Services = {
    config,
    log: silentLog,
    mediaSource: { fetch: async () => ({ outcome: 'failed', code: 'none', reason: 'no files here' }) },
    clock: movableClock(new Date('2026-11-27T18:00:00Z')),
    // all that the webhooks need of it
    settings: {
      name: config.WATCH_NAME,
      emergencyNumber: config.EMERGENCY_NUMBER,
      emergencyFree: config.EMERGENCY_FREE,
      textsFor,
    } as Services['settings'],
    read: () => Promise.reject(new Error('these services have no database')),
    readLarge: () => Promise.reject(new Error('these services have no database')),
    inTurn: (work) => work(),
    stream: () => {
      throw new Error('these services have no database');
    },
    transact: () => Promise.reject(new Error('these services have no database')),
    inbox: {
      receive: async (inbound) => {
        recorded.received.push(inbound);
        return { isNew: true, inboxId: 3, conversationId: 7 };
      },
    },
    conversations: {
      advance: async (conversationId) => {
        recorded.advanced.push(conversationId);
      },
      catchUp: async () => {},
      onHandled: () => {},
      settled: async () => {},
    },
    outbox: { run: async () => {}, drain: async () => 0, isBusy: async () => false },
    countFilesOverLimit: async () => 0,
    media: { run: async () => {}, drain: async () => 0 },
    deliveryStatuses: {
      record: async (update) => {
        recorded.statuses.push(update);
      },
    },
    changeStreams: { open: () => Readable.from([]), close: () => {} },
    liveFeed: { open: () => Readable.from([]), wake: () => {}, close: () => {} },
    timers: {
      runDue: async () => {
        recorded.timerRuns += 1;
        return 0;
      },
      run: async () => {},
      findNextDueAt: async () => undefined,
      areRunning: async () => false,
      listNext: async () => [],
      listLate: async () => [],
      readState: async () => ({ waiting: 0, held: 0, failing: 0, due: [] }),
      countEnded: async () => [],
      plan: async () => {},
    },
    erasures: { finish: async () => true },
    retention: {
      run: async () => ({ removed: {}, isDone: true, endedAt: new Date('2026-11-27T18:00:00Z') }),
      lastReport: async () => undefined,
    },
    grants: { nameSecretOfCopied: async () => {} },
    onQueued: () => {},
    listenForSignals: async () => {},
    readAudit: { note: async () => {} },
    requestLimit: { count: () => undefined },
    rateLimits: { consume: async () => undefined },
    uptime: { mark: async () => {} },
    journal: undefined,
    recovery: {
      findHold: async () => undefined,
      listMissing: async () => [],
      replay: async () => {},
      planResume: async () => [],
      planTimers: async () => [],
      resume: async () => 0,
    },
    heartbeats: { beat: async () => {}, ages: async () => ({}), silent: async () => [] },
    traffic: () => Promise.reject(new Error('these services have no database')),
    isReady: async () => true,
    [Symbol.asyncDispose]: async () => {},
    ...overrides,
  };
  return { services, recorded };
}
