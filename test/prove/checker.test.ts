/** The judge of the proofs, tried on histories that were made by hand: it sees what is wrong, and only that. */
import { describe, expect, it } from 'vitest';
import { type FindingKind, judge, together } from './checker.js';
import type { History, MadeReport, SeenReply, WayIn, WrittenMessage } from './history.js';
import type { ReplyKind } from './words.js';

const WAYS: Readonly<Record<string, WayIn>> = { t: 'telegram', w: 'whatsapp', p: 'web' };
const RECRUITER = '+6281240010001';
const NOTHING: History = {
  messages: [],
  replies: [],
  reports: [],
  kept: new Map(),
  kills: 1,
  faults: [],
  ends: [],
  integrity: 'ok',
};

function wayOf(person: string): WayIn {
  return WAYS[person.slice(0, 1)] as WayIn;
}

function message(
  person: string,
  expects: ReplyKind,
  rest: Partial<Pick<WrittenMessage, 'state' | 'deliveries'>> = {},
): WrittenMessage {
  return { person, way: wayOf(person), expects, state: 'acknowledged', deliveries: 1, ...rest };
}

/** @param run how many kills there were before it @param mark tells it from another answer of the kind */
function reply(person: string, kind: ReplyKind, run = 0, mark: string = kind): SeenReply {
  return { person, way: wayOf(person), kind, mark, words: '', run };
}

function report(rest: Partial<MadeReport> = {}): MadeReport {
  const told = { wasKept: true, receipt: null, wasWithdrawn: false };
  return { person: 't1', recruiter: RECRUITER, ...told, ...rest };
}

function reported(count: number, rest: Partial<MadeReport> = {}): History {
  return { ...NOTHING, reports: [report(rest)], kept: new Map(count > 0 ? [[RECRUITER, count]] : []) };
}

function exchange(messages: readonly WrittenMessage[], replies: readonly SeenReply[]): History {
  return { ...NOTHING, messages, replies };
}

function kindsIn(history: History): readonly FindingKind[] {
  return judge(history).findings.map(({ kind }) => kind);
}

/** One for each kind; the compiler asks for those that are missing. */
const WRONG: Readonly<Record<FindingKind, History>> = {
  lost: exchange([message('w1', 'verdict')], []),
  refused: exchange([message('w1', 'verdict', { state: 'refused' })], []),
  unheard: exchange([message('t1', 'danger', { state: 'waiting' })], []),
  thought_twice: exchange(
    [message('t1', 'verdict', { deliveries: 2 })],
    [reply('t1', 'verdict', 0, 'case A'), reply('t1', 'verdict', 1, 'case B')],
  ),
  repeated: exchange([message('t1', 'verdict')], [reply('t1', 'verdict'), reply('t1', 'verdict')]),
  repeated_often: exchange(
    [message('t1', 'verdict'), message('t1', 'consent')],
    [reply('t1', 'verdict'), reply('t1', 'consent'), reply('t1', 'verdict', 1), reply('t1', 'consent', 1)],
  ),
  misfit: exchange([message('t1', 'verdict')], [reply('t1', 'verdict'), reply('t1', 'other')]),
  report_lost: reported(0),
  report_doubled: reported(2),
  report_unasked: { ...NOTHING, kept: new Map([[RECRUITER, 1]]) },
  report_not_withdrawn: reported(1, { wasWithdrawn: true }),
  fault: { ...NOTHING, faults: ['a phone cannot read msg'] },
  ended: { ...NOTHING, ends: ['ended by itself (status 1)'] },
  damaged: { ...NOTHING, integrity: 'row 3 missing from index' },
};

