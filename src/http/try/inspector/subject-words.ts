import type { Subject } from '#src/simulator/inspector/inspection.ts';
import type { InspectorFrame } from './inspector-part.ts';

/** What an ask or a timer is about, with its ref. */
export function subjectWords({ texts: { inspector: words } }: Pick<InspectorFrame, 'texts'>, about: Subject): string {
  const { subjects, askKinds, minute } = words;
  switch (about.type) {
    case 'booking':
      return subjects.booking({ ref: about.ref, start: minute({ instant: about.startsAt, zone: about.zone }) });
    case 'ask':
      return subjects.ask({ kind: askKinds[about.kind], ref: about.ref });
    case 'schedule':
      return subjects.schedule({ name: about.name });
    case 'code':
    case 'phone':
    case 'erasure':
      return subjects[about.type];
    case 'other':
      return about.subject;
  }
}
