import { type EffectOf, type Turn, textEvent } from '#src/conversation/turn.ts';
import { understand } from '#src/conversation/understanding/understand.ts';
import { getReport } from '#src/reports/find-report.ts';
import { addToOpenCase } from './additions.ts';
import { onSighting } from './sighting.ts';

/**
 * A text while a case is open belongs to it. But what somebody sees after "all quiet" is a report of its own: nobody reads the
 * additions to a quiet case.
 */
export const onAddition: EffectOf<'onAddition'> = async (turn, effect) => {
  const said = textEvent(effect.event);
  if (turn.user && said.attachments.length === 0 && isSighting(turn, said.body)) {
    const { reportId } = effect.context;
    const open = reportId === null ? undefined : await getReport(turn.trx, reportId);
    if (open?.severity === 0) {
      const { at, body, attachments } = said;
      const event = { type: 'SIGHTING', words: body, at, body, attachments } as const;
      return onSighting(turn, { name: 'onSighting', params: undefined, context: effect.context, event });
    }
  }
  return addToOpenCase(turn, effect);
};

/** What the text means where no case is open. */
function isSighting({ text, settings }: Turn, body: string): boolean {
  const timeAndPlace = { now: text.receivedAt, zone: settings.zone, region: settings.region };
  const circumstances = { ...timeAndPlace, expects: 'nothing', isCoordinator: false } as const;
  return understand({ body, attachments: [] }, circumstances).type === 'SIGHTING';
}
