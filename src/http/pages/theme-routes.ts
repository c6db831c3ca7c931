import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { onlyFromOwnPages } from './guard-page.ts';
import { pageRoute } from './page-route.ts';
import { readForm, textOf } from './read-form.ts';
import { findTheme, THEME_COOKIE } from './theme.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** Remembers the chosen theme in this browser, and goes back to the page. */
export function themeRoutes(): AppRouter {
  const routes = createRouter();
  const choose = pageRoute(async (ctx) => {
    const form = await readForm(ctx);
    const theme = findTheme(textOf(form, 'theme'));
    if (!theme) throw new Problem('validation_failed', 'There is no such theme.');
    ctx.cookies.set(THEME_COOKIE, theme, { maxAge: YEAR_MS, sameSite: 'lax', httpOnly: true });
    ctx.redirect(ownPath(textOf(form, 'back')));
    ctx.status = 303;
  });
  routes.post('/theme', onlyFromOwnPages, choose);
  return routes;
}

/** The path and query of an own page. Anything else leads to the start: nobody may use us to redirect to their site. */
function ownPath(back: string): string {
  const base = 'http://own.invalid';
  const url = URL.parse(back, base);
  // a browser reads a path with two slashes in front as another site, and `/.//` becomes one
  const isOwn = url?.origin === base && !url.pathname.startsWith('//');
  return isOwn ? url.pathname + url.search : '/';
}
