import { foreseeYes, type MeaningOfYes } from '#src/conversation/foresee-yes.ts';
import type { HandledText } from '#src/conversation/handle-texts.ts';
import type { Services } from '#src/services.ts';

/** Compares what `foreseeYes` says before each bare yes of a transcript with what the yes is then read as. */
export class ForeseenYes {
  #foreseen = new Map<number, MeaningOfYes>();
  #wrong: string[] = [];

  /** Call it before the text is received. */
  async foresee({ read, settings }: Services, identity: string, body: string): Promise<MeaningOfYes | undefined> {
    const word = (['yes', 'Y'] as const).find((each) => each.toLowerCase() === body.trim().toLowerCase());
    if (!word) return undefined;
    return read(async (trx) => {
      // it is read after the texts that wait before it
      const waiting = await trx('inbox')
        .join('conversations', 'conversations.conversationId', 'inbox.conversationId')
        .where({ identity })
        .whereNull('handledAt')
        .first('inboxId');
      return waiting ? undefined : (await foreseeYes(trx, settings, { identity, word })).yes;
    });
  }

  remember(inboxId: number, yes: MeaningOfYes | undefined): void {
    if (yes) this.#foreseen.set(inboxId, yes);
  }

  compare({ inboxId, understood }: HandledText): void {
    const yes = this.#foreseen.get(inboxId);
    if (yes && !READ_AS[yes.of](understood)) this.#wrong.push(`foreseen as for ${yes.of}, and read as ${understood}`);
  }

  /** Throws if one was read as something else. */
  check(): void {
    if (this.#wrong.length > 0) throw new Error(`a bare yes was ${this.#wrong.join('; ')}`);
  }
}

type Understood = HandledText['understood'];

const isForAsks = (understood: Understood) => understood === 'ANSWER' || understood === 'WHICH_ASK';

const READ_AS: Record<MeaningOfYes['of'], (understood: Understood) => boolean> = {
  ask: (understood) => understood === 'ANSWER',
  several: (understood) => understood === 'WHICH_ASK',
  start: (understood) => understood === 'START',
  dialogue: (understood) => !isForAsks(understood),
  relay: (understood) => !isForAsks(understood),
  nothing: (understood) => !isForAsks(understood),
};
