/**
 * The files behind the page: its own style, script and mark, read once at the start and named by their content,
 * and the pictures and documents that a reply of this process has named. No path of a request ever reaches the
 * disk: a request can only pick from what is listed here.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { SHIPPED_FILES_MAX } from './limits.js';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.ogg': 'audio/ogg',
  '.mp3': 'audio/mpeg',
};

interface Asset {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface PageAssets {
  readonly style: Asset;
  readonly script: Asset;
  readonly mark: Asset;
}

/** Reads the page's own files; they stand beside this module. */
export function readPageAssets(): PageAssets {
  return { style: readAsset('page.css'), script: readAsset('page.js'), mark: readAsset('mark.svg') };
}

function readAsset(name: string): Asset {
  const bytes = readFileSync(fileURLToPath(new URL(`assets/${name}`, import.meta.url)));
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const kind = extname(name);
  return {
    path: `/assets/${name.slice(0, -kind.length)}.${digest}${kind}`,
    mediaType: MEDIA_TYPES[kind] ?? 'application/octet-stream',
    bytes,
  };
}

/** Files shipped with the program that a reply may show. */
export interface ShippedFiles {
  /** The address of a file named relative to the program's root; null for one that may not be shown. */
  urlOf(asset: string): string | null;
  fileOf(url: string): { readonly absolutePath: string; readonly mediaType: string } | null;
}

export function createShippedFiles(root: string): ShippedFiles {
  const byUrl = new Map<string, { absolutePath: string; mediaType: string }>();
  return {
    urlOf: asset => {
      const mediaType = MEDIA_TYPES[extname(asset)];
      const absolutePath = resolve(root, asset);
      if (mediaType === undefined || !absolutePath.startsWith(resolve(root) + sep)) return null;
      const id = createHash('sha256').update(asset).digest('hex').slice(0, 16);
      const url = `/assets/shipped/${id}${extname(asset)}`;
      if (!byUrl.has(url) && byUrl.size >= SHIPPED_FILES_MAX) return null;
      byUrl.set(url, { absolutePath, mediaType });
      return url;
    },
    fileOf: url => byUrl.get(url) ?? null,
  };
}

/** The page's own files never change under one address, so a phone asks for them once. */
const FOR_EVER = 'public, max-age=31536000, immutable';

export function addAssetRoutes(app: FastifyInstance, assets: PageAssets, shipped: ShippedFiles): void {
  for (const asset of [assets.style, assets.script, assets.mark]) {
    app.get(asset.path, { config: { place: 'asset', rateLimit: false } }, async (_request, reply) =>
      reply.header('cache-control', FOR_EVER).type(asset.mediaType).send(asset.bytes),
    );
  }
  app.get<{ Params: { name: string } }>(
    '/assets/shipped/:name',
    { config: { place: 'asset' } },
    async (request, reply) => {
      const file = shipped.fileOf(`/assets/shipped/${request.params.name}`);
      const bytes = file === null ? null : await readFile(file.absolutePath).catch(() => null);
      if (file === null || bytes === null) {
        reply.callNotFound();
        return reply;
      }
      return reply.type(file.mediaType).send(bytes);
    },
  );
}
