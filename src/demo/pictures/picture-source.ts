import type { Attachment } from '#src/messaging/inbox/inbound-message.ts';
import type { MediaSource } from '#src/messaging/media/media-source.ts';
import { drawScene, type SceneName } from './draw-scene.ts';

/** Nothing answers at this address: the pictures are drawn here. */
const ADDRESS = 'https://pictures.invalid/';

/** A photo of a text. */
export function pictureOf(scene: SceneName): Attachment {
  return { kind: 'photo', url: ADDRESS + scene, contentType: 'image/png' };
}

/** Draws the pictures that the people of the demo watch send. */
export const pictureSource: MediaSource = {
  fetch: async (address) => ({ outcome: 'fetched', content: drawScene(address.slice(ADDRESS.length) as SceneName) }),
};
