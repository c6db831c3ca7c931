/**
 * Every word that a person reads. GSM-7 letters only; a routine text is one segment (160 characters) once the names are
 * filled in, two at most. `when` is `Sat 28 Nov 00:00-02:00 (Fri night)`, `short` the same without the night. Names come
 * as the reader may see them, quoted words already cut to fit.
 */
export const en = {
  // joining
  welcome: (p: Watch) =>
    `${p.watch} patrols: welcome. Adults (18+) only. We keep your name, number and texts to run patrols. What is your name and surname? (In danger phone ${p.emergency}.)`,
  welcomeAfterLong: (p: Watch) =>
    `${p.watch} has not heard from this number for long, and numbers change hands. What is your name and surname? (In danger phone ${p.emergency}.)`,
  whoWeAre: (p: Watch) =>
    `${p.watch}, the volunteers who patrol at night. To join, reply your name and surname. Not for you? Don't answer. ${danger(p)}`,
  askName: (p: Watch) => `What is your name and surname? Reply just the name, in letters. ${danger(p)}`,
  askNamePlainly: (p: Watch) => `To join ${p.watch} we need your name and surname, nothing else. ${danger(p)}`,
  noHurry: (p: Watch) => `No hurry. To join ${p.watch} later, reply your name and surname.`,
  code: (p: Watch & { code: string; first: string; minutes: number }) =>
    `${p.code} is your ${p.watch} code, ${p.first}. Text it back within ${p.minutes} minutes to join. Tell it to nobody. Wrong name? Text NAME and your name.`,
  tooManyCodes: (p: { time: string; isLastOpen: boolean }) =>
    `You had 3 codes in 10 minutes.${p.isLastOpen ? ' The last one still works.' : ''} For another, text CODE after ${p.time}.`,
  wrongCode: (p: { triesLeft: number }) =>
    `That is not the last code we sent. ${p.triesLeft === 1 ? '1 try' : `${p.triesLeft} tries`} left. Text its 6 digits, or CODE for a new one.`,
  codeSpent: () => 'Five wrong tries ended that code. Text CODE for a new one.',
  codeExpired: () => 'That code is too old. Text CODE for a new one.',
  codeLost: () => 'Our last code may not have reached you. Text CODE for a new one.',
  noCode: () => 'No code is open. Text CODE for a new one.',
  askCode: (p: Watch & { first: string }) =>
    `Please text the 6 digits we sent you, ${p.first}. None came? Text CODE. Wrong name? Text NAME and your name. ${danger(p)}`,
  askCodePlainly: (p: Watch) =>
    `To join, text only the 6 digits of the last code. CODE sends a new one. BACK starts over. ${danger(p)}`,
  nameOnCode: (p: { name: string }) =>
    `Name set to ${p.name}. Now text the 6 digits we sent you. None came? Text CODE.`,
  joined: (p: Watch & { first: string }) =>
    `You're in, ${p.first}. Text SHIFTS to see open patrols, ? for the other words. Save this number as ${p.watch}. In danger phone ${p.emergency} first.`,
  awaitsAdmission: (p: Watch & { first: string }) =>
    `Thanks, ${p.first}. A coordinator must let you in first; we text you then. Until then only SOS and REPORT work. In danger phone ${p.emergency}.`,
  stillAwaitsAdmission: (p: Watch & { first: string }) =>
    `${p.first}, a coordinator has not let you in yet; we text you when it is done. Only SOS and REPORT work until then. In danger phone ${p.emergency}.`,
  onHold: (p: Watch) =>
    `You are not on the ${p.watch} roster now. Only SOS and REPORT work from here. In danger phone ${p.emergency}. Please speak to a coordinator.`,
  stillOnHold: (p: Watch) =>
    `While you are off the ${p.watch} roster, only SOS and REPORT work here. In danger phone ${p.emergency}.`,
  memberAlready: (p: { first: string }) =>
    `You are a member already, ${p.first}. Text SHIFTS to see open patrols, ? for the other words.`,
  renamed: (p: { name: string }) => `Your name is now ${p.name}.`,
  askNewName: () => 'Text NAME and then your name and surname, all in one text.',
  admitted: (p: Watch & { first: string }) =>
    `${p.watch}: you are let in, ${p.first}. Text SHIFTS to see open patrols, ? for the other words. In danger phone ${p.emergency} first.`,
  refused: (p: Watch) =>
    `${p.watch} can't take you on as a patroller now. Please speak to a coordinator if you have questions. In danger phone ${p.emergency}.`,
  removed: (p: Watch) =>
    `${p.watch}: you are off the roster, and any shifts you had ahead are given up. Please speak to a coordinator if you have questions.`,
  cameBack: (p: { name: string; phone: string; wasCoordinator: boolean }) =>
    `${p.name} ${p.phone}, unseen for long, has proved the number again.${p.wasCoordinator ? ' Was a coordinator, and is none now: make them one again if you know it is them.' : ''}`,
  coordinatorUnseen: (p: { name: string; phone: string }) =>
    `${p.name} ${p.phone} was unseen for long and is no coordinator now: alarms don't reach them. Still there? Have them text us.`,
  numberHandedOn: (p: { name: string; phone: string }) =>
    `${p.phone}, unseen for long, is no longer ${p.name}'s: ${p.name} is off the roster.`,
  newcomer: (p: {
    name: string;
    phone: string;
    namers: string;
    ref: string;
    awaits: boolean;
    isCoordinator: boolean;
    wasRefused: boolean;
  }) =>
    `${p.isCoordinator ? `${p.name} ${p.phone} joined as a coordinator.` : `New${p.awaits ? ', waiting' : ' member'}: ${p.name} ${p.phone}.`}${p.wasRefused ? ' This number was refused or removed before.' : ''}${p.namers ? ` Named as buddy by ${p.namers}.` : ''} ${p.awaits ? `Reply ADMIT ${p.ref} or REFUSE ${p.ref}.` : `REMOVE ${p.ref} takes them off.`}`,
  grantedCoordinator: (p: { name: string; phone: string; ref: string }) =>
    `${p.name} ${p.phone} signed in for the first time, as a coordinator. REMOVE ${p.ref} takes them off.`,

  // listing
  shifts: (p: { header?: string | undefined; items: string[]; hasMore: boolean }) =>
    [p.header ?? 'Open shifts:', ...p.items.map((item, index) => `${index + 1}. ${item}`), howToChoose(p)].join('\n'),
  onlyNext: (p: { range: string; item: string }) =>
    `Nothing open ${p.range}. The next one is:\n1. ${p.item}\nReply 1 to book.`,
  nothingOpen: () => 'No shift is open, as far ahead as we can see. Please try SHIFTS another day.',
  noMore: () => 'Those were all. SHIFTS shows what is open in the next 14 days.',
  listIsOld: () => 'That list is old. Open now:',
  onlyOneListed: (p: { when: string }) =>
    `There is only 1 on the list: ${p.when}. Reply 1 to book it, or SHIFTS for other nights.`,
  notListed: (p: { count: number }) =>
    `The list has ${p.count}. Reply a number from 1 to ${p.count}, or SHIFTS for other nights.`,
  unknownTime: (p: Watch & { words: string }) =>
    `We can't read "${p.words}" as a day. Try SHIFTS SAT, SHIFTS TONIGHT or SHIFTS 28 NOV. ${danger(p)}`,
  noShiftThen: () => 'No open shift starts then. These are open:',

  // booking
  askBuddy: (p: { when: string }) => `${p.when}. Who comes with you? Reply a name and number, or NONE.`,
  askBuddyAgain: (p: Watch & { short: string }) =>
    `For ${p.short}: who comes with you? A name, a name and number, or NONE. BACK leaves it. ${danger(p)}`,
  askBuddyPlainly: (p: Watch & { short: string }) =>
    `Not booked yet: ${p.short}. Reply NONE to book it alone, a first name to book it with them, or BACK. ${danger(p)}`,
  malformedNumber: (p: OtherBuddy & { digits: string }) =>
    `${p.digits} is not a mobile number. Please text it again, like ${buddyIn(p, '082 123 4567')}, or ${buddyIn(p, 'NONE')}.`,
  ownNumber: (p: OtherBuddy) =>
    `That is your own number. Who comes with you? Text ${buddyIn(p, 'a name and number', ' and')}, or ${buddyIn(p, 'NONE')}.`,
  buddyIsBusy: (p: OtherBuddy & { buddy: string }) =>
    `${p.buddy} is on another patrol then. Who else comes with you? Text ${buddyIn(p, 'a name and number', ' and')}, or ${buddyIn(p, 'NONE')}.`,
  tooManyNumbers: (p: OtherBuddy) =>
    `You named 5 different numbers today: no more until tomorrow. Text ${buddyIn(p, 'a name without a number', ' and')}, or ${buddyIn(p, 'NONE')}.`,
  booked: (p: { when: string; buddy: string; isTold: boolean; place: string; ref: string }) =>
    `Booked: ${p.when} with ${p.buddy}.${p.isTold ? '' : ' Please tell them.'}${meet(p.place)} Ref ${p.ref}. Text IN at the start. DROP ${p.ref} gives it up.`,
  bookedAlone: (p: { when: string; place: string; ref: string }) =>
    `Booked, no buddy: ${p.when}.${meet(p.place)} Ref ${p.ref}. Don't go alone: BUDDY ${p.ref} and a name sets one. Text IN at the start. DROP ${p.ref} gives it up.`,
  taken: (p: { short: string }) => `Sorry, ${p.short} is taken. Open now:`,
  takenAndNothingOpen: (p: { short: string }) =>
    `Sorry, ${p.short} is taken, and nothing else is open. Please try SHIFTS another day.`,
  overlapping: (p: { when: string; ref: string }) =>
    `You are down for ${p.when} already, ${p.ref}. One shift at a time. MY shows yours.`,
  shiftStarted: () => 'That shift has started or is over. Text SHIFTS for open ones.',
  putDownAsBuddy: (p: { booker: string; when: string; place: string; ref: string }) =>
    `${p.booker} put you down as buddy: ${p.when}.${meet(p.place)} Ref ${p.ref}. Can't? Text DROP ${p.ref}.`,
  patrolsAlone: (p: { name: string; phone: string; when: string; ref: string }) =>
    `${p.name} ${p.phone} has no buddy for ${p.when}, ${p.ref}. Please find someone.`,
  buddySet: (p: { buddy: string; isTold: boolean; when: string; ref: string }) =>
    `${p.buddy} comes with you: ${p.when}.${p.isTold ? '' : ' Please tell them.'} Ref ${p.ref}. DROP ${p.ref} gives it up.`,
  buddyNone: (p: { when: string }) =>
    `You have ${p.when} without a buddy. Please don't patrol alone: the coordinators are told and look for someone.`,
  buddyNoneUntold: (p: { when: string }) => `You have ${p.when} without a buddy. Please don't patrol alone.`,
  buddyAlready: (p: { buddy: string; when: string; ref: string }) =>
    `${p.buddy} is your buddy already: ${p.when}, ${p.ref}.`,
  notTheBooker: (p: { booker: string; short: string; ref: string }) =>
    `Only ${p.booker} can set another buddy for ${p.short}, ${p.ref}. Can't come? Text DROP ${p.ref}.`,
  askWhichBuddy: (p: { ref: string; short: string }) =>
    `Who comes with you on ${p.short}? Text BUDDY ${p.ref} and a name and number, or BUDDY ${p.ref} NONE.`,
  noLongerBuddy: (p: { booker: string; short: string; ref: string }) =>
    `${p.booker} has another buddy now for ${p.short} (${p.ref}). You are off it; thank you.`,

  // my shifts
  noShifts: () => 'You have no shifts booked. Text SHIFTS to see open ones.',
  myShifts: (p: { items: string[]; more: number }) =>
    ['Your shifts:', ...p.items, ...(p.more > 0 ? [`and ${p.more} more.`] : [])].join('\n'),
  myShift: (p: { ref: string; when: string; buddy: string; state: string }) =>
    `${p.ref} ${p.when}${p.buddy ? ` ${p.buddy}` : ''}${p.state ? `, ${p.state}` : ''}`,
  withBuddy: (p: { buddy: string }) => `with ${p.buddy}`,
  oneShift: (p: { line: string; ref: string; canDrop: boolean; isAlone: boolean }) =>
    `${p.line}.${p.isAlone ? ` BUDDY ${p.ref} and a name sets one.` : ''}${p.canDrop ? ` DROP ${p.ref} gives it up.` : ''}`,
  noBuddyYet: () => 'no buddy',
  asBuddyOf: (p: { booker: string }) => `as buddy of ${p.booker}`,
  inSince: (p: { time: string }) => `in ${p.time}`,
  outSince: (p: { time: string }) => `out ${p.time}`,
  wasThere: () => 'attended',
  unknownRef: (p: { ref: string }) => `We know no shift ${p.ref} of yours. MY shows yours.`,
  whichRef: (p: { verb: string; items: string[] }) => [`Which one? Text ${p.verb} and its ref:`, ...p.items].join('\n'),

  // dropping
  askDrop: (p: { when: string; ref: string }) => `Give up ${p.when}, ${p.ref}? Reply Y or N.`,
  dropKept: (p: { when: string; ref: string }) => `It stays yours: ${p.when}, ${p.ref}.`,
  dropped: (p: { short: string; buddy: string; isTold: boolean }) =>
    `You're off ${p.short}.${p.buddy ? (p.isTold ? ` ${p.buddy} is told.` : ` Please tell ${p.buddy}: we can't.`) : ''} Text SHIFTS to take another.`,
  droppedByBooker: (p: { booker: string; short: string; ref: string; said: string }) =>
    `${p.booker} can't come ${p.short} (${p.ref})${p.said}. The shift is given up: please don't go alone. SHIFTS shows what is open.`,
  droppedLate: (p: { name: string; phone: string; short: string; ref: string; minutes: number; said: string }) =>
    `LATE DROP, ${p.minutes} min before: ${p.name} ${p.phone} gave up ${p.short}, ${p.ref}${p.said}. The slot is open.`,
  buddyOff: (p: { short: string; booker: string; said: string }) =>
    `You're off ${p.short}. ${p.booker} is told${p.said}.`,
  buddyOffUntold: (p: { short: string; booker: string }) =>
    `You're off ${p.short}. Please tell ${p.booker}: our texts don't reach them.`,
  buddyCantCome: (p: { buddy: string; short: string; ref: string; said: string }) =>
    `${p.buddy} can't come ${p.short} (${p.ref})${p.said}. BUDDY ${p.ref} and a name sets another. DROP ${p.ref} gives it up.`,
  buddyOffLate: (p: {
    buddy: string;
    buddyPhone: string;
    booker: string;
    phone: string;
    short: string;
    ref: string;
    said: string;
  }) => `LATE: buddy ${p.buddy} ${p.buddyPhone} is off ${p.short}, ${p.ref}${p.said}. ${p.booker} ${p.phone} is alone.`,
  said: (p: { words: string }) => `: "${p.words}"`,
  dropStarted: (p: { short: string }) =>
    `${p.short} has started, so it can't be given up. Text OUT when you leave. To tell us why, text REPORT 1 and your words.`,
  dropOver: (p: { short: string }) => `${p.short} is over, so it can't be given up. MY shows your shifts.`,
  droppedBefore: (p: { short: string }) => `${p.short} was given up before. MY shows your shifts.`,

  // attendance
  checkedIn: (p: { short: string; time: string; ref: string }) =>
    `You are in since ${p.time} for ${p.short}. REPORT tells us what you see, OUT when you leave. In danger SOS.`,
  checkedInAlready: (p: { time: string; short: string }) =>
    `You are already in since ${p.time}: ${p.short}. OUT when you leave.`,
  checkInOpens: (p: { when: string; ref: string; time: string }) =>
    `Too early for ${p.when}, ${p.ref}. Text IN from ${p.time}.`,
  checkInOver: (p: { short: string }) => `${p.short} is too long ago to be changed here. Please ask a coordinator.`,
  noShiftToCheckIn: () => 'You have no shift now. MY shows yours, SHIFTS the open ones.',
  askPresence: (p: { short: string }) => `${p.short} is over. Were you there? Reply Y or N.`,
  presenceMarked: (p: { short: string }) => `Thank you: ${p.short} is marked as attended.`,
  presenceDenied: (p: { short: string }) => `All right, nothing is marked for you: ${p.short}.`,
  presenceKnown: (p: { short: string }) => `${p.short} is marked as attended already.`,
  checkedOut: (p: { short: string; time: string }) =>
    `You are out since ${p.time}: ${p.short}. Thank you for patrolling. REPORT if something is left to tell.`,
  checkedOutAlready: (p: { short: string; time: string }) => `You are already out since ${p.time}: ${p.short}.`,
  notIn: (p: { short: string }) => `You have not texted IN for ${p.short}. Text IN first.`,
  whichShift: (p: { verb: string; items: string[] }) =>
    [`Which shift do you mean? Reply a number.`, ...p.items.map((item, index) => `${index + 1}. ${item}`)].join('\n'),

  // reports
  askSeverity: (p: Watch) =>
    `What is it? Reply 0 all quiet, 1 suspicious, 2 incident. In danger phone ${p.emergency} now.`,
  askSeverityAgain: (p: Watch) =>
    `We keep your words. Reply only 0 all quiet, 1 suspicious or 2 incident. ${danger(p)}`,
  askSeverityPlainly: (p: Watch) =>
    `We keep that too, but it is filed only once you reply 0, 1 or 2. BACK leaves it. ${danger(p)}`,
  filedQuiet: (p: { caseNumber: number; time: string; where: string }) =>
    `Case ${p.caseNumber}: all quiet, ${p.time}${p.where}. Thank you. More to add? Text it. Was it more? Reply 1 or 2.`,
  filedSuspicious: (p: { caseNumber: number; time: string; where: string }) =>
    `Case ${p.caseNumber}: suspicious, ${p.time}${p.where}. More to add? Send words, photos or your place. Getting worse? Reply 2.`,
  filedIncident: (p: Watch & { caseNumber: number; time: string; told: string; ask: boolean }) =>
    `Case ${p.caseNumber}: INCIDENT, ${p.time}. ${p.told} ${p.ask ? 'What do you see, and where? ' : 'More? Text it. '}In danger phone ${p.emergency} and keep away.`,
  askOutsiderReport: (p: Watch) =>
    `What do you see, and where? Text REPORT and your words in one text: we pass them to the ${p.watch} coordinators. ${danger(p)}`,
  offShift: () => ', off shift',
  tellingCoordinators: (p: { count: number }) =>
    p.count === 0
      ? 'NO coordinator can be reached from here.'
      : `We are telling ${p.count === 1 ? '1 coordinator' : `${p.count} coordinators`} now.`,
  severityIsSet: (p: { caseNumber: number; severity: string; told: number }) =>
    `Case ${p.caseNumber} is now: ${p.severity}.${p.told > 0 ? ' The coordinators are told.' : ''} Anything more, just text it.`,
  severityIsSame: (p: { caseNumber: number; severity: string }) =>
    `Case ${p.caseNumber} is down as ${p.severity} already. Anything more, just text it.`,
  severityNames: () => ['all quiet', 'suspicious', 'INCIDENT'] as const,
  added: (p: { caseNumber: number; severity: 0 | 1 | 2 }) =>
    `Added to case ${p.caseNumber}${[' (all quiet). Was it more? Reply only 1 or 2.', ' (suspicious). Getting worse? Reply only 2.', '. Anything more, just text it.'][p.severity]}`,
  caseStands: (p: { caseNumber: number }) => `All right, case ${p.caseNumber} stands as it is.`,
  addedUntold: (p: Watch & { caseNumber: number }) =>
    `Added to case ${p.caseNumber}, but NO coordinator can be reached from here. In danger phone ${p.emergency}.`,
  photoAdded: (p: { caseNumber: number; count: number }) =>
    `Photo added to case ${p.caseNumber}${p.count > 1 ? `: ${p.count} now` : ''}.`,
  placeAdded: (p: { caseNumber: number }) => `Place added to case ${p.caseNumber}.`,
  voiceKept: (p: Watch & { caseNumber: number }) =>
    `Voice note kept with case ${p.caseNumber}. We can't listen to it here; a coordinator can. If it is urgent, type it or phone ${p.emergency}.`,
  askCase: (p: { what: string; caseNumber: number }) =>
    `${p.what} kept. Is it for case ${p.caseNumber}? Reply Y, or tell us what it is: 0 all quiet, 1 suspicious, 2 incident, and what you see.`,
  askCaseAgain: (p: Watch & { caseNumber: number }) =>
    `Reply Y for case ${p.caseNumber}, or 0 all quiet, 1 suspicious, 2 incident. BACK leaves it. ${danger(p)}`,
  askWhatAgain: (p: Watch) =>
    `We keep it. Reply only 0 all quiet, 1 suspicious or 2 incident. BACK leaves it. ${danger(p)}`,
  askWhat: (p: { what: string }) =>
    `${p.what} kept. What is it? Reply 0 all quiet, 1 suspicious, 2 incident, and what you see. BACK leaves it.`,
  mediaNames: () => ({ photo: 'Photo', voice: 'Voice note', place: 'Place' }) as const,
  alarm: (p: {
    caseNumber: number;
    time: string;
    name: string;
    phone: string;
    patrol: string;
    words: string;
    isCut: boolean;
  }) =>
    `INCIDENT case ${p.caseNumber}, ${p.time}, ${p.name} ${p.phone}${p.patrol}. ${p.words ? `"${p.words}"` : 'No words yet.'} Please phone. Reply ACK ${p.caseNumber} if you take it${wholeWords(p)}.`,
  cryFromMember: (p: {
    caseNumber: number;
    time: string;
    name: string;
    phone: string;
    patrol: string;
    words: string;
    isCut: boolean;
  }) =>
    `SOS case ${p.caseNumber}, ${p.time}, ${p.name} ${p.phone}${p.patrol}. ${p.words ? `"${p.words}"` : 'No words yet.'} Please phone now. Reply ACK ${p.caseNumber} if you take it${wholeWords(p)}.`,
  cryFromStranger: (p: {
    caseNumber: number;
    time: string;
    phone: string;
    words: string;
    named: string;
    isCut: boolean;
  }) =>
    `NOT A MEMBER, ${p.phone}, ${p.time}: "${p.words}".${p.named} Reply ACK ${p.caseNumber} if you take it${wholeWords(p)}.`,
  namedBy: (p: { booker: string; start: string }) => ` Named as buddy by ${p.booker} for ${p.start}.`,
  numberWas: (p: { name: string }) => ` Number of ${p.name}, unseen for long.`,
  onPatrol: (p: { buddy: string }) => (p.buddy ? ` on patrol with ${p.buddy}` : ' on patrol'),
  addedWords: (p: { caseNumber: number; who: string; words: string; isCut: boolean }) =>
    `Case ${p.caseNumber}, ${p.who}: "${p.words}"${p.isCut ? ` SHOW ${p.caseNumber} has all.` : ''}`,
  addedMedia: (p: { caseNumber: number; who: string; what: string }) => `Case ${p.caseNumber}, ${p.who}: ${p.what}`,
  addedPlace: (p: { latitude: string; longitude: string }) => `place ${p.latitude}, ${p.longitude}`,
  severityChanged: (p: { caseNumber: number; who: string; severity: string }) =>
    `Case ${p.caseNumber}: ${p.who} says it is now ${p.severity}.`,
  cryAnswered: (p: Watch & { told: number; caseNumber: number }) =>
    `In danger phone ${p.emergency} now. ${p.told === 0 ? 'No coordinator can be reached from here.' : `SOS sent to ${p.told === 1 ? '1 coordinator' : `${p.told} coordinators`}, case ${p.caseNumber}.`} Where are you, what do you see? Text it.`,
  strangerCryAnswered: (p: Watch & { told: number }) =>
    `In danger phone ${p.emergency} now. ${p.told === 0 ? 'No coordinator can be reached from here.' : `We are alarming the ${p.watch} coordinators now.`} You are not a member yet: to join, text JOIN later.`,
  strangerWordsAdded: (p: Watch & { told: number }) =>
    `${p.told === 0 ? 'Kept, but no coordinator can be reached from here.' : 'Sent to the coordinators too.'} In danger phone ${p.emergency}.`,
  caseIsYours: (p: { caseNumber: number; reporter: string; areOthersTold: boolean; phone: string }) =>
    `Case ${p.caseNumber} is yours.${whoKnows(p)}${p.phone ? ` Their number: ${p.phone}.` : ''}`,
  thePersonWhoWrote: () => 'The person who wrote',
  caseIsYoursAlready: (p: { caseNumber: number; phone: string }) =>
    `Case ${p.caseNumber} is yours already.${p.phone ? ` Their number: ${p.phone}.` : ''}`,
  caseIsTaken: (p: { coordinator: string; caseNumber: number; time: string; phone: string }) =>
    `${p.coordinator} took case ${p.caseNumber} at ${p.time}. Phone ${p.coordinator}: ${p.phone}.`,
  takesYourCase: (p: Watch & { coordinator: string; caseNumber: number; said: string }) =>
    `${p.coordinator} (coordinator) takes case ${p.caseNumber}${p.said}. Keep away from them. In danger phone ${p.emergency}.`,
  readsYourCase: (p: Watch & { coordinator: string; caseNumber: number; said: string }) =>
    `${p.coordinator} (coordinator) has your report, case ${p.caseNumber}${p.said}. Thank you. In danger phone ${p.emergency}.`,
  takesCase: (p: { coordinator: string; caseNumber: number; said: string }) =>
    `Case ${p.caseNumber}: ${p.coordinator} takes it${p.said}.`,
  saidBracketed: (p: { words: string }) => ` ("${p.words}")`,
  noSuchCase: (p: { caseNumber: number }) => `We know no case ${p.caseNumber} that you may see.`,
  askCaseNumber: (p: { verb: string }) => `Text ${p.verb} and the number of the case, for example ${p.verb} 142.`,
  wholeCase: (p: { caseNumber: number; severity: string; when: string; who: string; words: string; next: string }) =>
    `Case ${p.caseNumber}, ${p.severity}, ${p.when}${p.who ? `, ${p.who}` : ''}: ${p.words || 'no words.'}${p.next}`,
  restOfCase: (p: { caseNumber: number; words: string; next: string }) =>
    `Case ${p.caseNumber}, more: ${p.words}${p.next}`,
  nextPage: (p: { caseNumber: number; page: number }) => `... SHOW ${p.caseNumber} ${p.page} for more.`,
  noMorePages: (p: { caseNumber: number; pages: number }) =>
    p.pages === 1
      ? `Case ${p.caseNumber} has 1 page. Text SHOW ${p.caseNumber}.`
      : `Case ${p.caseNumber} has ${p.pages} pages. Text SHOW ${p.caseNumber} ${p.pages}.`,

  // signing in to the API
  signInCodeLost: () => 'Our sign-in code may not have reached you. Please ask for a new one where you sign in.',
  signInCode: (p: Watch & { code: string; minutes: number }) =>
    `${p.code} is your ${p.watch} sign-in code. Type it where you asked for it within ${p.minutes} minutes. Tell it to nobody. You did not ask? Ignore this.`,
  // who never said: a number must not stand where others see a name
  unnamed: () => 'New volunteer',
  // who was forgotten
  nameless: () => 'Somebody',
  coordinatorSignedIn: (p: { name: string }) =>
    `${p.name} has just signed in as coordinator. Not them? Please phone them at once.`,

  // calendar
  calendarName: (p: { watch: string }) => `${p.watch} patrols`,
  calendarShift: (p: { buddy: string }) => (p.buddy ? `Patrol with ${p.buddy}` : 'Patrol, no buddy yet'),
  calendarNotes: (p: { when: string; zone: string; schedule: string; ref: string }) =>
    `${p.when}, ${p.zone}. ${p.schedule}. Ref ${p.ref}: text DROP ${p.ref} if you can't come.`,

  // reminders
  reminderDayBefore: (p: { when: string; buddy: string; place: string; ref: string }) =>
    `Reminder: you patrol ${p.when}${p.buddy ? ` with ${p.buddy}` : ''}.${meet(p.place)} ${p.buddy ? `Can't come? Text DROP ${p.ref} now, so others can step in.` : `No buddy yet: text BUDDY ${p.ref} and a name. Can't come? Text DROP ${p.ref}.`}`,
  reminderSoon: (p: { when: string; buddy: string; place: string; ref: string }) =>
    `Soon you patrol: ${p.when}${p.buddy ? ` with ${p.buddy}` : ''}.${meet(p.place)}${p.buddy ? '' : " No buddy: don't go alone."} Text IN when you are there. Can't come? DROP ${p.ref}.`,

  // STOP and START
  stopped: (p: Watch) =>
    `You get no more texts from ${p.watch}. START brings them back. In danger phone ${p.emergency}.`,
  stopOrShift: (p: { ref: string; when: string }) =>
    `Your shift or all our texts? DROP ${p.ref} gives up ${p.when}. STOP ends all our texts.`,
  stopOrBack: () => 'BACK leaves what you began. STOP ends all our texts.',
  stopOrNothing: () => 'You have no shift booked to give up. STOP ends all our texts. MENU shows the other words.',
  stopOrJoin: (p: Watch) => `You are no member, so nothing is booked. STOP ends all our texts. JOIN joins ${p.watch}.`,
  notStopped: () => 'Our texts reach you already. SHIFTS shows open patrols, ? all words.',
  notStoppedNorJoined: (p: Watch) => `Our texts reach you already. To join ${p.watch}, text JOIN.`,
  welcomeBack: (p: { first: string; booked: string }) =>
    `Welcome back${p.first ? `, ${p.first}` : ''}: our texts reach you again.${p.booked}`,
  stillBooked: (p: { when: string; ref: string; more: number }) =>
    ` You are still booked: ${p.when}, ${p.ref}. DROP ${p.ref} gives it up.${p.more > 0 ? ` You have ${p.more} more: text MY.` : ''}`,
  nothingBooked: () => ' You have no shifts booked. SHIFTS shows open ones.',
  joinToPatrol: (p: Watch) => ` To join ${p.watch}, text JOIN.`,
  optedOut: (p: { name: string; phone: string; word: string; booked: string }) =>
    `${p.name} ${p.phone} texted ${p.word}: our texts no longer reach them.${p.booked}`,
  notReached: (p: { name: string; phone: string; what: string }) =>
    `${p.name} ${p.phone} did not get our text (${p.what}): the phone can't be reached. Please phone.`,
  notReachedNames: () =>
    ({ alarm: 'an alarm', reminder: 'a reminder of their shift', notice: 'news of their shift' }) as const,
  optedOutElsewhere: (p: { name: string; phone: string; booked: string }) =>
    `${p.name} ${p.phone} has stopped our texts: they no longer reach them.${p.booked}`,
  optedOutBooked: (p: { start: string; ref: string }) =>
    ` Still booked ${p.start} (${p.ref}). Perhaps they meant the shift: please phone.`,
  optedOutCoordinator: () => ' They are a coordinator: alarms do not reach them either. Please phone.',

  // who
  whoNobody: (p: { night: string }) => `No patrols are planned ${p.night}. WHO and a day shows another one.`,
  who: (p: { night: string; items: string[]; next: string }) =>
    [`${capitalised(p.night)}:`, ...p.items, ...(p.next ? [p.next] : [])].join('\n'),
  whoTonightOnly: () => "Only coordinators see other nights. Tonight's roster",
  whoUnread: (p: Watch & { words: string }) =>
    `We can't read "${p.words}" as a day. Try WHO SAT, WHO TONIGHT or WHO 28 NOV. ${danger(p)}`,
  whoItem: (p: { time: string; people: string; state: string }) => `${p.time} ${p.people}${p.state}`,
  whoOpen: (p: { time: string; count: number }) => `${p.time} ${p.count > 1 ? `${p.count} OPEN` : 'OPEN'}`,
  whoNotYours: () => 'WHO works for the night that you patrol. MY shows your shifts, SHIFTS the open ones.',
  whoMore: (p: { count: number; start: string }) => `and ${p.count} more: text WHO ${p.start}`,
  whoMoreThen: (p: { count: number }) => `and ${p.count} more.`,
  isIn: () => ', in',

  // everything else
  menu: (p: Watch) =>
    `SHIFTS: open patrols. MY: your shifts. IN, OUT: on patrol. REPORT: what you see. DROP: give up a shift. WHO: who is out. SOS: danger. Phone ${p.emergency} first.`,
  menuForCoordinators: (p: Watch) =>
    `SHIFTS, MY, IN, OUT, REPORT, DROP, BUDDY, WHO (and a day). Cases: ACK 142, SHOW 142. People: ADMIT, REFUSE or REMOVE and a ref. SOS: danger. Phone ${p.emergency} first.`,
  notUnderstood: (p: Watch) => `Sorry, we did not get that. Text SHIFTS, MY, REPORT or ? for all words. ${danger(p)}`,
  perhaps: (p: Watch & { verbs: string[] }) =>
    `We still don't get it. Did you mean ${listOr(p.verbs)}? Text that word alone. ${danger(p)}`,
  passedToPerson: (p: Watch & { isCut: boolean }) =>
    `We don't get that. The coordinators ${p.isCut ? 'have the first part of your text' : 'know that you need a person'} and may phone you. ${danger(p)}`,
  nobodyToPassTo: (p: Watch) =>
    `We don't get that, and no coordinator can be reached here. ? shows the words that work. ${danger(p)}`,
  onlyKept: (p: Watch) =>
    `We got many texts from you. We keep this one for the coordinators to read, but do not send it to them now. ${danger(p)}`,
  helpPassed: (p: Watch & { isCut: boolean }) =>
    `The coordinators have ${p.isCut ? 'the first part of your text' : 'your words'} and may phone you. ${danger(p)} ? shows the words that work here.`,
  helpUnpassed: (p: Watch) =>
    `No coordinator can be reached from here now. ${danger(p)} ? shows the words that work here.`,
  wordsPassed: (p: { isCut: boolean }) =>
    `The coordinators have ${p.isCut ? 'the first part of what you wrote' : 'what you wrote'}, and may phone you.`,
  reportNoted: () => 'The coordinators know that you began a report, and may phone you.',
  wordsNotPassed: (p: Watch) => `No coordinator can be reached from here: please begin again with REPORT. ${danger(p)}`,
  forwarded: (p: { name: string; phone: string; words: string; why: keyof typeof WHY }) =>
    `${p.name ? `${p.name} ` : ''}${p.phone} ${WHY[p.why]}${p.words ? `: ${p.words}` : ', without words'}. Please phone.`,
  quoted: (p: { words: string }) => `"${p.words}"`,
  answersPaused: (p: Watch & { isMember: boolean }) =>
    `We got very many texts from you, so our answers pause for some minutes. We still read them, and answer ${p.isMember ? 'SOS, REPORT and photos' : 'SOS and REPORT'}. In danger phone ${p.emergency}.`,
  answersPausedFor: (p: { name: string; phone: string; isRepeating: boolean }) =>
    `${p.name ? `${p.name} ` : ''}${p.phone} ${p.isRepeating ? 'texts the same again and again' : 'texts very much'}: our answers pause until it stops, but for SOS and reports. Perhaps a machine: please look.`,
  lateAnswer: (p: { when: string; words: string }) => `To your text of ${p.when}: ${p.words}`,
  late: (p: { when: string; words: string }) => `LATE, of ${p.when}: ${p.words}`,
  goodbye: () => 'A pleasure. Stay safe.',
  nothingOpenHere: (p: Watch) => `There is nothing to say yes or no to now. ? shows what you can text. ${danger(p)}`,
  nothingToLeave: () => 'You are at the start. SHIFTS shows open patrols, ? all words.',
  left: (p: { what: string }) => `Left: ${p.what}. SHIFTS shows open patrols, ? all words.`,
  answerYesOrNo: (p: Watch) => `Please reply Y or N. BACK leaves it as it is. ${danger(p)}`,
  answerYesOrNoPlainly: (p: Watch) =>
    `One letter is enough: Y for yes, N for no. BACK leaves it as it is. ${danger(p)}`,
  askWhichAgain: (p: Watch) =>
    `Please reply a number of the list, or the ref of the shift. BACK leaves it. ${danger(p)}`,
  askWhichPlainly: (p: Watch) =>
    `We need the number before the shift, or its ref. MY shows your shifts, BACK leaves it. ${danger(p)}`,
  coordinatorsOnly: (p: { verb: string }) => `${p.verb} is for coordinators. ? shows what you can text.`,
  leftForReport: (p: { what: string }) => `Left: ${p.what}.`,
  droppedWhat: (p: { what: string }) => `Too long ago, so we left it: ${p.what}.`,
  changedMeanwhile: (p: { what: string }) =>
    `Our service was changed meanwhile, so we left it: ${p.what}. Please begin again.`,
  questions: () =>
    ({
      buddy: 'the booking you began',
      drop: 'giving up a shift (it stays yours)',
      severity: 'the report you began',
      adding: 'the report (it stays filed)',
      media: 'what you sent',
      shift: 'which shift you meant (IN or OUT asks again)',
      presence: 'whether you were there (IN asks again)',
      removal: 'the removal you began',
      forgetting: 'erasing what we have of you (nothing is erased)',
    }) as const,

  // between a coordinator and a person
  coordinatorWrites: (p: { coordinator: string; words: string }) =>
    `${p.coordinator} (coordinator): ${p.words} Your reply goes to ${p.coordinator}.`,
  passedTo: (p: { coordinator: string; isCut: boolean }) =>
    p.isCut ? `The first part of your text is passed to ${p.coordinator}.` : `Passed to ${p.coordinator}.`,
  personReplies: (p: { name: string; phone: string; words: string }) =>
    `${p.name ? `${p.name} ` : ''}${p.phone}: ${p.words}`,
  announcement: (p: Watch & { words: string }) => `${p.watch}: ${p.words}`,

  // being forgotten
  askForget: (p: Watch) =>
    `Erase your name, number, texts and photos at ${p.watch} for good? Shifts ahead are given up, reports stay without you. Reply Y or N.`,
  notForgotten: () => 'Nothing is erased. All stays as it was.',
  forgotten: (p: Watch) =>
    `${p.watch} has erased your name, number, texts and photos. This is our last text. To come back, text JOIN. In danger phone ${p.emergency}.`,
  forgottenFor: (p: { coordinator: string; name: string; phone: string; shifts: number }) =>
    `${p.coordinator ? `${p.coordinator} had ${who(p)} forgotten` : `${who(p)} asked to be forgotten, and is`}: all of theirs is erased, shifts and cases stay without them.${p.shifts > 0 ? ` Shifts given up: ${p.shifts}.` : ''}`,

  // coordinators
  askRef: (p: { verb: string }) => `Text ${p.verb} and the ref of the person, for example ${p.verb} N3.`,
  noSuchPerson: (p: { ref: string }) => `We know nobody with ref ${p.ref}.`,
  admittedFor: (p: { name: string; phone: string; isCoordinator: boolean }) =>
    `${p.name} ${p.phone} is let in${p.isCoordinator ? ' as a coordinator' : ''} and told.`,
  activeAlready: (p: { name: string }) => `${p.name} is a member already.`,
  refusedFor: (p: { name: string; ref: string }) =>
    `${p.name} is refused and told. ADMIT ${p.ref} would still let them in.`,
  notWaiting: (p: { name: string; ref: string }) =>
    `${p.name} is a member, not waiting. REMOVE ${p.ref} takes them off.`,
  askRemove: (p: { name: string; phone: string; bookings: number }) =>
    `Take ${p.name} ${p.phone} off the roster${p.bookings > 0 ? `, with ${p.bookings === 1 ? 'a shift' : `${p.bookings} shifts`} of theirs` : ''}? Reply Y or N.`,
  notRemoved: (p: { name: string }) => `${p.name} stays.`,
  removedFor: (p: { name: string; ref: string; bookings: number }) =>
    `${p.name} is off the roster and told.${p.bookings > 0 ? ` Shifts given up: ${p.bookings}.` : ''} ADMIT ${p.ref} takes them back.`,
  offAlready: (p: { name: string; ref: string }) =>
    `${p.name} is off the roster already. ADMIT ${p.ref} takes them back.`,
  leftBefore: (p: { name: string }) => `${p.name} has left the watch.`,
  notOneself: () => "You can't do that to yourself: ask another coordinator.",
  lastCoordinator: () => 'That is the last coordinator: make another one first.',
  theOperator: () => 'The operator',
  dealtWith: (p: { coordinator: string; name: string; what: string }) => `${p.coordinator} ${p.what} ${p.name}.`,
  verbs: () =>
    ({
      admit: 'let in',
      admitAsCoordinator: 'let in as a coordinator:',
      refuse: 'refused',
      remove: 'removed',
      add: 'added',
      leave: 'signed off',
      promote: 'made a coordinator of',
      demote: 'took the coordinator role from',
      reset: 'ended every sign-in of',
    }) as const,

  // what coordinators change for others
  addedByCoordinator: (p: Watch & { coordinator: string; first: string }) =>
    `${p.coordinator} put you on the ${p.watch} roster, ${p.first}. SHIFTS shows open patrols, ? the other words. Not for you? Text STOP.`,
  leftForGood: (p: Watch) =>
    `${p.watch}: you are off the roster for good, and any shifts you had ahead are given up. To come back, text JOIN. In danger phone ${p.emergency}.`,
  numberIsNew: (p: Watch & { coordinator: string; first: string }) =>
    `${p.coordinator} set this as your number at ${p.watch}, ${p.first}. Text us from here now: ? shows the words. Not yours? Text STOP.`,
  numberIsOld: (p: Watch & { coordinator: string }) =>
    `${p.watch}: ${p.coordinator} set another number for you, so texts from this one don't count any more. Not right? Please phone a coordinator.`,
  madeCoordinator: (p: Watch & { first: string }) =>
    `${p.watch}: you are a coordinator now, ${p.first}. Alarms come to this phone. ? shows the words for coordinators.`,
  noLongerCoordinator: (p: Watch & { first: string }) =>
    `${p.watch}: you are no coordinator any more, ${p.first}, but still a member. ? shows what you can text.`,
  assigned: (p: { coordinator: string; when: string; buddy: string; place: string; ref: string }) =>
    `${p.coordinator} put you down for ${p.when}${p.buddy ? ` with ${p.buddy}` : ''}.${meet(p.place)} Ref ${p.ref}. Can't? DROP ${p.ref}.`,
  shiftMoved: (p: { coordinator: string; when: string; was: string; place: string; ref: string }) =>
    `Moved by ${p.coordinator}: ${p.ref} is now ${p.when} (was ${p.was}).${meet(p.place)} Can't? DROP ${p.ref}.`,
  takenOff: (p: { coordinator: string; when: string; ref: string; said: string }) =>
    `${p.coordinator} took you off ${p.when}, ${p.ref}${p.said}. Please don't go. Text SHIFTS to take another.`,
  takenOffLate: (p: { coordinator: string; name: string; phone: string; short: string; ref: string }) =>
    `LATE: ${p.coordinator} took ${p.name} ${p.phone} off ${p.short}, ${p.ref}. The slot is open.`,
  shiftCancelled: (p: { when: string; ref: string }) =>
    `Sorry, ${p.when}, ${p.ref}, is cancelled: the schedule has changed. Please don't go. Text SHIFTS to take another.`,
};

