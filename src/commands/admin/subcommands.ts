import { add } from './add.ts';
import { admit, demote, promote, suspend } from './change.ts';
import { failed } from './failed.ts';
import { list } from './list.ts';
import { requeue } from './requeue.ts';
import { reset } from './reset.ts';
import type { Subcommand } from './subcommand.ts';

/** In the order in which they are listed. */
export const SUBCOMMANDS: readonly Subcommand[] = [list, add, admit, suspend, promote, demote, reset, failed, requeue];
