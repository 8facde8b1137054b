/**
 * WhatsApp's store of sealed files: pictures, documents and recordings are encrypted here as a phone does before it
 * uploads them, and served over plain HTTP on the test server's port. The messages that point at them name a full
 * `url` and no path, so that a client asks this server and not WhatsApp's.
 */
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getMediaKeys, type MediaType } from '@whiskeysockets/baileys';
import type { MessageContent } from './whatsapp-content.js';

export interface FileDetails {
  readonly caption?: string;
  readonly mediaType?: string;
  readonly name?: string;
}

/** What every message about a file says of it. */
interface StoredFile {
  url: string;
  mediaKey: Uint8Array;
  fileLength: number;
  fileSha256: Uint8Array;
  fileEncSha256: Uint8Array;
}

const MAC_LENGTH = 10;

export class MediaStore {
  /** Paths that were asked for, in order. */
  readonly asked: string[] = [];
  /** The next answers have this status and no file; empties as they are given. */
  readonly nextStatuses: number[] = [];
  readonly #files = new Map<string, Buffer>();
  readonly #origin: () => string;

  constructor(origin: () => string) {
    this.#origin = origin;
  }

  async image(
    bytes: Buffer,
    { caption, mediaType = 'image/jpeg' }: FileDetails = {},
  ): Promise<MessageContent> {
    const file = await this.#store(bytes, 'image');
    return {
      imageMessage: {
        ...file,
        mimetype: mediaType,
        width: 800,
        height: 600,
        ...(caption !== undefined && { caption }),
      },
    };
  }

  async document(bytes: Buffer, details: FileDetails = {}): Promise<MessageContent> {
    const { caption, mediaType = 'application/pdf', name = 'berkas.pdf' } = details;
    const file = await this.#store(bytes, 'document');
    const named = { fileName: name, title: name, mimetype: mediaType };
    return { documentMessage: { ...file, ...named, ...(caption !== undefined && { caption }) } };
  }

  async sticker(bytes: Buffer): Promise<MessageContent> {
    const file = await this.#store(bytes, 'sticker');
    return { stickerMessage: { ...file, mimetype: 'image/webp', width: 512, height: 512 } };
  }

  /** A voice note. */
  async audio(bytes: Buffer): Promise<MessageContent> {
    const file = await this.#store(bytes, 'audio');
    return { audioMessage: { ...file, mimetype: 'audio/ogg; codecs=opus', seconds: 4, ptt: true } };
  }

  async video(
    bytes: Buffer,
    { caption, mediaType = 'video/mp4' }: FileDetails = {},
  ): Promise<MessageContent> {
    const file = await this.#store(bytes, 'video');
    return {
      videoMessage: { ...file, mimetype: mediaType, seconds: 4, ...(caption !== undefined && { caption }) },
    };
  }

  /** Forgets every file: links of before lead nowhere. */
  clear(): void {
    this.#files.clear();
  }

  serve(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '';
    this.asked.push(path);
    const status = this.nextStatuses.shift();
    const bytes = this.#files.get(path);
    if (status !== undefined || !bytes) response.writeHead(status ?? 404).end();
    else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes);
  }

  async #store(plain: Buffer, type: MediaType): Promise<StoredFile> {
    const mediaKey = randomBytes(32);
    const { cipherKey, iv, macKey } = await getMediaKeys(mediaKey, type);
    const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    const mac = createHmac('sha256', macKey!).update(iv).update(sealed).digest().subarray(0, MAC_LENGTH);
    const body = Buffer.concat([sealed, mac]);
    const path = `/media/${randomBytes(12).toString('hex')}.enc`;
    this.#files.set(path, body);
    return {
      url: `${this.#origin()}${path}`,
      mediaKey,
      fileLength: plain.length,
      fileSha256: createHash('sha256').update(plain).digest(),
      fileEncSha256: createHash('sha256').update(body).digest(),
    };
  }
}
