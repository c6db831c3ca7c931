import { createServer } from 'node:http';
import jwt from 'jsonwebtoken';
import Koa from 'koa';
import bodyParser from 'koa-bodyparser';
import { deriveKey } from '#src/platform/derive-key.ts';
import { keyOfRequest, readBareAnswers } from '../http/bare-answers.ts';
import { openDriver } from './bare-driver.ts';
import { createReplay } from './replay.ts';
import type { Unit } from './unit.ts';

/**
 * The floor of the API: a Koa route that verifies the token, issues the statements with the bare driver, and sends the
 * bytes that the service answered.
 */
const { PORT, DATABASE_URL = '', JWT_SECRET = '', ANSWERS } = process.env;
const KEY = deriveKey(JWT_SECRET, 'access tokens');
const answers = ANSWERS === undefined ? new Map() : readBareAnswers(ANSWERS);
const driver = openDriver(DATABASE_URL);
const replay = createReplay();

const app = new Koa();
app.use(bodyParser());
app.use(async (ctx) => {
  if (ctx.path === '/readyz') {
    ctx.body = '';
    return;
  }
  const { sub } = jwt.verify(ctx.get('authorization').slice('Bearer '.length), KEY) as jwt.JwtPayload;
  const answer = answers.get(keyOfRequest(ctx.method, ctx.url, sub));
  if (!answer) ctx.throw(404);
  for (const unit of answer.units) await issue(unit);
  ctx.type = answer.mediaType;
  ctx.body = answer.body;
});
createServer(app.callback()).listen(Number(PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));

/** A single statement needs no connection of its own. */
async function issue(unit: Unit): Promise<void> {
  if (unit.statements.length === 1) await replay.run(driver.ask, unit);
  else await driver.use((ask) => replay.run(ask, unit));
}
