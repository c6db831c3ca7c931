import type { HttpCall } from '#src/http/framework/context.ts';
import { type AppRouter, createRouter } from '#src/http/framework/create-router.ts';
import { Problem } from '#src/http/framework/problem.ts';
import { onlyFromOwnPages } from '#src/http/pages/guard-page.ts';
import { answerWithFragment, answerWithPage, wantsFragment } from '#src/http/pages/page.ts';
import { pageRoute } from '#src/http/pages/page-route.ts';
import { readForm, textOf } from '#src/http/pages/read-form.ts';
import { listMessages } from '#src/simulator/phones/list-messages.ts';
import { type Phone, parsePhone } from '#src/simulator/phones/phone.ts';
import { textTheWatch } from '#src/simulator/text-the-watch.ts';
import { pageTextsFor } from '#src/texts/pages/page-texts-for.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { streamChanges } from './changes.ts';
import { composerView } from './composer-view.ts';
import { messagesView } from './message-view.ts';
import { onlyHere } from './only-here.ts';
import type { PhoneOnScreen } from './phone-view.ts';
import { readState, type TryState, tryUrl } from './try-state.ts';
import { tryView } from './try-view.ts';

/** A phone shows its newest messages. Older ones are in `npm run thread`. */
const MOST_MESSAGES = 100;

/** `/try`: phones on the screen. Mounted only if SIMULATOR is on. */
export function tryRoutes(): AppRouter {
  const routes = createRouter();
  routes.get('/try', onlyHere, pageRoute(showPage));
  routes.get('/try/messages', onlyHere, pageRoute(showMessages));
  routes.get('/try/events', onlyHere, followChanges);
  routes.post('/try/texts', onlyHere, onlyFromOwnPages, pageRoute(sendText));
  return routes;
}

async function showPage(ctx: HttpCall): Promise<void> {
  const texts = pageTextsFor(ctx.acceptsLanguages());
  const state = stateOf(ctx);
  const screens = await Promise.all(state.phones.map((phone) => screenOf(ctx, phone)));
  const zone = ctx.services.config.TIME_ZONE;
  const main = tryView({ texts, state, screens, zone });
  answerWithPage(ctx, { title: texts.try.title, texts, main, scripts: ['htmx.js', 'live.js', 'try.js'] });
}

async function showMessages(ctx: HttpCall): Promise<void> {
  const { try: texts } = pageTextsFor(ctx.acceptsLanguages());
  const [phone] = stateOf(ctx).phones;
  if (!phone) throw new Problem('not_found', 'Which phone? The URL must name one.');
  const { messages } = await screenOf(ctx, phone);
  answerWithFragment(ctx, messagesView({ texts, messages, zone: ctx.services.config.TIME_ZONE }));
}

async function followChanges(ctx: HttpCall): Promise<void> {
  const { readVersion, log } = ctx.services;
  ctx.type = 'text/event-stream';
  ctx.set('Cache-Control', 'no-store');
  ctx.body = streamChanges({ readVersion, log });
}

/** Without a script, the answer leads back to the page. With htmx, it is a new composer, which has the words if they were refused. */
async function sendText(ctx: HttpCall): Promise<void> {
  const { try: texts } = pageTextsFor(ctx.acceptsLanguages());
  const { config } = ctx.services;
  const form = await readForm(ctx);
  const phone = parsePhone(textOf(form, 'from'), config.DEFAULT_REGION);
  if (!phone) throw new Problem('validation_failed', 'The form names no phone.');
  const { phones } = stateOf(ctx);
  const words = textOf(form, 'words');
  const answer = await textTheWatch(ownWatch(ctx), phone.address, { Body: words, NumMedia: '0' });
  const problem = answer.ok ? undefined : texts.notSent({ status: answer.status });
  if (wantsFragment(ctx)) {
    const typed = problem === undefined ? '' : words;
    answerWithFragment(ctx, composerView({ texts, phone, phones, typed, hasFocus: true, ...(problem && { problem }) }));
  } else if (problem === undefined) {
    ctx.redirect(tryUrl(phones));
    ctx.status = 303;
  } else throw new Problem('not_stored', `${problem} "${words}"`);
}

function stateOf(ctx: HttpCall): TryState {
  return readState(new URLSearchParams(ctx.querystring), ctx.services.config.DEFAULT_REGION);
}

async function screenOf({ services }: HttpCall, phone: Phone): Promise<PhoneOnScreen> {
  const { read, config } = services;
  return read(async (trx) => {
    const owner = await findUserByPhone(trx, phone.number);
    const messages = await listMessages(trx, phone.number, MOST_MESSAGES);
    const shownNumber = formatPhone(phone.number, config.DEFAULT_REGION);
    return { phone, shownNumber, name: owner?.name, messages };
  });
}

/** This process, at the port that the request came to: whatever the proxy or the setting is. */
function ownWatch({ req, services }: HttpCall) {
  const { localAddress = '127.0.0.1', localPort } = req.socket;
  const host = localAddress.includes(':') ? `[${localAddress}]` : localAddress;
  return { serviceUrl: `http://${host}:${localPort}`, config: services.config };
}
