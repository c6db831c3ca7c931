import { parse } from 'node:querystring';

/** Has no prototype. Names and values are exactly those that were signed: `a.b` and `a[b]` are plain names, nothing is trimmed. */
export type FlatForm = Readonly<Record<string, string | string[] | undefined>>;

/** Parses an `application/x-www-form-urlencoded` body. A name that occurs several times has an array of values. */
export function flatForm(rawBody: string): FlatForm {
  return parse(rawBody, '&', '=', { maxKeys: 0 });
}

/** The value of a field, or the first of several. */
export function fieldOf(form: FlatForm, name: string): string | undefined {
  const value = form[name];
  return Array.isArray(value) ? value[0] : value;
}
