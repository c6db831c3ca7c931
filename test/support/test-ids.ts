import { type Ids, randomIds } from '#src/platform/ids.ts';

/** Random ids, but a yes by SMS to a question that needs digits is always `Y47`. */
export const testIds: Ids = { ...randomIds, proofDigits: () => '47' };
