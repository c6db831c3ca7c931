export interface MockOutboxLine {
  at: Date;
  to: string;
  type: string;
  body: string;
}

const LINE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) To: ([^,]+), Type: ([^,]*), Body: (.*)$/;
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** Formats a text as a line, without a final line break. Line breaks in the body become `\n`. */
export function formatLine({ at, to, type, body }: MockOutboxLine): string {
  return `${at.toISOString()} To: ${to}, Type: ${type}, Body: ${body.replace(LINE_BREAK, '\\n')}`;
}

/** Undefined if it is not such a line, or only half of one. A typed `\n` is read as a line break. */
export function parseLine(line: string): MockOutboxLine | undefined {
  const [, at, to, type, body] = LINE.exec(line) ?? [];
  if (at === undefined || to === undefined || type === undefined || body === undefined) return undefined;
  return { at: new Date(at), to, type, body: body.replaceAll('\\n', '\n') };
}