describe('judge', () => {
  it.each(Object.entries(WRONG))('finds %s, and nothing else, in a history that has it', (kind, history) => {
    expect(kindsIn(history)).toEqual([kind]);
  });

  it('finds nothing where all were answered, though messages came twice and a kill repeated an answer', () => {
    const history: History = {
      ...NOTHING,
      messages: [
        message('t1', 'verdict', { deliveries: 2 }),
        message('t2', 'danger'),
        message('w1', 'verdict', { deliveries: 3 }),
        message('p1', 'danger', { deliveries: 2 }),
      ],
      replies: [
        reply('t1', 'verdict'),
        reply('t2', 'danger', 0),
        reply('t2', 'danger', 1),
        reply('w1', 'verdict', 0, '3EB0'),
        reply('w1', 'verdict', 0, '3EB0'),
        reply('p1', 'danger', 1),
      ],
      reports: [report({ receipt: 'ABCDE-FGHIJ-KLMNO' })],
      kept: new Map([[RECRUITER, 1]]),
    };
    const { findings, ways } = judge(history);
    expect(findings).toEqual([]);
    expect(ways.telegram).toMatchObject({ persons: 2, messages: 2, deliveries: 3, answers: 2, repeated: 1 });
    expect(ways.whatsapp).toMatchObject({ deliveries: 3, answers: 1, repeated: 0, sentAgain: 1 });
    expect(ways.web).toMatchObject({ persons: 1, deliveries: 2, acknowledged: 1, repeated: 0 });
    expect(ways.telegram.againAfterOneKill).toBe(1);
  });

  it('takes a text that the page asked to paste again, answered once or twice', () => {
    const pasted = [message('p1', 'verdict', { state: 'replaced' }), message('p1', 'verdict')];
    expect(kindsIn(exchange(pasted, [reply('p1', 'verdict')]))).toEqual([]);
    expect(kindsIn(exchange(pasted, [reply('p1', 'verdict'), reply('p1', 'verdict')]))).toEqual([]);
    const cases = ['case A', 'case B'].map(mark => reply('p1', 'verdict', 0, mark));
    expect(kindsIn(exchange(pasted, cases))).toEqual([]);
    expect(kindsIn(exchange(pasted, [...cases, reply('p1', 'verdict', 0, 'case C')]))).toEqual([
      'thought_twice',
    ]);
  });

  it('asks for the pasted text, where that was not answered either', () => {
    const pasted = [message('p1', 'verdict', { state: 'replaced' }), message('p1', 'verdict')];
    expect(kindsIn(exchange(pasted, []))).toEqual(['lost']);
  });

  it('lets a refused message pass that was answered when it came again', () => {
    const refused = message('w1', 'danger', { state: 'refused', deliveries: 2 });
    expect(kindsIn(exchange([refused], [reply('w1', 'danger')]))).toEqual([]);
  });

  it('takes an answer of another kind for no answer', () => {
    const other = exchange([message('t1', 'danger')], [reply('t1', 'verdict')]);
    expect(new Set(kindsIn(other))).toEqual(new Set(['lost', 'misfit']));
  });

  it('lets one answer be repeated after each of two kills', () => {
    const again = [0, 1, 2].map(run => reply('t1', 'danger', run));
    const { findings, ways } = judge({ ...exchange([message('t1', 'danger')], again), kills: 2 });
    expect(findings).toEqual([]);
    expect(ways.telegram).toMatchObject({ repeated: 2, againAfterOneKill: 1 });
  });

  it('lets WhatsApp send both answers of one chat again under their ids', () => {
    const twice = [0, 1].flatMap(run => [reply('w1', 'verdict', run), reply('w1', 'consent', run)]);
    const both = exchange([message('w1', 'verdict'), message('w1', 'consent')], twice);
    expect(kindsIn(both)).toEqual([]);
  });

  it('finds a report lost whose person knows it by its receipt only', () => {
    expect(kindsIn(reported(0, { wasKept: false, receipt: 'ABCDE-FGHIJ-KLMNO' }))).toEqual(['report_lost']);
  });

  it('lets a report be missing that nobody was told of, or that was withdrawn', () => {
    expect(kindsIn(reported(0, { wasKept: false }))).toEqual([]);
    expect(kindsIn(reported(0, { wasWithdrawn: true }))).toEqual([]);
  });

  it('names nobody but by the name that the driver gave', () => {
    expect(judge(WRONG.report_lost).findings).toEqual([{ kind: 'report_lost', where: 't1, report' }]);
  });
});

describe('together', () => {
  /** One kill, after which so many persons saw their answer again. */
  function lane(...repeated: readonly string[]) {
    const kinds = repeated.map(person => message(person, 'danger'));
    return judge(
      exchange(
        kinds,
        repeated.flatMap(person => [0, 1].map(run => reply(person, 'danger', run))),
      ),
    );
  }

  it('adds the figures up and keeps the most after one kill', () => {
    const both = together([lane('t1', 'p1'), lane('t2'), judge(reported(1)), judge(WRONG.lost)]);
    expect(both.kills).toBe(4);
    expect(both.findings).toEqual([{ kind: 'lost', where: 'w1, verdict' }]);
    expect(both.ways.telegram).toMatchObject({ persons: 2, answers: 2, repeated: 2, againAfterOneKill: 1 });
    expect(both.ways.web).toMatchObject({ persons: 1, repeated: 1 });
    expect(both.ways.whatsapp).toMatchObject({ persons: 1, answers: 0 });
    expect([both.reportsMade, both.reportsKept]).toEqual([1, 1]);
  });

  it('finds nothing in as many repeated answers as kills', () => {
    const both = together([lane('t1', 't2'), lane()]);
    expect(both.findings).toEqual([]);
    expect(both.ways.telegram.againAfterOneKill).toBe(2);
  });

  it('finds more repeated answers than kills, on whatever ways in', () => {
    expect(together([lane('t1', 'p1'), lane('t2')]).findings).toEqual([
      { kind: 'repeated_often', where: '3 in all for 2 kills' },
    ]);
  });

  it('counts no reply that a phone shows once', () => {
    expect(together([lane('w1', 'w2', 'w3')]).findings).toEqual([]);
  });
});
