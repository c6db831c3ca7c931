import { requireNewProofOfUnseen } from '#src/actions/members/require-new-proof.ts';
import type { Transaction } from '#src/db/connect.ts';
import { eraseExpiredCounts } from '#src/db/rate-limits.ts';
import { eraseLastWords } from '#src/messaging/erasure/erase-correspondence.ts';
import {
  eraseBroadcasts,
  eraseCancelledWords,
  eraseDialogues,
  eraseInboundWords,
  eraseOutboundWords,
  eraseRawForms,
} from '#src/messaging/erasure/erase-words.ts';
import { eraseMedia, eraseMediaOfNoCase, takeWithinBytes } from '#src/messaging/media/erase-media.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { DAY } from '#src/platform/duration.ts';
import { eraseFormerMembers } from '#src/privacy/erasure/erase-former-members.ts';
import { eraseSilentStrangers } from '#src/privacy/erasure/erase-strangers.ts';
import { eraseOldAdditions, eraseOldPlaces } from '#src/reports/erase-old-additions.ts';
import { eraseOldStrangers } from '#src/reports/erase-reporter.ts';
import type { Severity } from '#src/reports/report.ts';
import { eraseOldBuddies } from '#src/roster/buddies/erase-buddies.ts';
import { type ErasureTools, eraseOldCodes } from '#src/volunteers/numbers/erase-number.ts';
import { deleteWithheldCodes } from '#src/volunteers/sign-in/code-limits.ts';
import { eraseOldWrongCodes, WRONG_WINDOW } from '#src/volunteers/sign-in/wrong-codes.ts';
import { eraseShortLivedRows } from './erase-short-lived-rows.ts';

/** Retention periods, in milliseconds. */
export interface RetentionPeriods {
  traces: number;
  unfinishedJoins: number;
  rawForms: number;
  buddies: number;
  bodies: number;
  media: Record<Severity, number>;
  left: number;
  proveAgain: number;
}

/** A kind of data with its retention period. */
export interface RetentionRule {
  name: string;
  /** In milliseconds. */
  keptFor: number;
  /** The most in one transaction. */
  batch: number;
  /**
   * Erases data that is older than `before`, at most `limit`. Returns how many, 0 if there is no more, and `more` if it has
   * erased only a part of one.
   */
  erase(trx: Transaction, tools: ErasureTools, range: { before: Date; limit: number }): Promise<number | 'more'>;
}

const MANY = 100;
/** Each of these takes several statements. */
const FEW = 20;
/** A transaction begins the erasure of one person at a time. */
const ONE = 1;

export function retentionRules(settings: WatchSettings, times: RetentionPeriods): RetentionRule[] {
  const rule = (name: string, keptFor: number, erase: RetentionRule['erase'], batch = MANY): RetentionRule => ({
    name,
    keptFor,
    erase,
    batch,
  });
  return [
    rule('last_words', 0, (trx, tools, { limit }) => eraseLastWords(trx, tools, limit)),
    rule('unseen_numbers', times.proveAgain, (trx, _, range) => requireNewProofOfUnseen(trx, settings, range), FEW),
    rule('members_who_left', times.left, eraseFormerMembers, ONE),
    rule('unfinished_joins', times.unfinishedJoins, eraseSilentStrangers, FEW),
    rule('raw_forms', times.rawForms, (trx, _, range) => eraseRawForms(trx, range)),
    rule('received_words', times.bodies, (trx, { now }, range) => eraseInboundWords(trx, now, range)),
    rule('sent_words', times.bodies, (trx, { now }, range) => eraseOutboundWords(trx, now, range)),
    rule('unsent_words', times.traces, (trx, { now }, range) => eraseCancelledWords(trx, now, range)),
    rule('announcements', times.bodies, (trx, _, range) => eraseBroadcasts(trx, range)),
    rule('places_in_conversations', times.bodies, (trx, _, range) => eraseDialogues(trx, range)),
    rule('numbers_of_strangers_in_cases', times.bodies, eraseOldStrangers),
    rule('buddies', times.buddies, eraseOldBuddies),
    rule('media_of_no_case', times.media[0], (trx, { now }, range) => eraseMediaOfNoCase(trx, now, range)),
    ...SEVERITIES.flatMap(({ severity, name }) => [
      rule(`media_${name}`, times.media[severity], async (trx, { now }, range) => {
        const { count, mediaIds } = await eraseOldAdditions(trx, { ...range, severity, take: takeWithinBytes });
        await eraseMedia(trx, now, mediaIds);
        return count;
      }),
      rule(`places_${name}`, times.media[severity], (trx, _, range) => eraseOldPlaces(trx, { ...range, severity })),
    ]),
    rule('codes', times.traces, (trx, _, range) => eraseOldCodes(trx, range)),
    rule('withheld_codes', DAY, (trx, _, range) => deleteWithheldCodes(trx, range)),
    rule('wrong_codes', WRONG_WINDOW, (trx, _, range) => eraseOldWrongCodes(trx, range)),
    rule('rate_limits', 0, (trx, _, { limit }) => eraseExpiredCounts(trx, limit)),
    rule('traces', times.traces, (trx, _, range) => eraseShortLivedRows(trx, range)),
  ];
}

const SEVERITIES: { severity: Severity; name: string }[] = [
  { severity: 0, name: 'quiet' },
  { severity: 1, name: 'suspicious' },
  { severity: 2, name: 'incident' },
];
