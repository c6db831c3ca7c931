import { onTestFinished } from 'vitest';
import type { TestApi } from './api.ts';

/** `GET /admin/events`, as a coordinator reads it. Left when the test is over. */
export interface EventStream {
  status: number;
  type: string | null;
  /** Everything that came so far. */
  text(): string;
  isOver(): boolean;
}

export async function watchEvents(
  api: TestApi,
  userId: number,
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const authorization = `Bearer ${await api.tokenOf(userId)}`;
  const response = await fetch(`${api.url}/admin/events`, {
    headers: { authorization, ...headers },
    signal: abort.signal,
  });
  let text = '';
  let isOver = false;
  const read = async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
    isOver = true;
  };
  void read().catch(() => {});
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: () => text,
    isOver: () => isOver,
  };
}
