type Level = 'ok' | 'warn' | 'wrong';

/** What one check found. `todo`, as an order, is for whoever reads it twice a year. */
export interface Finding {
  level: Level;
  what: string;
  todo?: string;
}

export function ok(what: string, todo?: string): Finding {
  return { level: 'ok', what, ...(todo && { todo }) };
}

export function warn(what: string, todo: string): Finding {
  return { level: 'warn', what, todo };
}

export function wrong(what: string, todo: string): Finding {
  return { level: 'wrong', what, todo };
}

const LABELS: Record<Level, string> = { ok: 'ok   ', warn: 'warn ', wrong: 'WRONG' };

export function findingLine({ level, what, todo }: Finding): string {
  return `${LABELS[level]}  ${what}.${todo ? ` ${todo}.` : ''}`;
}

/** 1 if something is wrong: cron sends a mail for that. */
export function exitStatusOf(findings: readonly Finding[]): number {
  return findings.some(({ level }) => level === 'wrong') ? 1 : 0;
}
