import { loadDemoWatch } from '#src/demo/load-demo-watch.ts';
import type { HttpCall } from '#src/http/framework/context.ts';
import { answerWithPage } from '#src/http/pages/page.ts';
import { readForm } from '#src/http/pages/read-form.ts';
import { partAlone } from '#src/http/try/part-alone.ts';
import { stateOf } from '#src/http/try/phones/read-screens.ts';
import { pageTextsFor } from '#src/texts/pages/page-texts-for.ts';
import { demoView } from './demo-view.ts';

/** Fills the empty watch of this service, and goes to a page with phones of its people. */
export async function loadDemo(ctx: HttpCall, onClockMoved: () => void): Promise<void> {
  const texts = pageTextsFor(ctx.acceptsLanguages());
  await readForm(ctx);
  const loaded = await loadDemoWatch(ctx.services, onClockMoved);
  if (loaded.outcome === 'loaded') {
    ctx.redirect('/try');
    ctx.status = 303;
    return;
  }
  const problem = texts.try.demoRefusals[loaded.outcome];
  const { phones } = stateOf(ctx);
  const main = partAlone(texts.try, demoView({ texts: texts.try, phones, problem }), phones);
  answerWithPage(ctx, { title: texts.try.title, texts, main, status: 409 });
}
