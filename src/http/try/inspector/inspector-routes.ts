import type { VNode } from 'preact';
import type { HttpCall } from '#src/http/framework/context.ts';
import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { answerWithFragment } from '#src/http/pages/page.ts';
import { pageRoute } from '#src/http/pages/page-route.ts';
import { onlyHere } from '#src/http/try/only-here.ts';
import { stateOf } from '#src/http/try/phones/read-screens.ts';
import { type ShownPhone, type TryState, tryUrl, withInspector } from '#src/http/try/try-state.ts';
import type { HandledTexts } from '#src/simulator/inspector/handled-texts.ts';
import { inspectPhone } from '#src/simulator/inspector/inspect-phone.ts';
import { pageTextsFor } from '#src/texts/pages/page-texts-for.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { type Inspector, inspectorPanel, inspectorView } from './inspector-view.ts';

/** With the one that is always shown. */
const TEXTS_ON_REQUEST = 11;

/** The inspector alone, to replace the one that the page shows. Its query is the one of the page, and `shown` names the phone. */
export function inspectorRoutes(handledTexts: HandledTexts): AppRouter {
  const routes = createRouter();
  const show = pageRoute(async (ctx) => {
    const { phones } = stateOf(ctx);
    const phone = phones.find(({ number }) => number === ctx.query.shown);
    if (!phone) throw new Problem('not_found', 'Which phone? The URL must name one of its phones.');
    answerWithFragment(ctx, inspectorView(await readInspector(ctx, handledTexts, { phone, phones })));
  });
  routes.get('/try/inspector', onlyHere, show);
  return routes;
}

/** The open inspectors of the page, by the number of their phone. */
export async function readInspectors(
  ctx: HttpCall,
  handledTexts: HandledTexts,
  { phones }: Pick<TryState, 'phones'>,
): Promise<Map<string, VNode>> {
  const panels = new Map<string, VNode>();
  for (const phone of phones.filter(({ inspector }) => inspector)) {
    const url = `${tryUrl(phones, '/try/inspector')}&${new URLSearchParams({ shown: phone.number })}`;
    panels.set(phone.number, inspectorPanel(await readInspector(ctx, handledTexts, { phone, phones }), url));
  }
  return panels;
}

async function readInspector(
  ctx: HttpCall,
  handledTexts: HandledTexts,
  { phone, phones }: { phone: ShownPhone; phones: readonly ShownPhone[] },
): Promise<Inspector> {
  const areShown = phone.inspector === 'earlierTexts';
  const { read, settings, config } = ctx.services;
  const query = { identity: phone.number, texts: areShown ? TEXTS_ON_REQUEST : 1 };
  return {
    texts: pageTextsFor(ctx.acceptsLanguages()),
    zone: config.TIME_ZONE,
    id: `inspector-${phone.number.slice(1)}`,
    phone: formatPhone(phone.number, config.DEFAULT_REGION),
    inspection: await read((trx) => inspectPhone(trx, { settings, handledTexts }, query)),
    earlierTexts: {
      areShown,
      href: tryUrl(withInspector(phones, phone, areShown ? 'lastText' : 'earlierTexts')),
    },
  };
}
