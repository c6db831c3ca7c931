import type { Transaction } from '#src/db/connect.ts';
import { UNREAD_REASONS } from '#src/messaging/inbox/texts-to-review.ts';
import { type WatchSettings, watchFactsOf } from '#src/notices/watch-settings.ts';

/** Where a text was unread: at no question, or at one of ours. The evaluation sets name the same places. */
type UnreadPlace = 'idle' | 'list' | 'buddy' | 'drop' | 'severity';

export interface UnreadText {
  at: Date;
  place: UnreadPlace;
  text: string;
}

/** The texts that a person had to handle because we could not read them, newest first, as they were typed. */
export async function listUnreadTexts(
  trx: Transaction,
  settings: WatchSettings,
  { since, limit }: { since: Date; limit: number },
): Promise<UnreadText[]> {
  const rows: { inboxId: number; body: string; receivedAt: Date | number }[] = await trx('inbox')
    .where({ needsPerson: true })
    .whereIn('needsPersonReason', Object.values(UNREAD_REASONS))
    .where('receivedAt', '>=', since)
    .whereNot({ body: '' })
    .orderBy('inboxId', 'desc')
    .limit(limit)
    .select('inboxId', 'body', 'receivedAt');
  const answers = await listAnswers(
    trx,
    rows.map(({ inboxId }) => inboxId),
  );
  const places = questionsOf(settings);
  return rows.map(({ inboxId, body, receivedAt }) => {
    const answer = answers.get(inboxId) ?? '';
    const place = places.find(([, question]) => answer.includes(question))?.[0] ?? 'idle';
    return { at: new Date(receivedAt), place, text: body };
  });
}

/** What we answered tells what we had asked, because the question is asked again. */
async function listAnswers(trx: Transaction, inboxIds: readonly number[]): Promise<Map<number, string>> {
  const answers = new Map<number, string>();
  for (const inboxId of inboxIds) {
    const keys = [0, 1, 2].map((index) => `inbox:${inboxId}:answer:${index}`);
    const payloads: string[] = await trx('outbox').whereIn('idempotencyKey', keys).pluck('payload');
    answers.set(inboxId, payloads.join('\n'));
  }
  return answers;
}

function questionsOf(settings: WatchSettings): [UnreadPlace, string][] {
  const texts = settings.textsFor(undefined);
  const facts = watchFactsOf(settings);
  const noShift = { ...facts, shift: undefined };
  const [startsAt, endsAt] = [new Date(0), new Date(0)];
  const anyShift = { ref: '', shift: { startsAt, endsAt, zone: settings.zone, night: '1970-01-01' as const } };
  return [
    ['buddy', lastPartOf(texts.askBuddyAgain(noShift))],
    ['buddy', lastPartOf(texts.askBuddyPlainly(noShift))],
    ['severity', lastPartOf(texts.askSeverityAgain({ ...facts, what: '', hasWords: true }))],
    ['severity', texts.askSeverityPlainly(facts)],
    ['list', texts.askWhichAgain(facts)],
    ['list', texts.askWhichPlainly(facts)],
    ['drop', lastPartOf(texts.askDropAgain({ ...facts, ...anyShift }))],
    ['drop', texts.answerYesOrNo({ ...facts, yes: 'Y' })],
    ['drop', texts.answerYesOrNoPlainly({ ...facts, yes: 'Y' })],
  ];
}

/** Without its first sentence, which names the shift. */
function lastPartOf(question: string): string {
  return question.slice(question.search(/[.?] /) + 2);
}
