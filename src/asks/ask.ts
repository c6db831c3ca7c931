import { BaseModel } from '#src/db/base-model.ts';

/**
 * Each kind of question that we or somebody else began. `isSafety`: for a quarter of an hour after it was sent, a bare yes,
 * no or ok belongs to it, whatever else is open, and we ask that person no other kind of question.
 */
export const ASK_KINDS = {
  /** Somebody named this person as buddy for a shift: do they come? */
  buddy_invitation: { isSafety: false },
  /** A shift is over for which they did not check in: were they there? */
  presence: { isSafety: false },
} as const satisfies Record<string, { isSafety: boolean }>;

export type AskKind = keyof typeof ASK_KINDS;

/**
 * `open`: it waits for an answer. `answered`: it got one. `expired`: its deadline has passed. `superseded`: we asked the
 * same person a newer question about the same subject. `withdrawn`: what it asks about is over. It ends once, and for good.
 */
export type AskStatus = 'open' | 'answered' | 'expired' | 'superseded' | 'withdrawn';

/** A row of `asks`. */
export class Ask extends BaseModel {
  static override tableName = 'asks';
  static override idColumn = 'askId';
  static override instants = ['openedAt', 'deadlineAt', 'endedAt'];

  declare askId: number;
  declare kind: AskKind;
  /** Names the ask, so that nobody is asked twice for the same cause. */
  declare key: string;
  /** The number of the person who is asked, in E.164. */
  declare identity: string;
  declare userId: number | null;
  /** What it is about, such as `booking:17`. */
  declare subject: string;
  /** The ref of the subject, such as `K7`. */
  declare ref: string;
  /** JSON: what the kind needs to know beside the subject. */
  declare payload: string;
  declare openedAt: Date;
  /** Silence counts as an answer then. Null: it has no deadline and stays open until something else ends it. */
  declare deadlineAt: Date | null;
  declare status: AskStatus;
  declare endedAt: Date | null;
  declare answer: string | null;
  /** The text that answered it. */
  declare inboxId: number | null;
}
