/** The groups of the API, in the order of the OpenAPI document. */
export const TAGS: Record<string, string> = {
  'Sign in': 'A code by text proves a number. The code is exchanged for a token.',
  Me: 'My own account, and my shifts for calendar programs.',
  Shifts: 'Schedules, and the shifts that have free slots.',
  Bookings: 'My bookings, as booker or buddy.',
  Reports: 'What members saw, on a shift or not.',
  'Coordinators: users': 'The people of the watch.',
  'Coordinators: schedules': 'When there are patrols.',
  'Coordinators: roster': 'Who patrols when, and where the gaps are.',
  'Coordinators: bookings': 'Changing the bookings of others, who are told by text.',
  'Coordinators: reports': 'All reports, and who takes them.',
  'Coordinators: messages': 'Threads, texts that need a person, what we asked people, dead letters, and announcements.',
  'Coordinators: audit': 'Who did what, when, and on which channel.',
  'Coordinators: live': 'Events as they happen.',
};
