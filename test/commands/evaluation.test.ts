import { describe, expect, it } from 'vitest';
import { buildGazetteer } from '../../src/advert/gazetteer.js';
import type { Assessment, Place, Triage } from '../../src/assessment.js';
import {
  groupOf,
  isRight,
  isSetAside,
  type JudgedText,
  type LabelledText,
  rowOf,
  rowsBy,
  wilson,
  worstErrors,
} from '../../src/commands/evaluation.js';
import { triageRows } from '../../src/commands/triage-evaluation.js';

let serial = 0;
function judged(
  expect: LabelledText['expect'],
  kind: Assessment['kind'],
  riskLevel: Assessment['riskLevel'] = null,
  more: Partial<LabelledText> = {},
): JudgedText {
  const labelled = { id: `t${++serial}`, text: 'x', expect, ...more };
  // Only what scoring looks at.
  return { labelled, assessment: { kind, riskLevel } as Assessment };
}

describe('the interval of a share', () => {
  // Reference values: Wilson score intervals without continuity correction, as Newcombe (1998) prints them.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (count, of, low, high) => {
    const share = wilson(count, of);
    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
  });
  it('of nothing says nothing, and never leaves 0 to 1', () => {
    expect(wilson(0, 0)).toEqual({ count: 0, of: 0, low: 0, high: 1 });
    expect(wilson(20, 20).high).toBeCloseTo(1, 9);
    expect(wilson(20, 20).high).toBeLessThanOrEqual(1);
    expect(wilson(0, 20).low).toBeGreaterThanOrEqual(0);
  });
});

describe('an answer', () => {
  it.each<[LabelledText['expect'], Assessment['kind'], Assessment['riskLevel'], boolean | null]>([
    ['danger', 'danger', null, true],
    ['danger', 'advert', 'high', false],
    ['alarm', 'advert', 'high', true],
    ['alarm', 'advert', 'caution', true],
    ['alarm', 'other', 'high', true],
    ['alarm', 'advert', 'unsure', false],
    ['alarm', 'danger', null, false],
    ['quiet', 'advert', 'unsure', true],
    ['quiet', 'advert', 'none', true],
    ['quiet', 'other', null, true],
    ['quiet', 'advert', 'caution', false],
    ['quiet', 'danger', null, false],
    ['scam', 'advert', 'high', null],
  ])('to a text of %s that is %s/%s is right: %s', (expectation, kind, level, right) => {
    expect(isRight(judged(expectation, kind, level))).toBe(right);
  });
});

describe('groups', () => {
  it('hold what must stay on one side: a pair, a source, else the text alone', () => {
    const { labelled } = judged('quiet', 'other');
    expect(groupOf({ ...labelled, pair: 'p1', source: 'X' })).toBe('pair:p1');
    expect(groupOf({ ...labelled, source: 'X' })).toBe('source:X');
    expect(groupOf({ ...labelled, source: 'written for this corpus' })).toBe(`id:${labelled.id}`);
    expect(groupOf(labelled)).toBe(`id:${labelled.id}`);
  });
  it('are set aside about every fifth, each as a whole, the same each time', () => {
    const all = Array.from({ length: 2_000 }, (_, n) =>
      judged('quiet', 'other', null, { pair: `p${n >> 1}` }),
    );
    const aside = all.filter(({ labelled }) => isSetAside(labelled));
    expect(aside.length / all.length).toBeGreaterThan(0.15);
    expect(aside.length / all.length).toBeLessThan(0.25);
    for (const { labelled } of all)
      expect(isSetAside({ ...labelled, id: 'other' })).toBe(isSetAside(labelled));
  });
});

describe('a table', () => {
  const texts = [
    judged('alarm', 'advert', 'high', { category: 'mlm' }),
    judged('alarm', 'advert', 'unsure', { category: 'mlm' }),
    judged('alarm', 'danger', null, { category: 'fee_scam' }),
    judged('quiet', 'other', null),
    judged('scam', 'advert', 'none'),
  ];
  it('counts each answer, and right ones only where something is expected', () => {
    const row = rowOf('all', texts);
    expect([row.texts, row.high.count, row.unsure.count, row.danger.count]).toEqual([5, 1, 1, 1]);
    expect([row.right.count, row.right.of]).toEqual([2, 4]);
    expect(row.rightAside.of + row.rightRead.of).toBe(4);
  });
  it('has a row for each expectation and value', () => {
    expect(rowsBy(texts, () => undefined).map(({ group, texts: count }) => [group, count])).toEqual([
      ['alarm', 3],
      ['quiet', 1],
      ['scam', 1],
    ]);
    const groups = rowsBy(texts, ({ category }) => category ?? '–').map(({ group }) => group);
    expect(groups).toEqual(['alarm · fee_scam', 'alarm · mlm', 'quiet · –', 'scam · –']);
  });
});

