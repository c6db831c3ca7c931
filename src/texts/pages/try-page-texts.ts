type ChannelName = 'sms' | 'whatsapp';

/** `/try`, the phones on the screen. */
export interface TryPageTexts {
  title: string;
  /** What the page is for, in one or two sentences. */
  about: string;
  /** What a newcomer can play first. */
  firstSteps: { heading: string; steps: readonly string[] };
  /** Scripts are switched off in this browser. */
  withoutScript: string;
  channels: Record<ChannelName, string>;
  /** Names the choice between SMS and WhatsApp. */
  channelOf: (p: { number: string }) => string;
  /** A number that no member has. */
  nobodyYet: string;
  coordinatorAt: (p: { shownNumber: string }) => string;
  coordinator: (p: { name: string }) => string;
  addPhone: string;
  numberOfPhone: string;
  add: string;
  /** A short link, and what it says to a screen reader. */
  inspect: string;
  openInspector: (p: { shownNumber: string }) => string;
  closeInspector: (p: { shownNumber: string }) => string;
  removePhone: (p: { number: string }) => string;
  /** Neither a number nor the name of one person. */
  notANumber: (p: { typed: string }) => string;
  noMessages: string;
  /** A link over the texts of a phone, to the field below them. */
  skipTexts: string;
  /** A link over the clock. */
  skipToPhones: string;
  backToPhones: string;
  /** Read out before a text, by a screen reader. */
  youWrote: string;
  watchWrote: string;
  attachments: Record<'photo' | 'voice' | 'place', string>;
  /** How many segments a text has, and its encoding. */
  size: (p: { segments: number; encoding: string }) => string;
  /** What the provider reported about a text. Undefined: nothing yet. */
  delivery: (status: string | undefined) => string;
  /** The network holds the text back. */
  heldBack: string;
  /** What a phone can do with a text. */
  deliveries: Record<'delivered' | 'read' | 'undelivered', string>;
  deliverLate: string;
  attach: string;
  attachWhat: string;
  attachNothing: string;
  /** A file to send instead of a sample. */
  ownFile: string;
  whichPlace: string;
  notAPlace: string;
  textFrom: (p: { number: string }) => string;
  typeHere: string;
  send: string;
  /** The service refused the text, with this HTTP status. The words are still in the field. */
  notSent: (p: { status: number }) => string;
  notReported: (p: { status: number }) => string;
  saveHeading: string;
  saveAbout: string;
  saveTitle: string;
  save: string;
  demoHeading: string;
  demoAbout: string;
  loadDemo: string;
  demoRefusals: Record<'notEmpty' | 'clockNotMovable', string>;
}
