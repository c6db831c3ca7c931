import { LONGEST_SILENCE } from '#src/db/monitoring/heartbeats.ts';
import { HOUR, MINUTE, SECOND } from '#src/platform/duration.ts';
import { type Finding, ok, wrong } from './finding.ts';

/** While the service runs, some job records a heartbeat every minute. */
const NOT_RUNNING = 5 * MINUTE;

/**
 * `ages`: the age of each job's last heartbeat in any process, in milliseconds. `runningFor`: for how long the service has been
 * running without a break. A job has no heartbeat before its first run.
 */
export function checkWorkers(ages: Readonly<Record<string, number>>, runningFor: number = Infinity): Finding[] {
  const heard = Object.values(ages);
  if (heard.length === 0) return [wrong('service: it has never run with this database', 'Start it: npm start')];
  const silent = Object.entries(LONGEST_SILENCE).filter(([job, longest]) => (ages[job] ?? runningFor) > longest);
  if (silent.length === 0) return [ok('service: running, every worker reported recently')];
  const youngest = Math.min(...heard);
  if (youngest > NOT_RUNNING) {
    const last = ageWords(youngest);
    return [
      wrong(`service: not running, last reported ${last} ago`, 'Start it, and see that a supervisor restarts it'),
    ];
  }
  return silent.map(([job]) => {
    const age = ages[job];
    const since = age === undefined ? 'has never reported' : `last reported ${ageWords(age)} ago`;
    return wrong(`service: the worker ${job} ${since}`, `Look in the log for "job":"${job}", and restart the service`);
  });
}

/** `3 h`, `25 min`, `40 s`. */
export function ageWords(milliseconds: number): string {
  if (milliseconds >= 2 * HOUR) return `${Math.round(milliseconds / HOUR)} h`;
  if (milliseconds >= 2 * MINUTE) return `${Math.round(milliseconds / MINUTE)} min`;
  return `${Math.round(milliseconds / SECOND)} s`;
}
