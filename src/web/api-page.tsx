/**
 * The page at `/api`: how a program asks, for the people who write one. Its list of errors is the list that the
 * API itself answers from. English, like all that is written for developers.
 */
import type { JSX } from 'preact';
import { API_ERRORS } from './check-api.js';
import { RATE_WINDOW_MS } from './limits.js';

const REQUEST = `curl -s ADDRESS/api/check \\
  -H 'content-type: application/json' \\
  -d '{"text":"Dicari admin, tiket ditanggung, paspor kami yang pegang"}'`;

const FIELDS: readonly (readonly [string, string])[] = [
  ['kind', 'danger (a plea: someone is in danger), advert, other'],
  ['riskLevel', 'high, caution, unsure, none; null for danger'],
  ['score', '0 to 1'],
  ['category', 'the kind of fraud it resembles, or null'],
  [
    'findings',
    'rule, reason, quote, start, end, weight; start and end count UTF-16 units of the text as sent',
  ],
  ['identifiers', 'kind, value, quote: what points at the recruiter'],
  ['facts', 'pay, places, visa, payments, departure, employer, known employers as far as the text says'],
  ['triage', 'who, urgency, country, stage; null unless kind is danger'],
  ['employer', 'id in rules/employers.yaml of the employer whose name is borrowed, or null'],
];

export function ApiPage(props: { address: string; checksMax: number }): JSX.Element {
  const { address, checksMax } = props;
  return (
    <>
      <h1>POST /api/check</h1>
      <p>
        Send one text as JSON, get back what <code>cekloker check --json</code> prints. Nothing is kept. The
        answer is about the words of the text, it can be wrong, and a level of "none" is no promise.
      </p>
      <pre>
        <code>{REQUEST.replace('ADDRESS', address)}</code>
      </pre>
      <h2>Answer</h2>
      <dl class="fields">
        {FIELDS.map(([name, words]) => (
          <div>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <h2>Errors</h2>
      <p>
        <code>{'{"error": code, "message": what to do}'}</code>
      </p>
      <dl class="fields">
        {Object.entries(API_ERRORS).map(([code, { status, message }]) => (
          <div>
            <dt>
              <code>{code}</code> {status}
            </dt>
            <dd>{message}</dd>
          </div>
        ))}
      </dl>
      <p>
        At most {checksMax} requests per address in {RATE_WINDOW_MS / 1000} seconds.
      </p>
    </>
  );
}
