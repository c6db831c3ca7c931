import { readFile } from 'node:fs/promises';
import { findMediaType } from '#src/messaging/media/media-types.ts';
import { samplePicture, sampleSound } from '#src/simulator/sample-files.ts';
import { ChatError } from './chat-error.ts';

export interface FileToSend {
  content: Buffer;
  /** The type that the provider would declare. */
  contentType: string;
  words: string;
}

const SAMPLES = {
  photo: { make: samplePicture, family: 'image/', usual: 'image/jpeg' },
  voice: { make: sampleSound, family: 'audio/', usual: 'audio/ogg' },
} as const;

const FIRST = /^(?:"([^"]*)"|(\S+))\s*([\s\S]*)$/;
const PATH = /[/\\]|\.[a-z]\w{1,3}$/i;

/** The file of `/photo gate.jpg at the back`, or a sample if no file is named. Throws `ChatError`. */
export async function findFile(kind: 'photo' | 'voice', typed: string): Promise<FileToSend> {
  const { make, family, usual } = SAMPLES[kind];
  const [, quoted, bare = '', rest = ''] = FIRST.exec(typed) ?? [];
  const path = quoted ?? (PATH.test(bare) ? bare : undefined);
  const content = path === undefined ? make() : await read(path);
  const type = await findMediaType(content);
  return { content, contentType: type?.startsWith(family) ? type : usual, words: path === undefined ? typed : rest };
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (thrown) {
    throw new ChatError(`The file ${path} cannot be read.`, { cause: thrown });
  }
}
