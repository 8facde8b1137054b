/**
 * What one request adds to the page: the text that was sent, its answer, a line from us where something is
 * missing. The same piece stands in the whole page and is put in by the script. It draws what it is given.
 */
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { PageSetting, Turn } from './page-setting.js';
import type { PageTexts } from './page-texts.js';
import { Card, Contact } from './reply-card.js';

/** Longer texts are folded away under their first words. */
const SENT_SHOWN_MAX = 90;

/** Cut at a word where there is one, on one line. */
function firstWords(text: string): string {
  const shown = text.slice(0, SENT_SHOWN_MAX);
  let space = shown.length - 1;
  while (space >= 0 && !/\s/u.test(shown.charAt(space))) space--;
  const words = space < 0 ? shown : shown.slice(0, space).trimEnd();
  return words.replace(/\s+/gu, ' ');
}

function Sent({ text, texts }: { text: string; texts: PageTexts }): JSX.Element {
  if (text.length <= SENT_SHOWN_MAX) {
    return (
      <div class="sent">
        <p class="sent-label">{texts.you_sent}</p>
        <p class="sent-text">
          <bdi>{text}</bdi>
        </p>
      </div>
    );
  }
  return (
    <details class="sent">
      <summary>
        <span class="sent-label">
          {texts.you_sent}{' '}
          <span class="fold-mark" aria-hidden="true">
            ▾
          </span>
        </span>
        <span class="sent-text">
          <bdi>{firstWords(text)} …</bdi>
        </span>
      </summary>
      <p class="sent-text sent-whole">
        <bdi>{text}</bdi>
      </p>
    </details>
  );
}

/** The hotline for whoever cannot wait for an answer. */
export function Emergency({
  setting,
  as,
}: {
  setting: PageSetting;
  as: 'section' | 'aside';
}): JSX.Element | null {
  const contacts = setting.emergencyContacts();
  if (contacts.length === 0) return null;
  const { texts } = setting;
  const inner = (
    <>
      <h2>{texts.emergency_title}</h2>
      <p class="emergency-lead">{texts.emergency_lead}</p>
      {contacts.map(contact => (
        <Contact contact={contact} />
      ))}
    </>
  );
  return as === 'section' ? (
    <section class="emergency">{inner}</section>
  ) : (
    <aside class="emergency">{inner}</aside>
  );
}

/** A line from us; where an answer is missing, the hotline stands with it. */
function Notice({ setting, turn }: { setting: PageSetting; turn: Turn }): JSX.Element | null {
  if (turn.notice === null) return null;
  return (
    <div class="notice">
      <h2 class="notice-words" tabIndex={-1}>
        {turn.notice}
      </h2>
      {turn.needsEmergency && <Emergency setting={setting} as="aside" />}
    </div>
  );
}

export function TurnPart({ setting, turn }: { setting: PageSetting; turn: Turn }): JSX.Element {
  return (
    <div class="turn" id="jawaban">
      {turn.sent !== null && <Sent text={turn.sent} texts={setting.texts} />}
      {turn.outgoing.map(outgoing => (
        <Card outgoing={outgoing} texts={setting.texts} once={setting.newId()} urlOf={setting.urlOf} />
      ))}
      <Notice setting={setting} turn={turn} />
    </div>
  );
}

/** Only what one request adds, for the script. */
export function renderTurn(setting: PageSetting, turn: Turn): string {
  return renderToString(<TurnPart setting={setting} turn={turn} />);
}
