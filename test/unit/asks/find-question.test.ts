import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ask, type AskClass, type AskStatus } from '#src/asks/ask.ts';
import { findQuestion, type OpenQuestions } from '#src/asks/find-question.ts';
import { compareHanded, type Handed } from '#src/asks/handed.ts';
import type { AskedQuestion } from '#src/asks/list-asked-questions.ts';
import { rosterQuestionDueAt } from '#src/asks/safety-asks.ts';
import { after, MINUTE, SECOND } from '#src/platform/duration.ts';

const NOON = new Date('2026-11-27T12:00:00Z');

function minute(count: number): Date {
  return after(NOON, count * MINUTE);
}

interface Given {
  askClass?: AskClass;
  status?: AskStatus;
  /** Minutes after noon. Undefined: not sent. */
  handed?: number | undefined;
  deadline?: number | null;
  outboxId?: number;
}

let ids = 0;

function question({ askClass = 'roster', status = 'open', handed, deadline = null, outboxId }: Given): AskedQuestion {
  ids += 1;
  const deadlineAt = deadline === null ? null : minute(deadline);
  const ask = Ask.fromDatabaseJson({ askId: ids, kind: 'presence', status, deadlineAt });
  return {
    ask,
    askClass,
    handed: handed === undefined ? undefined : { at: minute(handed), outboxId: outboxId ?? ids },
  };
}

function asked(count: number): Handed {
  ids += 1;
  return { at: minute(count), outboxId: ids };
}

function find(asks: AskedQuestion[], dialogue: OpenQuestions['dialogue'], answered: number) {
  const found = findQuestion({ asks, dialogue, answeredAt: minute(answered) });
  if (found.of === 'several') return found.asks.map(({ askId }) => askId);
  return 'ask' in found ? [found.of, found.ask.askId] : found.of;
}

const idOf = ({ ask }: AskedQuestion) => ask.askId;

describe('a bare answer', () => {
  it('belongs to nothing if nothing was asked', () => {
    expect(find([], undefined, 10)).toBe('nothing');
    expect(find([question({})], undefined, 10)).toBe('nothing');
  });

  it('belongs to the only open ask until its deadline', () => {
    const ask = question({ handed: 0, deadline: 10 });
    expect(find([ask], undefined, 9)).toEqual(['ask', idOf(ask)]);
    expect(find([ask], undefined, 10)).toEqual(['ended', idOf(ask)]);
  });

  it('belongs to no ask that was handed over after it', () => {
    const ask = question({ handed: 11 });
    expect(find([ask], undefined, 10)).toBe('nothing');
    expect(find([ask], asked(5), 10)).toBe('dialogue');
  });

  it('belongs to the dialogue, unless an ask was handed over after its question', () => {
    const before = question({ handed: 0 });
    expect(find([before], asked(5), 10)).toBe('dialogue');
    const dialogue = asked(5);
    const later = question({ handed: 6 });
    expect(find([later], dialogue, 10)).toEqual(['ask', idOf(later)]);
    expect(find([before, later], dialogue, 10)).toEqual([idOf(before), idOf(later)]);
  });

  it('goes by the order in the outbox if both were handed over at the same instant', () => {
    const [first, second] = [question({ handed: 5 }), question({ handed: 5 })];
    const dialogue = asked(5);
    const third = question({ handed: 5 });
    expect(find([first, second], dialogue, 5)).toBe('dialogue');
    expect(find([third], dialogue, 5)).toEqual(['ask', idOf(third)]);
  });

  it('never goes to an ask while the question that their own text leads to is on its way', () => {
    const ask = question({ handed: 0 });
    expect(find([ask], 'waiting', 10)).toEqual([idOf(ask)]);
    expect(find([ask], asked(11), 10)).toEqual([idOf(ask)]);
    expect(find([], 'waiting', 10)).toBe('dialogue');
  });

  it('is asked which one it means if several are open', () => {
    const [one, two] = [question({ handed: 1 }), question({ handed: 0 })];
    expect(find([one, two], undefined, 10)).toEqual([idOf(two), idOf(one)]);
  });

  it('may be a late one if the last question is an ask that has ended, and then takes nothing else', () => {
    const open = question({ handed: 0 });
    const over = question({ handed: 1, status: 'withdrawn' });
    expect(find([over], undefined, 10)).toEqual(['ended', idOf(over)]);
    expect(find([open, over], undefined, 10)).toEqual([idOf(open), idOf(over)]);
    expect(find([question({ handed: 1, status: 'expired' }), question({ handed: 2 })], undefined, 10)).toEqual([
      'ask',
      ids,
    ]);
  });

  it('belongs to a safety ask for 15 minutes, whatever else is open', () => {
    const safety = question({ askClass: 'safety', handed: 0 });
    const later = question({ handed: 5 });
    const answered = (seconds: number) =>
      findQuestion({ asks: [later, safety], dialogue: asked(6), answeredAt: after(minute(15), seconds * SECOND) });
    expect(answered(-1)).toEqual({ of: 'ask', ask: safety.ask });
    expect(answered(0)).toEqual({ of: 'dialogue' });
  });

  it('belongs to the safety ask about danger first', () => {
    const home = question({ askClass: 'safety', handed: 0 });
    const danger = question({ askClass: 'danger', handed: 1 });
    const other = question({ askClass: 'safety', handed: 2 });
    expect(find([home, danger, other], undefined, 3)).toEqual(['ask', idOf(danger)]);
  });
});

