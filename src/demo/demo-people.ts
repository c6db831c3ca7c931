import type { Channel } from '#src/messaging/sender.ts';

/** What became of a person by the Friday evening. */
type DemoRole = 'coordinator' | 'volunteer' | 'suspended' | 'waiting' | 'stopped';

export interface DemoPerson {
  name: string;
  /** E.164. */
  number: string;
  channel: Channel;
  role: DemoRole;
  /** Whether a coordinator added them, or they texted the number and joined. */
  came: 'added' | 'texted';
}

const FIRST_NUMBER = 27_825_550_100;

type Row = [name: string, role?: DemoRole, came?: DemoPerson['came'], channel?: Channel];

const ROWS: readonly Row[] = [
  ['Nomvula Dlamini', 'coordinator'],
  ['Pieter van der Merwe', 'coordinator', 'added', 'whatsapp'],
  ['Fatima Jacobs', 'coordinator', 'added', 'whatsapp'],
  ['Sipho Mokoena'],
  ['Thandeka Nkosi', 'volunteer', 'added', 'whatsapp'],
  ['Lerato Molefe'],
  ['Johan Botha'],
  ['Ayesha Davids', 'volunteer', 'added', 'whatsapp'],
  ['Themba Khumalo'],
  ['Priya Naidoo', 'volunteer', 'added', 'whatsapp'],
  ['Kagiso Sithole'],
  ['Annelise Kruger', 'volunteer', 'added', 'whatsapp'],
  ['Mandla Zulu', 'volunteer', 'added', 'whatsapp'],
  ['Zanele Ndlovu'],
  ['Rashid Adams'],
  ['Bongani Mthembu', 'volunteer', 'added', 'whatsapp'],
  ['Claire Thompson', 'volunteer', 'added', 'whatsapp'],
  ['Tshepo Mabena'],
  ['Elmarie Steyn'],
  ['Vusi Radebe', 'volunteer', 'added', 'whatsapp'],
  ['Naledi Tau'],
  ['Deon Pretorius'],
  ['Kavita Pillay', 'volunteer', 'added', 'whatsapp'],
  ['Lwazi Gumede'],
  ['Refilwe Phiri'],
  ['Yusuf Abrahams', 'volunteer', 'added', 'whatsapp'],
  ['Mpho Letsoalo'],
  ['Ntombi Shezi'],
  ['David Cohen'],
  ['Rudzani Mudau', 'volunteer', 'texted'],
  ['Tinyiko Baloyi', 'volunteer', 'texted', 'whatsapp'],
  ['Busisiwe Mahlangu', 'volunteer', 'texted'],
  ['Xolani Ngcobo', 'volunteer', 'texted', 'whatsapp'],
  ['Lindiwe Maseko', 'volunteer', 'texted'],
  ['Siyabonga Ntuli'],
  ['Gareth Evans', 'volunteer', 'texted', 'whatsapp'],
  ['Grace Banda', 'volunteer', 'texted'],
  ['Ruan Nel', 'stopped'],
  ['Hester Fourie', 'suspended'],
  ['Unathi Bangani', 'waiting', 'texted'],
];

/** The forty people of the demo watch. The first one runs it. */
export const DEMO_PEOPLE: readonly DemoPerson[] = ROWS.map(
  ([name, role = 'volunteer', came = 'added', channel = 'sms'], index) => ({
    ...{ name, role, came, channel },
    number: `+${FIRST_NUMBER + index}`,
  }),
);

/** Finds a person by their first name. */
export function getDemoPerson(firstName: string): DemoPerson {
  const person = DEMO_PEOPLE.find(({ name }) => name.startsWith(`${firstName} `));
  if (!person) throw new Error(`${firstName} is not in the demo watch`);
  return person;
}
