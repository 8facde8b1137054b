import { describe, expect, it } from 'vitest';
import { isProblems } from '../../src/errors.js';
import { loadContacts } from '../../src/files/contacts-file.js';
import { CONTACTS_PATH, DIRECTORY, MISSION_COUNTRIES } from '../fixtures/contacts.js';
import {
  lineOf,
  messages,
  problemsAfter,
  problemsAfterIn,
  problemsOf,
  SOURCE,
} from '../fixtures/contacts-source.js';
import {
  REFUSED_NUMBERS,
  REFUSED_SHORT_CODES,
  REFUSED_WORDS,
  refusedIn,
} from '../fixtures/refused-numbers.js';

describe('the shipped directory', () => {
  it('loads without a problem', () => {
    expect(DIRECTORY.contacts.length).toBe(95);
  });

  it('holds the national contacts of grade A and the Kemlu hotline with its true grade and date', () => {
    const byId = new Map(DIRECTORY.contacts.map(contact => [contact.id, contact]));
    const national = [
      'peduli_wni',
      'kp2mi_call_domestic',
      'kp2mi_call_abroad',
      'kp2mi_whatsapp',
      'polri_110',
    ];
    for (const id of [...national, 'sapa129_phone', 'sapa129_wa', 'iasc', 'aduannomor']) {
      expect(byId.get(id)).toMatchObject({ grade: 'A', ship: 'yes', country: null });
    }
    expect(byId.get('kemlu_pwni')).toMatchObject({
      grade: 'B',
      ship: 'after_check',
      sourceDate: '2024-08-06',
      wa: false,
    });
  });

  it('holds nothing that was dated in the future or checked before anybody could', () => {
    const today = new Date().toISOString().slice(0, 10);
    const dates = DIRECTORY.contacts.flatMap(({ sourceDate, checked }) => [
      sourceDate,
      checked ?? '2000-01-01',
    ]);
    expect(dates.filter(date => date !== 'undated' && date > today)).toEqual([]);
  });

  it('claims WhatsApp only for the lines of which a source says so', () => {
    const onWhatsApp = DIRECTORY.contacts.filter(contact => contact.wa);
    expect(onWhatsApp.map(contact => contact.id).sort()).toEqual([
      'hong_kong_kjri_hotline_1',
      'hong_kong_kjri_hotline_2',
      'kamboja_kbri_phnom_penh_konsuler',
      'kamboja_kbri_phnom_penh_pelindungan',
      'kp2mi_whatsapp',
      'lpsk_wa',
      'malaysia_kjri_johor_bahru_ksatria',
      'ojk_wa',
      'sapa129_wa',
      'thailand_kbri_bangkok_hotline',
    ]);
  });

  it('holds none of the numbers and addresses that are known to be wrong, old, private or contradicted', () => {
    const lines = SOURCE.split('\n');
    expect(refusedIn(lines)).toEqual([]);
    expect(REFUSED_WORDS.filter(word => SOURCE.toLowerCase().includes(word))).toEqual([]);
    const codes = REFUSED_SHORT_CODES.filter(([country, dial]) =>
      DIRECTORY.contacts.some(contact => contact.country === country && contact.dial === dial),
    );
    expect(codes).toEqual([]);
    // The search itself works: planted, each refused number is found however it is written.
    for (const number of Object.values(REFUSED_NUMBERS)) {
      const written = `shown_as: "+99 (${number.slice(0, 2)}) ${[...number.slice(2)].join('-')}"`;
      expect(refusedIn([...lines, written])).toContain(number);
    }
  });

  it('holds nothing that looks like a number outside of shown_as, e164 and dial', () => {
    const loose = DIRECTORY.contacts.flatMap(({ name, address, area, e164, dial }) =>
      (`${name} ${address ?? ''} ${area ?? ''}`.match(/\d{3,}/g) ?? []).filter(
        run => !(dial ?? e164 ?? '').includes(run),
      ),
    );
    expect(loose).toEqual([]);
  });

  it('has a province only for offices that people of that province can walk to or call', () => {
    const own = DIRECTORY.contacts.filter(({ province }) => province !== null);
    expect(own.map(({ id }) => id).sort()).toEqual([
      'bp3mi_diy',
      'bp3mi_jatim_jember',
      'disnaker_kabupaten',
      'ltsa_pmi_jatim',
      'upt_p2tk_jatim',
    ]);
    expect(own.filter(({ id }) => id === 'bp3mi_diy').map(({ province }) => province)).toEqual([
      'DI Yogyakarta',
    ]);
    // No number of an office in East Java is attested.
    expect(
      own.filter(({ province, e164, dial }) => province === 'Jawa Timur' && (e164 ?? dial) !== null),
    ).toEqual([]);
  });

  it('holds no copy of a file id, and a source with its date for every entry', () => {
    expect(DIRECTORY.contacts.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
    expect(SOURCE).not.toMatch(/file id|KEMLU-DIR|FIELD-/);
  });
});

describe('mistakes in an entry', () => {
  it.each([
    ['no source', '    source: https://kp2mi.go.id\n', '', 'source is missing'],
    ['a source that is no address', 'source: https://kp2mi.go.id', 'source: halaman resmi', 'https address'],
    ['no date', '    source_date: 2026-09-12\n', '', 'source_date is missing'],
    ['a date that does not exist', '2026-09-12\n', '2026-02-30\n', 'write the date as'],
    ['a year without a month', 'source_date: 2026-09-12', 'source_date: 2026', 'source_date must be text'],
    [
      'a national contact without a date',
      'source_date: 2026-09-12',
      'source_date: undated',
      'must bear a date',
    ],
    ['a field that nobody knows', '    wa: true\n', '    wa: true\n    jam: 24\n', 'unknown field: jam'],
    ['grade D', 'grade: A', 'grade: D', 'never goes out'],
    ['an entry that must not go out', 'ship: yes', 'ship: no', 'does not belong in this file'],
    ['an unchecked B that goes out as if checked', 'grade: A', 'grade: B', 'only grade A goes out unchecked'],
    ['a number without quotes', 'e164: "+628118080141"', 'e164: +628118080141', 'must be text in quotes'],
    [
      'WhatsApp without a number',
      '    e164: "+628118080141"\n',
      '    dial: "08118080141"\n',
      'WhatsApp needs',
    ],
    ['no way to reach it', '    e164: "+628118080141"\n', '', 'exactly one of e164, dial, url and address'],
    [
      'a place beside a number',
      '    e164: "+628118080141"\n',
      '    e164: "+628118080141"\n    address: Jakarta\n',
      'exactly one of e164, dial, url and address',
    ],
    [
      'a number in a place',
      '    shown_as: "0811-8080-141"\n    e164: "+628118080141"\n    wa: true\n',
      '    address: Jakarta 0811\n',
      'has a row of digits',
    ],
    [
      'a province of another country',
      'country: null',
      'country: KH\n    province: Jawa Timur',
      'goes with country: null',
    ],
    ['no printed number', '    shown_as: "0811-8080-141"\n', '', 'shown_as is missing'],
    ['an unknown country', 'country: null', 'country: XX', 'is no country'],
    ['no country at all', '    country: null\n', '', 'country is missing'],
    ['an unknown role', 'role: kp2mi', 'role: bp2mi', 'role must be one of'],
    ['nothing that it is for', 'for: [danger, family, advert, paid, minor]', 'for: []', 'for is empty'],
    ['a second number in the name', 'name: KP2MI,', 'name: KP2MI 0899999,', 'a name carries no second one'],
    ['a name longer than a line', 'name: KP2MI,', `name: ${'KP2MI '.repeat(12)},`, 'longer than 60'],
  ])('%s is a problem with its line', (_what, piece, replacement, message) => {
    const problems = problemsAfterIn('kp2mi_whatsapp', piece, replacement);
    expect(messages(problems)).toContain(message);
    const first = lineOf('kp2mi_whatsapp', 'name') - 1;
    const named = problems.filter(problem => problem.message.includes(message));
    for (const problem of named) {
      expect(problem.line).toBeGreaterThanOrEqual(first);
      expect(problem.line).toBeLessThan(first + 15);
    }
  });

  it.each([
    ['plain http', 'http://iasc.ojk.go.id'],
    ['a look-alike host', 'https://iasc.ojk.go.id.example.com'],
    ['a private host', 'https://peduliwni.com'],
    ['a host that only ends alike', 'https://xaduannomor.id'],
    ['a name before the host', 'https://iasc.ojk.go.id@example.com'],
    ['another port', 'https://iasc.ojk.go.id:8443'],
  ])('%s is refused as an address', (_what, address) => {
    const problems = problemsAfter('    url: https://iasc.ojk.go.id\n', `    url: ${address}\n`);
    expect(messages(problems)).toContain('official host');
    expect(problems[0]?.line).toBe(lineOf('iasc', 'url'));
  });

  it('a short code of Indonesia that claims to work abroad is a problem', () => {
    const problems = problemsAfterIn('polri_110', 'reach: indonesia', 'reach: both');
    expect(messages(problems)).toContain('from Indonesia only');
    expect(problems[0]?.line).toBe(lineOf('polri_110', 'reach'));
  });

  it('an id or a number that is already there is a problem on its second line', () => {
    const again = problemsAfter('id: kp2mi_call_domestic', 'id: kp2mi_whatsapp');
    expect(again.map(problem => problem.line)).toEqual([lineOf('kp2mi_call_domestic', 'name') - 1]);
    const twice = SOURCE.replace('"+855 23 216 148"', '"+855 23 217 934"').replace(
      '"+85523216148"',
      '"+85523217934"',
    );
    expect(problemsOf(twice).map(problem => problem.line)).toEqual([
      lineOf('kamboja_kbri_phnom_penh_kantor_2', 'e164'),
    ]);
  });
});

describe('mistakes in the whole', () => {
  it.each(MISSION_COUNTRIES)('a directory without a mission for %s stops the start', country => {
    const without = SOURCE.split(/\n(?=\n)/)
      .filter(block => !block.includes(`country: ${country}\n`))
      .join('\n');
    expect(messages(problemsOf(`${without}\n`))).toContain(`no mission for ${country}`);
  });

  it('a directory whose national contacts of grade A cannot be reached from abroad stops the start', () => {
    const home = SOURCE.replaceAll(
      /country: null\n(.*\n) {4}reach: (both|abroad)/g,
      'country: null\n$1    reach: indonesia',
    );
    for (const need of ['danger', 'family', 'advert', 'paid']) {
      expect(messages(problemsOf(home))).toContain(`for "${need}" with reach abroad`);
    }
  });

  it('every mistake is listed at once', () => {
    const broken = SOURCE.replace('grade: B', 'grade: D')
      .replace('https://iasc.ojk.go.id', 'http://iasc.ojk.go.id')
      .replace('shown_as: "110"', 'shown_as: "119"')
      .replace('    role: police\n', '');
    const lines = new Set(problemsOf(broken).map(problem => problem.line));
    expect(lines.size).toBeGreaterThanOrEqual(4);
  });

  it('a file of another shape is one problem, not a crash', () => {
    for (const source of [
      '',
      'contacts: []',
      'contacts: 3',
      '- id: x',
      'contacts: [1, null, {}]',
      'kontak: []',
    ]) {
      expect(problemsOf(`${source}\n`).length).toBeGreaterThan(0);
    }
  });

  it('a file that is not there is a problem, not a crash', () => {
    expect(isProblems(loadContacts(`${CONTACTS_PATH}.missing`, 'contacts.yaml'))).toBe(true);
  });
});
