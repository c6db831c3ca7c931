import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type AppOptions, createApp } from '#src/app.ts';
import type { Services } from '#src/services.ts';
import { signedPost } from '#src/simulator/signed-post.ts';

export const TEXT = {
  AccountSid: 'AC00000000000000000000000000000001',
  MessageSid: 'SM00000000000000000000000000000001',
  From: '+27821234567',
  To: '+27600000000',
  Body: 'Hi',
  NumMedia: '0',
};

/** The app behind real HTTP until the test is over. `post` signs with the first token, or the one that is given. */
export async function listening(services: Services, hooks: AppOptions = {}) {
  const server = createServer(createApp(services, hooks).callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { PUBLIC_URL: publicUrl, TWILIO_AUTH_TOKEN } = services.config;
  const post = (path: string, form: Record<string, string>, token = TWILIO_AUTH_TOKEN[0] ?? '') =>
    signedPost({ serviceUrl, publicUrl, token, path, form });
  return { serviceUrl, post };
}
