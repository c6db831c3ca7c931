import bodyParser from 'koa-bodyparser';

/** Reads a form-encoded body. Use its `rawBody`: what it parses is nested, and no signature fits that. */
export const readForm = bodyParser({ enableTypes: ['form'], formLimit: '64kb' });
