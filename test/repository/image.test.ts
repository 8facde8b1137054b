/**
 * What the image and the service file promise, read from the files themselves. That the steps really run is shown by
 * `test/image/run-steps.sh`, which carries them out in a bare Debian tree and needs root and minutes.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = path.join(import.meta.dirname, '..', '..');
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');
const steps = read('Dockerfile')
  .split('\n')
  .filter(line => /^[A-Z]+ /.test(line));
const only = (word: string): string[] => steps.filter(step => step.startsWith(`${word} `));

describe('the Dockerfile', () => {
  it('builds and runs on one Node, named to the last figure', () => {
    const images = only('FROM').map(step => step.split(' ')[1]);
    expect(images).toHaveLength(2);
    expect(new Set(images).size).toBe(1);
    expect(images[0]).toMatch(/^node:\d+\.\d+\.\d+-slim$/);
  });

  it('starts as somebody who is not root, with a health check, what npm start starts', () => {
    const last = steps.slice(steps.lastIndexOf(only('FROM')[1] as string));
    expect(last.indexOf('USER node')).toBeGreaterThan(0);
    expect(last.some(step => step.startsWith('HEALTHCHECK '))).toBe(true);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(scripts.start).toContain((JSON.parse((only('CMD')[0] as string).slice(4)) as string[]).join(' '));
  });

  it('takes nothing in that .dockerignore does not let through, and all of that is there', () => {
    const through = read('.dockerignore')
      .split('\n')
      .filter(line => line.startsWith('!'))
      .map(line => line.slice(1));
    for (const name of through) expect(existsSync(path.join(ROOT, name)), name).toBe(true);
    const copied = only('COPY')
      .filter(step => !step.includes('--from='))
      .flatMap(step => step.split(' ').slice(1, -1));
    expect(copied.filter(name => !through.includes(name))).toEqual([]);
    expect(through).not.toContain('test');
  });
});

describe('the packages', () => {
  it('hold none that would fetch a link out of an advert: Baileys looks for one to make previews with', () => {
    expect(read('package-lock.json')).not.toContain('link-preview-js@');
    expect(Object.keys(JSON.parse(read('package-lock.json')).packages).join()).not.toContain('link-preview');
  });

  it('hold Baileys at one version to the last figure', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    expect(dependencies['@whiskeysockets/baileys']).toMatch(/^\d+\.\d+\.\d+(?:-rc\d+)?$/);
  });
});

describe('compose.yaml', () => {
  const { services, configs } = parse(read('compose.yaml')) as {
    services: Record<string, { ports?: string[]; volumes: string[]; read_only?: boolean }>;
    configs: Record<string, { content: string }>;
  };

  it('lets only the proxy be reached from outside, and keeps the figures inside', () => {
    expect(services.cekloker?.ports).toBeUndefined();
    expect(services.proxy?.ports).toEqual(['80:80', '443:443']);
    expect(configs.caddyfile?.content).toMatch(/path \/metrics \/metrics\/\*[\s\S]*404/);
    expect(configs.caddyfile?.content).not.toContain('log');
  });

  it('lays rules and texts beside the container, where the program cannot write, and the keys apart from the data', () => {
    expect(services.cekloker?.read_only).toBe(true);
    const volumes = services.cekloker?.volumes ?? [];
    expect(volumes).toEqual(expect.arrayContaining(['./rules:/app/rules:ro', './locales:/app/locales:ro']));
    expect(volumes.filter(volume => /^\w+:/.test(volume)).map(volume => volume.split(':')[1])).toEqual([
      '/data',
      '/secret',
    ]);
  });
});
