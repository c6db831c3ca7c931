import { html } from 'htm/preact';
import type { HttpCall } from '#src/http/framework/context.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { answerWithFragment, wantsFragment } from '#src/http/pages/page.ts';
import { readForm, textOf } from '#src/http/pages/read-form.ts';
import { tryUrl } from '#src/http/try/try-state.ts';
import { ownWatch, type TryTools } from '#src/http/try/try-tools.ts';
import { type Phone, parsePhone } from '#src/simulator/phones/phone.ts';
import { DELIVERIES, reportDelivery } from '#src/simulator/phones/report-delivery.ts';
import { LARGEST_FILE_BYTES } from '#src/simulator/phones/shared-files.ts';
import { type RunningWatch, textTheWatch } from '#src/simulator/text-the-watch.ts';
import { pageTextsFor } from '#src/texts/pages/page-texts-for.ts';
import { composerId, composerProblemId, composerView } from './composer-view.ts';
import { readAttachment, type Sent } from './read-attachment.ts';
import { stateOf } from './read-screens.ts';

/** The fields of a form beside its file. */
const FIELDS_BYTES = 64_000;

/** Sends a text from a phone. With htmx, the answer is an empty composer. */
export async function sendText(ctx: HttpCall, { files }: TryTools): Promise<void> {
  const { try: texts } = pageTextsFor(ctx.acceptsLanguages());
  const form = await readForm(ctx, { limit: LARGEST_FILE_BYTES + FIELDS_BYTES });
  const phone = parsePhone(textOf(form, 'from'), ctx.services.config.DEFAULT_REGION);
  if (!phone) throw new Problem('validation_failed', 'The form names no phone.');
  const words = textOf(form, 'words');
  const fields = { Body: words, ...fieldsOf(await readAttachment(form, texts), ctx, files) };
  const answer = await textTheWatch(ownWatch(ctx), phone.address, fields);
  const problem = answer.ok ? undefined : texts.notSent({ status: answer.status });
  if (problem !== undefined) refuse(ctx, phone, { problem, words });
  else if (wantsFragment(ctx)) answerWithFragment(ctx, composerView({ texts, phone, phones: stateOf(ctx).phones }));
  else goBack(ctx, `#${composerId(phone)}`);
}

/** With htmx, only the reason goes into the composer. So the words, the file and the location stay as they were chosen. */
function refuse(ctx: HttpCall, phone: Phone, { problem, words }: { problem: string; words: string }): void {
  if (!wantsFragment(ctx)) throw new Problem('not_stored', `${problem} "${words}"`);
  ctx.set('HX-Retarget', `#${composerProblemId(phone)}`);
  ctx.set('HX-Reswap', 'innerHTML');
  answerWithFragment(ctx, html`<p class="problem">${problem}</p>`, 503);
}

function fieldsOf(sent: Sent | undefined, ctx: HttpCall, files: TryTools['files']): Record<string, string> {
  if (sent === undefined) return { NumMedia: '0' };
  if (sent.kind === 'place') return { NumMedia: '0', ...sent.fields };
  const url = `${ownWatch(ctx).serviceUrl}/try/files/${files.share(sent.file)}`;
  return { NumMedia: '1', MediaUrl0: url, MediaContentType0: sent.file.contentType };
}

/** Reports what became of a text on a phone. A late text is delivered ten minutes later. Says so if the service refuses. */
export async function report(ctx: HttpCall, { late }: TryTools): Promise<void> {
  const { try: texts } = pageTextsFor(ctx.acceptsLanguages());
  const form = await readForm(ctx);
  const sid = textOf(form, 'sid');
  const chosen = textOf(form, 'delivery');
  const watch = ownWatch(ctx);
  if (chosen === 'late') late.holdBack(sid, () => deliverLate(watch, sid));
  else {
    const delivery = DELIVERIES.find((each) => each === chosen);
    if (!delivery) throw new Problem('validation_failed', 'There is no such delivery state.');
    const answer = await reportDelivery(watch, sid, delivery);
    if (answer.outcome === 'refused') throw new Problem('not_stored', texts.notReported(answer));
    // only now: a late text whose report was refused still arrives by itself
    late.forget(sid);
  }
  if (wantsFragment(ctx)) {
    // what is held back is in memory, so no change of the database tells the page
    ctx.set('HX-Trigger', 'refresh');
    ctx.status = 204;
  } else goBack(ctx);
}

/** Nobody waits for the answer, so a refusal is thrown, and logged by who runs this. */
async function deliverLate(watch: RunningWatch, sid: string): Promise<void> {
  const answer = await reportDelivery(watch, sid, 'delivered');
  if (answer.outcome === 'refused') throw new Error(`the service answered ${answer.status}`);
}

function goBack(ctx: HttpCall, fragment = ''): void {
  ctx.redirect(tryUrl(stateOf(ctx).phones) + fragment);
  ctx.status = 303;
}
