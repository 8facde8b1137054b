/**
 * The frame of every page: head, brand, document. No text of a visitor passes here.
 */
import type { ComponentChildren, JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { PageAssets } from './asset-files.js';
import type { PageSetting } from './page-setting.js';
import type { PageTexts } from './page-texts.js';

export function Head(props: { texts: PageTexts; assets: PageAssets; title: string }): JSX.Element {
  const { texts, assets, title } = props;
  return (
    <head>
      <meta charset="utf-8" />
      <title>{`${title} – ${texts.tagline}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="description" content={texts.lead} />
      <meta name="color-scheme" content="light dark" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="icon" href={assets.mark.path} type="image/svg+xml" />
      <link rel="stylesheet" href={assets.style.path} />
      <script src={assets.script.path} defer />
    </head>
  );
}

export function Brand({ setting }: { setting: PageSetting }): JSX.Element {
  return (
    <p class="brand">
      <a href="/">
        <img src={setting.assets.mark.path} width="32" height="32" alt="" /> {setting.texts.title}
      </a>
    </p>
  );
}

/** A page of plain text in the same dress, for people who write programs. */
export function renderPlainPage(
  setting: PageSetting,
  lang: string,
  title: string,
  body: ComponentChildren,
): string {
  return asDocument(
    <html lang={lang}>
      <Head texts={setting.texts} assets={setting.assets} title={title} />
      <body>
        <header class="head">
          <div class="head-inner">
            <Brand setting={setting} />
          </div>
        </header>
        <main class="plain">{body}</main>
      </body>
    </html>,
  );
}

export function asDocument(page: JSX.Element): string {
  return `<!doctype html>${renderToString(page)}`;
}
