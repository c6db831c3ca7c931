type Level = 'ok' | 'warn' | 'wrong';

/** The result of one check. `todo` tells the operator what to do. */
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

/** 1 if something is wrong, so that cron sends a mail. */
export function exitStatusOf(findings: readonly Finding[]): number {
  return findings.some(({ level }) => level === 'wrong') ? 1 : 0;
}