describe('whatever is open', () => {
  const times = fc.integer({ min: 0, max: 30 });
  const asks = fc.array(
    fc
      .record({
        askClass: fc.constantFrom<AskClass>('roster', 'roster', 'roster', 'safety', 'danger'),
        status: fc.constantFrom<AskStatus>('open', 'open', 'open', 'expired', 'superseded', 'withdrawn'),
        handed: fc.option(times, { nil: undefined }),
        deadline: fc.option(times),
        outboxId: fc.integer({ min: 1, max: 9 }),
      })
      .map(question),
    { maxLength: 6 },
  );
  const dialogues = fc.oneof(
    fc.constant(undefined),
    fc.constant('waiting' as const),
    fc.record({ at: times.map(minute), outboxId: fc.integer({ min: 10, max: 12 }) }),
  );
  const cases = fc.record({ asks, dialogue: dialogues, answeredAt: times.map(minute) });

  it('an answer goes only to a question that was sent, has not ended, and is the only one that can be meant', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { dialogue, answeredAt } = given;
        const found = findQuestion(given);
        const sent = given.asks.filter(({ handed }) => handed !== undefined && handed.at <= answeredAt);
        const isOpen = ({ ask }: AskedQuestion) => ask.isOpenAt(answeredAt);
        const isLater = ({ handed }: AskedQuestion, than: Handed) =>
          handed !== undefined && compareHanded(handed, than) > 0;
        const urgent = sent.filter(
          ({ askClass, handed }) => askClass !== 'roster' && handed && answeredAt < after(handed.at, 15 * MINUTE),
        );
        if (urgent.length > 0) {
          if (found.of !== 'ask' && found.of !== 'ended') throw new Error(`a safety ask counts, not ${found.of}`);
          const taken = urgent.find(({ ask }) => ask === found.ask);
          expect(taken && isOpen(taken)).toBe(urgent.some(isOpen));
          const alike = urgent.filter((each) => isOpen(each) === urgent.some(isOpen));
          expect(taken?.askClass === 'danger').toBe(alike.some(({ askClass }) => askClass === 'danger'));
          return;
        }
        const open = sent.filter(isOpen);
        const wasAsked = dialogue !== undefined && dialogue !== 'waiting' && dialogue.at <= answeredAt;
        switch (found.of) {
          case 'ask':
            expect(open.map(({ ask }) => ask)).toEqual([found.ask]);
            expect(dialogue === undefined || wasAsked).toBe(true);
            // nothing that was asked after it can be meant
            for (const each of sent) expect(each.ask === found.ask || !isLater(each, handedOf(open[0]))).toBe(true);
            if (wasAsked) expect(sent.some((each) => isLater(each, dialogue))).toBe(true);
            return;
          case 'ended':
            expect(open).toEqual([]);
            expect(sent.map(({ ask }) => ask)).toContain(found.ask);
            return;
          case 'dialogue':
            if (wasAsked) expect(sent.filter((each) => isLater(each, dialogue))).toEqual([]);
            else expect([dialogue !== undefined, sent.length]).toEqual([true, 0]);
            return;
          case 'several':
            expect(found.asks.every((ask) => sent.some((each) => each.ask === ask))).toBe(true);
            expect(open.every(({ ask }) => found.asks.includes(ask))).toBe(true);
            // only the last one may have ended
            expect(found.asks.slice(0, -1).every((ask) => ask.isOpenAt(answeredAt))).toBe(true);
            expect(found.asks.length > 1 || (dialogue !== undefined && !wasAsked)).toBe(true);
            return;
          case 'nothing':
            expect([dialogue, sent.length]).toEqual([undefined, 0]);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('the order of the list changes nothing', () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), (given, seeds) => {
        const distinct = given.asks.map((each, index) =>
          each.handed ? { ...each, handed: { ...each.handed, outboxId: index } } : each,
        );
        const shuffled = distinct
          .map((each) => ({ each, place: seeds.next().value }))
          .sort((one, other) => one.place - other.place)
          .map(({ each }) => each);
        expect(findQuestion({ ...given, asks: shuffled })).toEqual(findQuestion({ ...given, asks: distinct }));
      }),
    );
  });
});

describe('a roster question', () => {
  it('waits until 15 minutes after each open safety ask was sent', () => {
    const due = (...open: AskedQuestion[]) => rosterQuestionDueAt(minute(10), open);
    expect(due()).toEqual(minute(10));
    expect(due(question({ handed: 0 }))).toEqual(minute(10));
    const safety = question({ askClass: 'safety', handed: 2 });
    expect(due(safety)).toEqual(minute(17));
    expect(due(question({ askClass: 'danger', handed: 5 }), safety)).toEqual(minute(20));
    expect(due(question({ askClass: 'danger' }))).toEqual(minute(25));
    expect(due(question({ askClass: 'safety', handed: -20 }))).toEqual(minute(10));
  });
});

function handedOf(question: AskedQuestion | undefined): Handed {
  if (!question?.handed) throw new Error('it was not sent');
  return question.handed;
}
