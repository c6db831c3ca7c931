import { BaseModel } from '#src/db/base-model.ts';

/**
 * `buddy_invitation`: somebody named this person as buddy, do they come? `presence`: were they at a shift that is over?
 * `danger`: their text suggested danger, are they in danger?
 */
export type AskKind = 'buddy_invitation' | 'presence' | 'danger';

/**
 * For a quarter of an hour after a safety ask was sent, a bare yes, no or ok belongs to it, whatever else is open, and we ask
 * that person no roster question. `danger` is the safety ask that comes before the others.
 */
export type AskClass = 'roster' | 'safety' | 'danger';

/** Every kind of question that we or somebody else begins. */
const CLASSES: Readonly<Record<AskKind, AskClass>> = {
  buddy_invitation: 'roster',
  presence: 'roster',
  danger: 'danger',
};

export const ASK_KINDS = Object.keys(CLASSES) as AskKind[];

export const ASK_STATUSES = ['open', 'answered', 'expired', 'superseded', 'withdrawn'] as const;

/**
 * `open`: it waits for an answer. `answered`: it got one. `expired`: its deadline has passed. `superseded`: we asked the
 * same person a newer question about the same subject. `withdrawn`: what it asks about is over. It ends once, and for good.
 */
export type AskStatus = (typeof ASK_STATUSES)[number];

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
  /** JSON: what the kind needs to know beside the subject. Ids and times only: nothing looks for people's names here. */
  declare payload: string;
  declare openedAt: Date;
  /** Silence counts as an answer then. Null: it has no deadline and stays open until something else ends it. */
  declare deadlineAt: Date | null;
  declare status: AskStatus;
  declare endedAt: Date | null;
  declare answer: string | null;
  /** The text that answered it. */
  declare inboxId: number | null;

  /** The timer that ends an ask at its deadline may be late. */
  isOpenAt(instant: Date): boolean {
    return this.status === 'open' && (this.deadlineAt === null || instant < this.deadlineAt);
  }
}

export function classOf(kind: AskKind): AskClass {
  return CLASSES[kind];
}
