import { playConversations } from '#test/support/transcript/play-conversations.ts';

playConversations('SQLite');
