/** The groups of the API, in the order in which the document shows them. */
export const TAGS: Record<string, string> = {
  'Sign in': 'A code by text proves a number, and gives a token.',
  Me: 'Who I am here, and my shifts in any calendar program.',
  Shifts: 'The schedules, and the slots that can be booked.',
  Bookings: 'My shifts, as booker or buddy.',
  Reports: 'What was seen, on a shift or off it.',
  'Coordinators: users': 'Who belongs to the watch.',
  'Coordinators: schedules': 'When there are patrols.',
  'Coordinators: roster': 'Who patrols when, and where the gaps are.',
  'Coordinators: bookings': 'Steering the bookings of others, who are told.',
  'Coordinators: reports': 'All reports, and who takes them.',
  'Coordinators: messages': 'Every thread, what needs a person, what could not be sent, and announcements.',
  'Coordinators: audit': 'Who did what, when, and by which way.',
  'Coordinators: live': 'What happens, as it happens.',
};
