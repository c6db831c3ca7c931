import type { OutcomeEvent, PageCursor } from '#src/conversation/machine/vocabulary.ts';
import type { Turn } from '#src/conversation/turn.ts';

/** Remembers where MORE goes on. Null: the list was shown to its end, and MORE means no earlier list of this kind. */
export function nextPage(turn: Turn, next: Omit<PageCursor, 'shownAt'> | null): OutcomeEvent | undefined {
  const { list } = turn.dialogue.context;
  if (next) return { type: 'PAGED', page: { ...next, shownAt: turn.text.receivedAt.getTime() } };
  return list?.page ? { type: 'PAGED', page: null } : undefined;
}

/** The page that MORE means: of a list that was shown shortly before. */
export function openPage({ text, settings, dialogue }: Turn): PageCursor | undefined {
  const page = dialogue.context.list?.page;
  if (!page) return undefined;
  const age = text.receivedAt.getTime() - page.shownAt;
  return age >= 0 && age < settings.listLifetime ? page : undefined;
}
