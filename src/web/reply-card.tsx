/**
 * One reply as HTML: neutral blocks in, elements out. Words and quotations only ever become text nodes, so
 * nothing that a seeker or an advert says can become markup; a link is made only from a listed contact.
 */
import type { JSX } from 'preact';
import type { RiskLevel } from '../assessment.js';
import { quoteLines } from '../replies/render-plain.js';
import type { Block, Line, Outgoing, Reply, ShownContact } from '../replies/reply.js';
import type { PageTexts } from './page-texts.js';

export function Words({ line }: { line: Line }): JSX.Element {
  return <>{line.map(run => (run.bold ? <strong>{run.text}</strong> : run.text))}</>;
}

/** Four shapes for four levels: told apart without colour, and without a font that knows the chat's marks. */
const LEVEL_SHAPES: Readonly<Record<RiskLevel, JSX.Element>> = {
  high: (
    <>
      <path d="M9 2h10l7 7v10l-7 7H9l-7-7V9z" />
      <path class="cut" d="M14 7.5v8.5M14 20v.6" />
    </>
  ),
  caution: (
    <>
      <path d="M14 3 26.5 25h-25z" />
      <path class="cut" d="M14 11v6.5M14 21v.6" />
    </>
  ),
  unsure: (
    <>
      <circle cx="14" cy="14" r="12" />
      <path class="cut" d="M10.4 11a3.7 3.7 0 1 1 5.6 3.2c-1.3.8-2 1.4-2 3M14 20.6v.6" />
    </>
  ),
  none: <circle class="ring" cx="14" cy="14" r="10.5" />,
};

export function LevelMark({ level }: { level: RiskLevel }): JSX.Element {
  return (
    <svg class="level-mark" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true" focusable="false">
      {LEVEL_SHAPES[level]}
    </svg>
  );
}

const PhoneMark = (): JSX.Element => (
  <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
    <path d="M5.2 2.5 8 3l.9 3.4-1.7 1.5a9.5 9.5 0 0 0 4.9 4.9l1.5-1.7L17 12l.5 2.8c-.4 1.7-1.6 2.7-3.2 2.7C8 17.2 2.8 12 2.5 5.7c0-1.6 1-2.8 2.7-3.2z" />
  </svg>
);

/** A way to reach help: the number as a link that dials it, never an invented or unlisted one. */
export function Contact({ contact }: { contact: ShownContact }): JSX.Element {
  const dialled = contact.e164 ?? contact.dial;
  return (
    <div class="contact">
      <p>
        <b>{contact.name}</b> <span class="seen">{contact.seen}</span>
      </p>
      {contact.number !== null && dialled !== null ? (
        <a class="call" href={`tel:${dialled.replace(/[^\d+]/g, '')}`}>
          <PhoneMark /> {contact.number}
        </a>
      ) : (
        contact.number !== null && <p class="call">{contact.number}</p>
      )}
      {contact.address !== undefined && <p>{contact.address}</p>}
      {contact.waLink !== null && <OutsideLink href={contact.waLink} words="WhatsApp" />}
      {contact.url !== null && <OutsideLink href={contact.url} words={shortened(contact.url)} />}
    </div>
  );
}

function OutsideLink({ href, words }: { href: string; words: string }): JSX.Element | null {
  if (!href.startsWith('https://')) return null;
  return (
    <a class="call call-quiet" href={href} rel="noopener noreferrer" target="_blank">
      {words}
    </a>
  );
}

function shortened(url: string): string {
  return url.replace(/^https:\/\/(?:www\.)?/, '').replace(/\/$/, '');
}

