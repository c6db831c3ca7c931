/** The one-time code in a text. Fails if there is none. */
export function codeIn(text: { payload: string } | undefined): string {
  const [code] = /\d{6}/.exec(text?.payload ?? '') ?? [];
  if (code === undefined) throw new Error(`no code in ${text?.payload ?? 'no text'}`);
  return code;
}
