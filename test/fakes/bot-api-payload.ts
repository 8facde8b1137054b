/** The body of a call to the Bot API emulator, JSON or a form with files, as fields and files. */
import type { IncomingMessage } from 'node:http';
import type { Json } from './bot-api-chats.js';
import type { Payload } from './bot-api-methods.js';

export async function readPayload(request: IncomingMessage): Promise<Payload> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(new Uint8Array(body), type);
  return { fields: body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as Json), files: {} };
}

async function readForm(body: Uint8Array<ArrayBuffer>, type: string): Promise<Payload> {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  const parts: [string, unknown][] = [];
  form.forEach((value, name) => {
    parts.push([name, value]);
  });
  const fields: Record<string, unknown> = {};
  const files: Record<string, { name: string; bytes: Buffer }> = {};
  for (const [name, value] of parts) {
    if (typeof value === 'string') fields[name] = value;
    else
      files[name] = { name: (value as File).name, bytes: Buffer.from(await (value as File).arrayBuffer()) };
  }
  return { fields, files };
}
