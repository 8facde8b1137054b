/** Fetches and opens a file from the reference that the channel keeps of it, with Baileys' own means. */
import { downloadContentFromMessage } from '@whiskeysockets/baileys';

export async function baileysDownload(fileRef: string): Promise<Buffer> {
  const { kind, url, directPath, mediaKey } = JSON.parse(fileRef) as {
    kind: 'image' | 'document';
    url: string;
    directPath: string;
    mediaKey: string;
  };
  const key = Buffer.from(mediaKey, 'base64');
  const stream = await downloadContentFromMessage({ url, directPath, mediaKey: key }, kind);
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