describe('the worst errors', () => {
  it('are a missed danger first, then false alarms by their weight, then missed alarms; nothing that is right', () => {
    const missedSoftly = judged('alarm', 'advert', 'unsure');
    const missed = judged('alarm', 'other', null);
    const cautious = judged('quiet', 'advert', 'caution');
    const alarmed = judged('quiet', 'advert', 'high');
    const called = judged('quiet', 'danger');
    const missedDanger = judged('danger', 'advert', 'high');
    const right = [judged('danger', 'danger'), judged('scam', 'advert', 'none')];
    const order = [missedDanger, called, alarmed, cautious, missed, missedSoftly];
    expect(
      worstErrors([missedSoftly, missed, cautious, alarmed, called, missedDanger, ...right], 10),
    ).toEqual(order);
    expect(worstErrors(order, 2)).toEqual(order.slice(0, 2));
    expect(worstErrors(order, 0)).toEqual([]);
  });
});

describe('what a plea that was found says beside the danger', () => {
  const gazetteer = buildGazetteer({
    places: [
      { id: 'kamboja', country: 'KH', kind: 'country', names: ['kamboja'] },
      { id: 'phnom_penh', country: 'KH', kind: 'city', names: ['phnom penh'] },
    ],
    exceptAfter: [],
    exceptBefore: [],
  });
  const found = (said: Partial<Triage>, label: Partial<LabelledText>): JudgedText => {
    const triage: Triage = { who: 'self', urgency: 'now', country: null, stage: null, ...said };
    const facts = { places: [] as Place[] };
    const { labelled } = judged('danger', 'danger', null, label);
    return {
      labelled,
      assessment: { kind: 'danger', riskLevel: null, triage, facts } as unknown as Assessment,
    };
  };
  const missed: JudgedText = {
    labelled: judged('danger', 'other', null, { who: 'self', country: 'KH' }).labelled,
    assessment: { kind: 'other', riskLevel: null, triage: null } as Assessment,
  };
  const rows = triageRows(
    [
      found({ who: 'relative', country: 'KH' }, { who: 'relative', country: 'KH', stage: null }),
      found({ country: 'TH' }, { who: 'relative', country: 'KH', text: 'adik saya di kamboja' }),
      found({ country: 'MM', stage: 'inside' }, { country: null, stage: 'inside' }),
      found({ country: null }, { category: 'distress', country: 'KH', text: 'kota phnom penh' }),
      found({ who: 'self' }, { category: 'family' }),
      found({}, {}),
      missed,
      {
        ...found({ who: 'self' }, { who: 'self' }),
        labelled: judged('quiet', 'danger', null, { who: 'self' }).labelled,
      },
    ],
    gazetteer,
  );
  const counts = (name: string): readonly (number | undefined)[] => {
    const row = rows.find(({ field }) => field === name);
    return [row?.right.count, row?.right.of];
  };
  it('is counted for each field over the texts that carry its label, an unknown one included', () => {
    expect(counts('stage')).toEqual([2, 2]);
    expect(counts('urgency')).toEqual([0, 0]);
  });
  it('is about the writer or a relative as the category says, where nothing else does', () => {
    expect(counts('who')).toEqual([2, 4]);
  });
  it('may leave the country open, but not where the text names it', () => {
    expect(counts('country')).toEqual([2, 4]);
    expect(counts('named')).toEqual([0, 2]);
  });
  it('stands beside the pleas found and the quiet texts called one', () => {
    expect(counts('danger found')).toEqual([6, 7]);
    expect(counts('quiet called danger')).toEqual([1, 1]);
  });
  it('has its interval, and splits into what rule writers may read and what they may not', () => {
    const who = rows.find(({ field }) => field === 'who');
    expect(who?.right.low).toBeCloseTo(wilson(2, 4).low, 9);
    expect((who?.rightRead.of ?? 0) + (who?.rightAside.of ?? 0)).toBe(4);
  });
});