function BlockPart({ block }: { block: Block }): JSX.Element | null {
  switch (block.type) {
    case 'headline':
      // The headline is the heading of its card, see Card.
      return null;
    case 'lines':
      return (
        <div class="lines">
          {block.lines.map(line => (
            <p>
              <Words line={line} />
            </p>
          ))}
        </div>
      );
    case 'reasons':
      return (
        <section class="reasons">
          <h3>
            <Words line={block.title} />
          </h3>
          <ol>
            {block.reasons.map(({ line, quote }) => (
              <li>
                <Words line={line} />
                {quoteLines(quote).map(words => (
                  <q>
                    <bdi>{words}</bdi>
                  </q>
                ))}
              </li>
            ))}
          </ol>
        </section>
      );
    case 'excerpt':
      return (
        <section class="excerpt">
          <h3>
            <Words line={block.title} />
          </h3>
          <blockquote>
            {block.lines.flatMap(quoteLines).map(words => (
              <p>
                <bdi>{words}</bdi>
              </p>
            ))}
          </blockquote>
        </section>
      );
    case 'list':
      return (
        <section class="list">
          {block.title !== null && (
            <h3>
              <Words line={block.title} />
            </h3>
          )}
          <ul>
            {block.items.map(item => (
              <li>
                <Words line={item} />
              </li>
            ))}
          </ul>
        </section>
      );
    case 'contact':
      return (
        <section class="contact-block">
          {block.lead !== null && (
            <p>
              <Words line={block.lead} />
            </p>
          )}
          <Contact contact={block.contact} />
        </section>
      );
  }
}

function Choices(props: { reply: Reply; once: string; texts: PageTexts }): JSX.Element | null {
  const { reply, once, texts } = props;
  if (reply.choices.length === 0 || reply.caseId === null) return null;
  // Danger answers carry digits only on their buttons; the words stand beside them as plain text.
  const isWordless = reply.kind === 'danger';
  return (
    <form class={isWordless ? 'choices choices-wordless' : 'choices'} method="post" action="/#jawaban">
      <input type="hidden" name="case" value={reply.caseId} />
      <input type="hidden" name="once" value={once} />
      <fieldset>
        <legend class="unseen">{texts.choices}</legend>
        {isWordless && (
          <dl>
            {reply.choices.map(choice => (
              <div>
                <dt>{choice.number}</dt>
                <dd>{choice.label}</dd>
              </div>
            ))}
          </dl>
        )}
        <div class="choice-buttons">
          {reply.choices.map(choice => (
            <button
              type="submit"
              name="choice"
              value={choice.number}
              aria-label={isWordless ? `${choice.number} ${choice.label}` : undefined}
            >
              <span class="number">{choice.number}</span>
              {!isWordless && <span class="choice-label"> {choice.label}</span>}
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  );
}

export interface CardProps {
  readonly outgoing: Outgoing;
  readonly texts: PageTexts;
  /** Fresh id for the form of the choices: the same press twice is one press. */
  readonly once: string;
  readonly urlOf: (asset: string) => string | null;
}

/** One reply: its headline (or a plain "answer" for a screen reader) is the heading that the focus goes to. */
export function Card({ outgoing, texts, once, urlOf }: CardProps): JSX.Element {
  const { reply } = outgoing;
  const headline = reply.blocks.find(block => block.type === 'headline');
  return (
    <article class={reply.level === null ? 'card card-plain' : `card card-${reply.level}`}>
      {headline === undefined ? (
        <h2 class="unseen" tabIndex={-1}>
          {texts.answer}
        </h2>
      ) : (
        <h2 class="headline" tabIndex={-1}>
          {reply.level === null ? (
            <span aria-hidden="true">{headline.mark} </span>
          ) : (
            <LevelMark level={reply.level} />
          )}
          <span>
            <Words line={headline.line} />
          </span>
        </h2>
      )}
      <div class="card-body">
        {reply.blocks.map(block => (
          <BlockPart block={block} />
        ))}
        <Attachment outgoing={outgoing} urlOf={urlOf} />
        <Choices reply={reply} once={once} texts={texts} />
      </div>
    </article>
  );
}

function Attachment(props: {
  outgoing: Outgoing;
  urlOf: (asset: string) => string | null;
}): JSX.Element | null {
  const { outgoing, urlOf } = props;
  if (outgoing.kind === 'text') return null;
  const url = urlOf(outgoing.asset);
  if (url === null) return null;
  // The words of the reply stand beside the picture and say the same: it needs no other text.
  if (outgoing.kind === 'picture') return <img class="picture" src={url} alt="" />;
  return (
    <a class="call call-quiet" href={url} download={outgoing.fileName}>
      {outgoing.fileName}
    </a>
  );
}
