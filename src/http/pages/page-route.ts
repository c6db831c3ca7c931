import { html } from 'htm/preact';
import type { HttpCall } from '#src/http/framework/context.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { pageTextsFor } from '#src/texts/pages/page-texts-for.ts';
import { answerWithFragment, answerWithPage, PROBLEM_ID, wantsFragment } from './page.ts';
import { PAGE_POLICY } from './page-policy.ts';

/**
 * Makes the handler of a page, or of a form on one. A problem is answered with a page that a person can read, and not with
 * JSON. With htmx, it is shown on the page that is there, so that nothing that was typed is lost.
 */
export function pageRoute(handle: (ctx: HttpCall) => Promise<void> | void) {
  return async (ctx: HttpCall): Promise<void> => {
    ctx.set('Content-Security-Policy', PAGE_POLICY);
    try {
      await handle(ctx);
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      answerWithProblem(ctx, thrown);
    }
  };
}

function answerWithProblem(ctx: HttpCall, problem: Problem): void {
  const texts = pageTextsFor(ctx.acceptsLanguages());
  const { title } = problem.body;
  ctx.set(problem.headers);
  if (wantsFragment(ctx)) {
    ctx.set('HX-Retarget', `#${PROBLEM_ID}`);
    ctx.set('HX-Reswap', 'innerHTML');
    answerWithFragment(ctx, html`<p class="problem">${problem.message}</p>`, problem.status);
    return;
  }
  const main = html`<h1>${title}</h1>
    <p>${problem.message}</p>
    <p><a href="/">${texts.toStart}</a></p>`;
  answerWithPage(ctx, { title, texts, main, status: problem.status });
}
