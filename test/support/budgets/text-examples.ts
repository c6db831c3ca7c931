import type { VolunteerEvent } from '#src/conversation/events.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import type { FullWatch } from './full-watch.ts';

/** One text to a watch at its limits, and the texts that lead to it. */
export interface TextExample {
  phone: string;
  before?: readonly string[];
  text: string;
  attachments?: readonly Attachment[];
}

type Prepare = (watch: FullWatch) => TextExample | Promise<TextExample>;

/** By what the text is understood as. Each is prepared anew for each run. */
export const TEXT_EXAMPLES: Record<VolunteerEvent['type'], readonly Prepare[]> = {
  JOIN: [({ take }) => ({ phone: take.stranger(), text: 'join' })],
  CODE: [({ take }) => ({ phone: take.stranger(), before: ['join', 'Thandi Nkosi'], text: 'code' })],
  NAME: [({ take }) => ({ phone: take.member().phone, text: 'name Thandi Nkosi' })],
  NAME_GIVEN: [({ take }) => ({ phone: take.stranger(), before: ['join'], text: 'Thandi Nkosi' })],
  CODE_GIVEN: [({ take }) => ({ phone: take.stranger(), before: ['join', 'Thandi Nkosi'], text: '000000' })],

  SHIFTS: [
    ({ regular }) => ({ phone: regular.phone, text: 'shifts' }),
    ({ take }) => ({ phone: take.member().phone, text: 'shifts tonight' }),
    ({ take }) => ({ phone: take.member().phone, text: 'shifts this week' }),
    ({ take }) => ({ phone: take.running().phone, text: 'shifts 20 feb' }),
  ],
  MORE: [({ take }) => ({ phone: take.member().phone, before: ['shifts', 'more', 'more'], text: 'more' })],
  REASON: [({ take }) => ({ phone: take.regular().phone, before: ['drop'], text: 'my child is sick' })],
  NUMBER: [({ take }) => ({ phone: take.member().phone, before: ['shifts'], text: '1' })],
  BOOK: [
    ({ take }) => ({ phone: take.member().phone, text: 'book sun 10am' }),
    ({ take }) => ({ phone: take.member().phone, text: 'book tonight' }),
    ({ take }) => ({ phone: take.member().phone, before: ['shifts'], text: 'book 2 with Joseph 082 123 4567' }),
  ],
  BUDDY_GIVEN: [
    ({ take }) => ({ phone: take.member().phone, before: ['shifts', '1'], text: `sipho ${take.member().phone}` }),
  ],
  BUDDY: [
    ({ take }) => {
      const { phone, ref } = take.ahead();
      return { phone, text: `buddy ${ref} ${take.member().phone}` };
    },
    ({ take }) => ({ phone: take.running().phone, text: 'buddy' }),
  ],
  MY: [
    ({ regular }) => ({ phone: regular.phone, text: 'my' }),
    ({ take }) => ({ phone: take.running().phone, text: 'my' }),
  ],
  REF: [
    ({ take }) => {
      const { phone, ref } = take.ahead();
      return { phone, text: ref };
    },
  ],
  DROP: [
    ({ take }) => ({ phone: take.running().phone, text: 'drop' }),
    ({ take }) => {
      const { phone, ref } = take.ahead();
      return { phone, text: `drop ${ref} working late` };
    },
  ],
  YES: [
    ({ take }) => {
      const { phone, ref } = take.ahead();
      return { phone, before: [`drop ${ref}`], text: 'y' };
    },
    ({ take }) => ({ phone: take.regular().phone, before: ['forget me'], text: 'y' }),
  ],
  PROOF: [
    ({ take }) => ({ phone: take.regular().phone, before: ['forget me'], text: 'y47' }),
    ({ take }) => ({ phone: take.coordinator().phone, before: [`remove ${take.newcomer().ref}`], text: 'y47' }),
    ({ take }) => ({ phone: take.coordinator().phone, before: [`remove ${take.newcomer().ref}`], text: 'y11' }),
  ],
  NO: [({ take }) => ({ phone: take.regular().phone, before: ['forget me'], text: 'n' })],
  TWOFOLD_NO: [({ take }) => ({ phone: take.regular().phone, before: ['forget me'], text: "no I can't" })],
  IN: [({ take }) => ({ phone: take.running().phone, text: 'in' })],
  OUT: [({ take }) => ({ phone: take.running().phone, before: ['in'], text: 'out' })],

  REPORT: [
    ({ take }) => ({ phone: take.running().phone, text: `report 2 ${LONG_WORDS}` }),
    ({ take }) => ({ phone: take.stranger(), text: 'report 2 two men at the gate' }),
  ],
  SIGHTING: [({ take }) => ({ phone: take.member().phone, text: `there are ${LONG_WORDS}` })],
  SEVERITY: [({ take }) => ({ phone: take.member().phone, before: ['report two men'], text: '2' })],
  WORDS: [
    ({ take }) => ({ phone: take.member().phone, before: ['report 2 two men'], text: LONG_WORDS }),
    // belongs to the case with the most additions
    ({ regular }) => ({ phone: regular.phone, before: ['sos'], text: LONG_WORDS }),
  ],
  MEDIA: [
    ({ take }) => ({
      phone: take.member().phone,
      before: ['report 2 two men'],
      text: '',
      attachments: Array.from({ length: 10 }, (_, index) => ({
        kind: 'photo' as const,
        contentType: 'image/jpeg',
        url: `https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME${index}`,
      })),
    }),
  ],
  SHOW: [
    ({ take, fullCase }) => ({ phone: take.coordinator().phone, text: `show ${fullCase.caseNumber}` }),
    ({ take, fullCase }) => ({ phone: take.coordinator().phone, text: `show ${fullCase.caseNumber} 99` }),
    ({ regular, fullCase }) => ({ phone: regular.phone, text: `show ${fullCase.caseNumber}` }),
  ],
  ACK: [
    ({ take }) => ({ phone: take.coordinator().phone, text: `ack ${take.openCase().caseNumber} on my way` }),
    ({ take }) => ({ phone: take.coordinator().phone, text: 'ack' }),
  ],
  WHO: [
    ({ take }) => ({ phone: take.running().phone, text: 'who' }),
    ({ take }) => ({ phone: take.coordinator().phone, text: 'who' }),
    ({ take }) => ({ phone: take.coordinator().phone, text: 'who sat' }),
    ({ take }) => ({ phone: take.coordinator().phone, text: 'who this week' }),
    ({ take }) => ({ phone: take.coordinator().phone, text: 'who this weekend' }),
  ],
  ADMIT: [({ take }) => ({ phone: take.coordinator().phone, text: `admit ${take.newcomer().ref}` })],
  REFUSE: [({ take }) => ({ phone: take.coordinator().phone, text: `refuse ${take.newcomer().ref}` })],
  REMOVE: [({ take }) => ({ phone: take.coordinator().phone, text: `remove ${take.newcomer().ref}` })],

  SOS: [
    ({ take }) => ({ phone: take.running().phone, text: 'sos' }),
    ({ take }) => ({ phone: take.stranger(), text: 'they are breaking in' }),
  ],
  LIKELY_DANGER: [({ take }) => ({ phone: take.member().phone, text: 'help me choose a shift' })],
  FORGET: [({ take }) => ({ phone: take.regular().phone, text: 'forget me' })],
  MENU: [({ take }) => ({ phone: take.coordinator().phone, text: '?' })],
  BACK: [({ take }) => ({ phone: take.member().phone, before: ['shifts', '1'], text: 'back' })],
  THANKS: [({ take }) => ({ phone: take.member().phone, text: 'thanks' })],
  DOUBTFUL: [({ take }) => ({ phone: take.member().phone, text: 'my shift on sunday, can we swap it around' })],
  EXPLAIN: [({ take }) => ({ phone: take.member().phone, text: 'testing, is this thing on?' })],
  FOR_PERSON: [({ take }) => ({ phone: take.member().phone, text: 'running late, stuck in traffic' })],
  UNCLEAR: [
    ({ take }) => ({ phone: take.member().phone, text: 'wxyz qwerty' }),
    ({ take }) => ({ phone: take.member().phone, text: 'wxyz qwerty '.repeat(130) }),
    ({ take }) => ({ phone: take.stranger(), text: 'wxyz qwerty' }),
  ],
  AUTOMATIC: [({ take }) => ({ phone: take.member().phone, text: `Liked “${'Case 1, Fatima: "SOS!" '.repeat(65)}”` })],
};

/** Opt-out words are read before anything else. */
export const OPT_OUT_EXAMPLES: Record<string, readonly Prepare[]> = {
  STOP: [({ take }) => ({ phone: take.running().phone, text: 'stop' })],
  START: [({ take }) => ({ phone: take.running().phone, before: ['stop'], text: 'start' })],
};

const LONG_WORDS = 'two men at the gate, one of them has a long knife '.repeat(30);
