import bodyParser from 'koa-bodyparser';

export const readJson = bodyParser({ enableTypes: ['json'], jsonLimit: '64kb', strict: true });
