import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { answerWithPage } from '#src/http/pages/page.ts';
import { pageRoute } from '#src/http/pages/page-route.ts';
import { pageTextsFor } from '#src/texts/pages/page-texts-for.ts';
import { homeView } from './home-view.ts';

interface HomeOptions {
  hasSimulator: boolean;
  /** Another path that is shown instead. */
  leadsTo?: string | undefined;
}

/** `/`: a short page that says where to go. */
export function homeRoutes({ hasSimulator, leadsTo }: HomeOptions): AppRouter {
  const routes = createRouter();
  const show = pageRoute((ctx) => {
    // the router takes `//` for the same path
    if (ctx.path !== '/') throw new Problem('not_found', 'There is no such page.');
    if (leadsTo !== undefined) return ctx.redirect(leadsTo);
    const texts = pageTextsFor(ctx.acceptsLanguages());
    const watchName = ctx.services.config.WATCH_NAME;
    answerWithPage(ctx, { title: texts.home.title, texts, main: homeView({ texts, watchName, hasSimulator }) });
  });
  routes.get('/', show);
  return routes;
}
