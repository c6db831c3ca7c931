import type { Transaction } from '#src/db/connect.ts';

const LATEST = 1000;

/** The numbers of this service that people have texted lately, from the forms of the provider. */
export async function listServiceNumbers(trx: Transaction): Promise<Set<string>> {
  const forms: string[] = await trx('inbox').orderBy('inboxId', 'desc').limit(LATEST).pluck('raw');
  const numbers = forms.map((form) => JSON.parse(form).To).filter((to) => typeof to === 'string' && to !== '');
  return new Set(numbers);
}