/** Why a text is passed on, as the coordinators read it after a name and number. */
const WHY = {
  unread: "texted what we can't read",
  help: 'asks for help',
  danger: 'may be IN DANGER',
  report: 'began a report and left it',
  begun: 'began a report',
  outside: '(not a member) reports',
} as const;

interface Watch {
  watch: string;
  emergency: string;
}

/** Stands in every answer to a text that we could not read. */
function danger(p: Watch): string {
  return `In danger text SOS or phone ${p.emergency}.`;
}

/** Where another buddy is to be named: in the answer to our question, or with BUDDY and the ref. */
interface OtherBuddy {
  ref?: string | undefined;
}

function buddyIn({ ref }: OtherBuddy, words: string, joint = ''): string {
  return ref ? `BUDDY ${ref}${joint} ${words}` : words;
}

function who({ name, phone }: { name: string; phone: string }): string {
  return [name, phone].filter(Boolean).join(' ');
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function wholeWords(p: { caseNumber: number; isCut: boolean }): string {
  return p.isCut ? `, SHOW ${p.caseNumber} for all of it` : '';
}

function whoKnows({ reporter, areOthersTold }: { reporter: string; areOthersTold: boolean }): string {
  if (!areOthersTold) return reporter ? ` ${reporter} knows.` : '';
  return reporter ? ` ${reporter} and the other coordinators know.` : ' The other coordinators know.';
}

function meet(place: string): string {
  return place ? ` Meet: ${place}.` : '';
}

function howToChoose(p: { items: string[]; hasMore: boolean }): string {
  if (p.hasMore) return 'Reply a number to book, or MORE.';
  return p.items.length === 1 ? 'Reply 1 to book.' : 'Reply a number to book.';
}

function listOr(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

export type Texts = typeof en;
