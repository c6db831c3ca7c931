import { join } from 'node:path';
import { scratchFolder } from '#test/support/scratch-folder.ts';
import type { LoadRequest } from '../load/load-job.ts';
import { type Load, startLoad } from '../load/start-load.ts';
import type { BenchDatabase } from '../support/bench-database.ts';
import { type Service, startService } from '../support/service.ts';
import { type BareAnswer, keyOfRequest, writeBareAnswers } from './bare-answers.ts';
import { fillWatch } from './fill-watch.ts';
import { planRequests, type RequestPlan } from './plan-requests.ts';
import { recordAnswers, recordingInto } from './record-answers.ts';
import type { Scale } from './scale.ts';

const FLOOR = 'test/bench/floor/bare-routes.ts';
/** No request is one too many. */
const SERVICE_ENV = { REQUESTS_PER_MINUTE: '1000000000' };

/** The service, its floor and the load generator, each a process, on equal copies of one watch. */
export interface Stage extends AsyncDisposable {
  kind: BenchDatabase['kind'];
  scale: Scale;
  plan: RequestPlan;
  /** For each of the two databases, by people who have not booked in it. */
  bookings: { service: LoadRequest[]; bare: LoadRequest[] };
  service: Service;
  bare: Service;
  load: Load;
  say(line: string): void;
}

export interface StageParts {
  scale: Scale;
  /** Recording bookings takes half a minute. */
  withBookings: boolean;
  say(line: string): void;
}

export async function openStage(database: BenchDatabase, parts: StageParts): Promise<Stage> {
  const { scale, withBookings, say } = parts;
  const prepared = await database.prepare((db) => fillWatch(db, scale.people));
  const count = withBookings ? 2 * (scale.warmUpBookings + scale.rounds * scale.bookings) : 0;
  const people = { people: scale.people, bookings: scale.isRecordedInPlace ? 2 * count : count };
  const plan = await planRequests(prepared.url, people);
  const booked = plan.bookings.slice(0, count);
  const scratch = scratchFolder();
  const recording = join(scratch.path, 'recording');
  const env = { ...SERVICE_ENV, ...recordingInto(recording) };
  const isPrecompiled = scale.isRecordedInPlace ?? false;
  const recorder = await startService({ databaseUrl: await prepared.copy(), env, isPrecompiled });
  const reads = [...plan.lists, ...plan.own];
  const recorded = await recordAnswers({ url: recorder.url, recording }, [...reads, ...booked]);
  for (const [key, { units }] of [...recorded].slice(0, reads.length + 1)) {
    say(`${key}: ${units.flatMap(({ statements }) => statements).length} statements`);
  }
  const file = join(scratch.path, 'answers.json');
  writeBareAnswers(
    file,
    new Map([...recorded].map(([key, answer]) => [key, onThisFloor(database, plan, key, answer)])),
  );
  const bareUrl = await prepared.copy();
  const [service, bare] = await Promise.all([
    scale.isRecordedInPlace ? recorder : replace(recorder, await prepared.copy()),
    startService({ databaseUrl: bareUrl, file: FLOOR, env: { ANSWERS: file }, isPrecompiled }),
  ]);
  const load = startLoad();
  return {
    ...{ kind: database.kind, scale, plan, service, bare, load, say },
    // a person who has booked in this database cannot book again
    bookings: { service: plan.bookings.slice(-count), bare: booked },
    [Symbol.asyncDispose]: async () => {
      await load.close();
      await Promise.all([service.stop(), bare.stop()]);
      scratch[Symbol.dispose]();
    },
  };
}

async function replace(recorder: Service, databaseUrl: string): Promise<Service> {
  await recorder.stop();
  return startService({ databaseUrl, env: SERVICE_ENV });
}

/** On SQLite the service answers from memory while nothing changes: its reads are compared with none or one SELECT. */
function onThisFloor({ kind }: BenchDatabase, plan: RequestPlan, key: string, answer: BareAnswer): BareAnswer {
  if (kind === 'PostgreSQL' || key.startsWith('POST')) return answer;
  const isOwn = plan.own.some(({ method, path }) => keyOfRequest(method, path) === key);
  if (!isOwn) return { ...answer, units: [] };
  const table = key === 'GET /me' ? 'users' : 'bookings';
  const select = { sql: `select * from ${table} where user_id = ?`, bindings: [plan.readerId] };
  return { ...answer, units: [{ thread: 0, at: 0, statements: [select] }] };
}
