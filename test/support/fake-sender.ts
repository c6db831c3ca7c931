import type { LookUpOutcome, OutboundMessage, Sender, SendOutcome } from '#src/messaging/sender.ts';

type Answer<Outcome> = (message: OutboundMessage) => Outcome | Promise<Outcome>;

/** A provider that accepts every message and loses none, unless a test says otherwise. */
export class FakeSender implements Sender {
  /** Every attempt, in the order in which they began. */
  readonly attempts: OutboundMessage[] = [];
  readonly lookUps: { message: OutboundMessage; attemptedAt: Date }[] = [];
  answer: Answer<SendOutcome> = () => this.accepted();
  found: Answer<LookUpOutcome> = () => ({ outcome: 'absent' });
  #sids = 0;

  accepted(): SendOutcome {
    this.#sids += 1;
    return { outcome: 'accepted', providerSid: `SMsent${this.#sids}` };
  }

  async send(message: OutboundMessage): Promise<SendOutcome> {
    this.attempts.push(message);
    return this.answer(message);
  }

  async lookUp(message: OutboundMessage, attemptedAt: Date): Promise<LookUpOutcome> {
    this.lookUps.push({ message, attemptedAt });
    return this.found(message);
  }

  /** Answers with each of these once, and accepts what comes after. */
  answerInTurn(...outcomes: SendOutcome[]): void {
    this.answer = () => outcomes.shift() ?? this.accepted();
  }

  bodies(): string[] {
    return this.attempts.map(({ body }) => body);
  }

  bodiesTo(address: string): string[] {
    return this.attempts.filter(({ to }) => to === address).map(({ body }) => body);
  }
}
