import { add } from './add.ts';
import { admit, demote, promote, suspend } from './change.ts';
import { exportData } from './export.ts';
import { failed } from './failed.ts';
import { forget } from './forget.ts';
import { list } from './list.ts';
import { requeue } from './requeue.ts';
import { reset } from './reset.ts';
import type { Subcommand } from './subcommand.ts';
import { unread } from './unread.ts';

/** In the order of the overview. */
export const SUBCOMMANDS: readonly Subcommand[] = [
  list,
  add,
  admit,
  suspend,
  promote,
  demote,
  reset,
  failed,
  requeue,
  unread,
  exportData,
  forget,
];
