/**
 * How often the triage says rightly who is in danger, how urgently, where and at what stage. Comes in: judged
 * texts; counted are those of danger that were found and that carry the label, and beside them how many were found
 * at all and how many quiet texts were called a plea. Pure.
 */
import { type Gazetteer, wordsOfName } from '../advert/gazetteer.js';
import type { Triage } from '../assessment.js';
import { isSetAside, type JudgedText, type LabelledText, type Share, wilson } from './evaluation.js';

/**
 * What is counted, in the order in which it is shown. A wrong country sends a family to the wrong embassy, an
 * open one only asks them; so `country` allows for both and `named` asks whether one is said where the text does.
 */
export const TRIAGE_FIELDS = ['who', 'urgency', 'country', 'named', 'stage'] as const;
export type TriageField = (typeof TRIAGE_FIELDS)[number];

/** How often one field is right: over all, over the texts rule writers may read, over those they may not. */
export interface FieldRow {
  readonly field: TriageField | 'danger found' | 'quiet called danger';
  readonly right: Share;
  readonly rightRead: Share;
  readonly rightAside: Share;
}

/** @returns null where the text does not count for the field */
type Judge = (labelled: LabelledText, said: Triage, judged: JudgedText) => boolean | null;

export function triageRows(judged: readonly JudgedText[], gazetteer: Gazetteer): readonly FieldRow[] {
  const isRight: Readonly<Record<TriageField, Judge>> = {
    who: (labelled, said) => {
      const who = whoOf(labelled);
      return who === undefined ? null : said.who === who;
    },
    urgency: ({ urgency }, said) => (urgency == null ? null : said.urgency === urgency),
    country: ({ country }, said) =>
      country === undefined ? null : said.country === null || said.country === country,
    named: (labelled, said, one) =>
      labelled.country && namesCountry(one, labelled.country, gazetteer)
        ? said.country === labelled.country
        : null,
    // `null` is a label, too: the text does not say, and neither may the answer.
    stage: ({ stage }, said) => (stage === undefined ? null : said.stage === stage),
  };
  const found = TRIAGE_FIELDS.map(field =>
    fieldRow(field, judged, one => {
      const { labelled, assessment } = one;
      if (labelled.expect !== 'danger' || assessment.triage === null) return null;
      return isRight[field](labelled, assessment.triage, one);
    }),
  );
  const called = (expect: LabelledText['expect']) => (one: JudgedText) =>
    one.labelled.expect === expect ? one.assessment.kind === 'danger' : null;
  return [
    fieldRow('danger found', judged, called('danger')),
    fieldRow('quiet called danger', judged, called('quiet')),
    ...found,
  ];
}

function fieldRow(
  field: FieldRow['field'],
  judged: readonly JudgedText[],
  isSo: (one: JudgedText) => boolean | null,
): FieldRow {
  const counted = judged.flatMap(one => {
    const so = isSo(one);
    return so === null ? [] : [{ so, isAside: isSetAside(one.labelled) }];
  });
  const share = (among: typeof counted): Share => wilson(among.filter(({ so }) => so).length, among.length);
  return {
    field,
    right: share(counted),
    rightRead: share(counted.filter(({ isAside }) => !isAside)),
    rightAside: share(counted.filter(({ isAside }) => isAside)),
  };
}

/** The label itself, else what its category says: `distress` is told by the one it happens to. */
function whoOf({ who, category }: LabelledText): string | null | undefined {
  if (who !== undefined) return who;
  if (category === 'distress') return 'self';
  return category === 'family' ? 'relative' : undefined;
}

/** Whether the text names a place abroad, or the country of its label by any spelling the gazetteer has. */
function namesCountry({ labelled, assessment }: JudgedText, country: string, gazetteer: Gazetteer): boolean {
  if (assessment.facts.places.some(place => place.country !== 'ID')) return true;
  const words = wordsOfName(labelled.text);
  return words.some((word, index) =>
    (gazetteer.byFirstWord.get(word) ?? []).some(
      ({ words: name, place }) =>
        place.country === country && name.every((part, offset) => words[index + offset] === part),
    ),
  );
}
