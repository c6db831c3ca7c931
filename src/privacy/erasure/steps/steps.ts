import { eraseFiles } from './erase-files.ts';
import { eraseFromAnswers } from './erase-from-answers.ts';
import { eraseFromAudit } from './erase-from-audit.ts';
import { eraseFromBookings } from './erase-from-bookings.ts';
import { eraseFromBroadcasts } from './erase-from-broadcasts.ts';
import { eraseFromAdditions, eraseFromReports } from './erase-from-cases.ts';
import { eraseFromConversations } from './erase-from-conversations.ts';
import { eraseFromInbox } from './erase-from-inbox.ts';
import { eraseFromOutbox } from './erase-from-outbox.ts';
import { findTypedNames } from './find-typed-names.ts';
import { gatherFacts } from './gather-facts.ts';
import type { Step } from './step.ts';

/** The steps of an erasure, in their order: a later one may need what an earlier one found or left. */
const STEPS: readonly Step[] = [
  gatherFacts,
  eraseFiles,
  eraseFromBookings,
  findTypedNames,
  eraseFromInbox,
  eraseFromConversations,
  eraseFromBroadcasts,
  eraseFromReports,
  eraseFromAdditions,
  eraseFromOutbox,
  eraseFromAudit,
  eraseFromAnswers,
];

export const FIRST_STEP = gatherFacts.name;

/** A step of this name. A name that another version saved means the first step: a repeat changes nothing. */
export function stepOf(name: string): Step {
  return STEPS.find((step) => step.name === name) ?? gatherFacts;
}

export function stepAfter(name: string): Step | undefined {
  return STEPS[STEPS.indexOf(stepOf(name)) + 1];
}
