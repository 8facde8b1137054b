/**
 * The whole page as HTML: the conversation so far, the form, examples, help and plain words about privacy. It
 * draws what it is given and asks nobody.
 */
import type { JSX } from 'preact';
import { asDocument, Brand, Head } from './frame.js';
import type { PageSetting, Turn } from './page-setting.js';
import { Emergency, TurnPart } from './turn.js';

/** A conversation has begun: the page then leaves out what introduces it. */
function isConversation(turn: Turn): boolean {
  return turn.sent !== null || turn.outgoing.length > 0;
}

function AskForm(props: { setting: PageSetting; typed: string; isFollowing: boolean }): JSX.Element {
  const { setting, typed, isFollowing } = props;
  const { texts } = setting;
  return (
    <form class="ask" id="tulis" method="post" action="/#jawaban">
      <input type="hidden" name="once" value={setting.newId()} />
      <label for="text" data-following={texts.again}>
        {isFollowing ? texts.again : texts.label}
      </label>
      <p class="hint" id="hint" data-following={texts.number_hint}>
        {isFollowing ? texts.number_hint : texts.paste_hint}
      </p>
      <textarea
        id="text"
        name="text"
        rows={isFollowing ? 3 : 6}
        aria-describedby="hint"
        placeholder={texts.placeholder}
        autocomplete="off"
        spellcheck={false}
      >
        {typed}
      </textarea>
      <div class="notice-place" role="alert" />
      <button type="submit" class="submit" data-working={texts.working}>
        {texts.submit}
      </button>
    </form>
  );
}

function Examples({ setting }: { setting: PageSetting }): JSX.Element | null {
  const { texts } = setting;
  if (texts.examples.length === 0) return null;
  return (
    <section class="examples">
      <h2>{texts.examples_title}</h2>
      <div class="clippings">
        {texts.examples.map((example, index) => (
          <form class="clipping" method="post" action="/#jawaban">
            <h3 id={`example-${index}`}>{example.title}</h3>
            <p class="clipping-text">{example.text}</p>
            <input type="hidden" name="text" value={example.text} />
            <input type="hidden" name="once" value={setting.newId()} />
            <button type="submit" aria-describedby={`example-${index}`}>
              {texts.example_try}
            </button>
          </form>
        ))}
      </div>
    </section>
  );
}

function About({ setting }: { setting: PageSetting }): JSX.Element {
  const { texts } = setting;
  const part = (title: string, lines: readonly string[], isOrdered: boolean): JSX.Element => (
    <section>
      <h2>{title}</h2>
      {isOrdered ? (
        <ol>
          {lines.map(line => (
            <li>{line}</li>
          ))}
        </ol>
      ) : (
        <ul>
          {lines.map(line => (
            <li>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
  return (
    <footer class="foot">
      <div class="foot-inner">
        {part(texts.how_title, texts.how, true)}
        {part(texts.privacy_title, texts.privacy, false)}
        {part(texts.about_title, texts.about, false)}
        {texts.unread !== null && <p class="unread">{texts.unread}</p>}
      </div>
    </footer>
  );
}

function Page(props: { setting: PageSetting; turn: Turn; typed: string }): JSX.Element {
  const { setting, turn, typed } = props;
  const { texts, assets } = setting;
  const isFollowing = isConversation(turn);
  return (
    <html lang={texts.lang}>
      <Head texts={texts} assets={assets} title={texts.title} />
      <body class={isFollowing ? 'has-answer' : undefined}>
        <a class="skip" href="#text">
          {texts.skip_link}
        </a>
        <header class="head">
          <div class="head-inner">
            <Brand setting={setting} />
            <div class="intro">
              <h1>{texts.tagline}</h1>
              <p>{texts.lead}</p>
            </div>
          </div>
        </header>
        <main>
          <div class="log" data-trouble={texts.error_trouble}>
            {(isFollowing || turn.notice !== null) && <TurnPart setting={setting} turn={turn} />}
          </div>
          <AskForm setting={setting} typed={typed} isFollowing={isFollowing} />
          {!turn.needsEmergency && <Emergency setting={setting} as="section" />}
          <Examples setting={setting} />
        </main>
        <About setting={setting} />
        <p class="unseen" role="status" />
      </body>
    </html>
  );
}

/** The whole page. `typed` stays in the box, so that nobody has to paste again after a fault. */
export function renderPage(setting: PageSetting, turn: Turn, typed = ''): string {
  return asDocument(<Page setting={setting} turn={turn} typed={typed} />);
}
