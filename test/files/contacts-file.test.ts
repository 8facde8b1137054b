import { describe, expect, it } from 'vitest';
import { loadContacts } from '../../src/files/contacts-file.js';
import { isProblems } from '../../src/files/yaml-file.js';
import { CONTACTS_PATH, DIRECTORY, MISSION_COUNTRIES } from '../fixtures/contacts.js';
import {
  lineOf,
  messages,
  problemsAfter,
  problemsAfterIn,
  problemsOf,
  SOURCE,
} from '../fixtures/contacts-source.js';

describe('the shipped directory', () => {
  it('loads without a problem', () => {
    expect(DIRECTORY.contacts.length).toBeGreaterThanOrEqual(46);
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
      'kamboja_kbri_phnom_penh_konsuler',
      'kamboja_kbri_phnom_penh_pelindungan',
      'kp2mi_whatsapp',
      'malaysia_kjri_johor_bahru_ksatria',
      'sapa129_wa',
      'thailand_kbri_bangkok_hotline',
    ]);
  });

  it('holds none of the numbers that are known to be wrong, old or contradicted', () => {
    // National digits without the country code, so that every way of writing them is found.
    const refused = {
      'Phnom Penh "emergency", in other people’s code only': '12810005',
      'Bangkok with the code of Singapore': '6592903',
      'Bangkok, second line of 2020': '961923237',
      'Kuala Lumpur, in demonstration code': '176685547',
      'Kuala Lumpur, in demonstration code, second': '1112223333',
      'Kuala Lumpur, one flood only': '175007047',
      'Kuala Lumpur, one flood only, second': '126866079',
      'Manila in 2020': '9173198470',
      'Davao hotline, contradicted': '9662455472',
      'Davao misprint': '966245572',
      'Taipei, in demonstration code': '901023888',
      'Taipei, a digit short': '90132000',
      'Riyadh 2016': '598881945',
      'Riyadh 2020': '569094526',
      'Jeddah 2016': '581781945',
      'Jeddah, in an application': '126670826',
      'Jeddah, in an application, second': '126670645',
      'Jeddah, in an application, third': '126676270',
      'Hong Kong 2020': '52944184',
      'Tehran 2020': '9120542167',
      'Tehran 2024': '9024668889',
      'Kemlu "crisis centre"': '2134415044',
    };
    const digits = SOURCE.split('\n').map(line => line.replaceAll(/\D/g, ''));
    const found = (lines: readonly string[]) =>
      Object.values(refused).filter(number => lines.some(line => line.includes(number)));
    expect(found(digits)).toEqual([]);
    // The search itself works: planted, a refused number is found however it is written.
    expect(found([...digits, '+855-12-810-005'.replaceAll(/\D/g, '')])).toEqual(['12810005']);
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
    ['no way to reach it', '    e164: "+628118080141"\n', '', 'exactly one of e164, dial and url'],
    ['no printed number', '    shown_as: "0811-8080-141"\n', '', 'shown_as is missing'],
    ['an unknown country', 'country: null', 'country: XX', 'is no country'],
    ['no country at all', '    country: null\n', '', 'country is missing'],
    ['an unknown role', 'role: kp2mi', 'role: bp2mi', 'role must be one of'],
    ['nothing that it is for', 'for: [danger, family, advert, paid]', 'for: []', 'for is empty'],
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
