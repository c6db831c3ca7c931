import { writeToPerson } from '#src/actions/messages/write-to-person.ts';
import { getDemoPerson } from '#src/demo/demo-people.ts';
import { type DemoWorld, getUserOf } from '#src/demo/demo-world.ts';
import { pictureOf } from '#src/demo/pictures/picture-source.ts';
import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import type { Calendar, Moment } from './moment.ts';

const BEHIND_PROTEA_ROAD: Attachment = { kind: 'place', latitude: -33.93412, longitude: 18.46377, label: 'Protea Rd' };

/** Three cases: one that a coordinator took, one of severity 2 on patrol, and one that is open on the Friday. */
export function caseMoments(calendar: Calendar): Moment[] {
  const says = (at: Date, name: string, words: string, attachments: Attachment[] = []): Moment => ({
    at,
    happen: (world) => world.text(getDemoPerson(name), words, attachments),
  });
  return [
    says(
      calendar.at(-4, 21, 12),
      'Claire',
      'report 1 white bakkie with its lights off at the school gate, three men inside',
    ),
    says(calendar.at(-4, 21, 13), 'Claire', '', [pictureOf('bakkie')]),
    says(calendar.at(-4, 21, 16), 'Fatima', 'ack 1 I phoned the sector, a car comes past'),
    says(calendar.at(-4, 21, 24), 'Claire', 'they drove off when the police came, CA 412'),
    says(calendar.at(-1, 22, 41), 'Bongani', 'report 2 two men are cutting the fence behind 14 Protea Rd'),
    says(calendar.at(-1, 22, 42), 'Bongani', '', [pictureOf('fence')]),
    says(calendar.at(-1, 22, 43), 'Pieter', 'ack 2 on my way, 5 min'),
    says(calendar.at(-1, 22, 44), 'Bongani', '', [BEHIND_PROTEA_ROAD]),
    says(calendar.at(-1, 22, 53), 'Bongani', 'they ran to the river, nobody hurt. Fence is open'),
    says(
      calendar.at(0, 20, 26),
      'Annelise',
      'report 1 park gate stands open and the street light there is out, nobody around',
    ),
    says(calendar.at(0, 20, 27), 'Annelise', '', [pictureOf('gate')]),
  ];
}

/** What the watch says apart from bookings and cases. */
export function chatterMoments(calendar: Calendar): Moment[] {
  const says = (at: Date, name: string, words: string): Moment => ({
    at,
    happen: (world) => world.text(getDemoPerson(name), words),
  });
  return [
    { at: calendar.at(-1, 7, 40), happen: askAfterNoShow },
    says(calendar.at(-1, 7, 58), 'Lwazi', 'Sorry, I fell asleep after work. It will not happen again'),
    says(calendar.at(-1, 12, 30), 'Siyabonga', 'shifts weekend'),
    says(calendar.at(0, 8, 15), 'Tshepo', 'my'),
    says(calendar.at(0, 19, 30), 'Fatima', 'who'),
    says(calendar.at(0, 19, 48), 'Pieter', 'who tonight'),
    says(calendar.at(0, 20, 5), 'Zanele', 'my'),
  ];
}

async function askAfterNoShow(world: DemoWorld): Promise<void> {
  const coordinator = getDemoPerson('Nomvula');
  const words = 'We missed you at 22:00 last night. Is everything all right?';
  await world.act(coordinator, 'written', async (trx, settings, origin) => {
    const { number: identity } = getDemoPerson('Lwazi');
    return writeToPerson(trx, settings, { ...origin, coordinator: await getUserOf(trx, coordinator), identity, words });
  });
}
