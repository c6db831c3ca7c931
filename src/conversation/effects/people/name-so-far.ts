import type { Turn } from '#src/conversation/turn.ts';

/** The name that the person gave, from the newest code of this phone. */
export async function nameSoFar(turn: Turn): Promise<string> {
  const row = await turn
    .trx('one_time_codes')
    .where({ phone: turn.text.identity, purpose: 'text' })
    .orderBy('codeId', 'desc')
    .first('name');
  return row?.name ?? '';
}
