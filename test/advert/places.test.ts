import { describe, expect, it } from 'vitest';
import { destinationOf, findPlaces, homeProvinceOf } from '../../src/advert/places.js';
import { gazetteerOfTheRules, quoted, readText } from './read-text.js';

const gazetteer = gazetteerOfTheRules();

/** text → "id role" of each place, and the destination. */
const PLACES: readonly [text: string, places: readonly string[], destination: string | null][] = [
  ['Lowongan kerja di Kamboja', ['kamboja destination'], 'KH'],
  ['dibutuhkan admin penempatan kmboja', ['kamboja destination'], 'KH'],
  ['berangkat ke Cambodia', ['kamboja destination'], 'KH'],
  ['ᴋᴇʀᴊᴀ ᴅɪ ᴋᴀᴍʙᴏᴊᴀ', ['kamboja destination'], 'KH'],
  ['🇰🇭 Lowongan CS', ['kamboja destination'], 'KH'],
  ['kerja hotel di Sihanukville', ['sihanoukville destination'], 'KH'],
  ['kerja di poi-pet', ['poipet destination'], 'KH'],
  ["kerja di O'Smach", ['osmach destination'], 'KH'],
  ['kerja di miyawadi', ['myawaddy destination'], 'MM'],
  ['dibawa ke Hpa Lu', ['laukkaing destination'], 'MM'],
  ['kerja di segitiga emas Laos', ['segitiga_emas destination', 'laos destination'], 'LA'],
  ['kantor di segitiga emas Jakarta', ['jakarta mention'], null],
  ['provinsi Tak', ['tak mention'], null],
  ['kerja di Kamboja, penempatan PP', ['kamboja destination', 'phnom_penh_pp destination'], 'KH'],
  [
    'via Singapura dan Thailand lalu ke Kamboja',
    ['singapura transit', 'thailand transit', 'kamboja destination'],
    'KH',
  ],
  ['transit singapur terus ke kamboja', ['singapura transit', 'kamboja destination'], 'KH'],
  ['lewat Batam dulu ke Malaysia', ['batam transit', 'malaysia destination'], 'MY'],
  [
    'negara tujuan: Jepang, Korea, Taiwan',
    ['jepang destination', 'korea destination', 'taiwan destination'],
    'JP',
  ],
  ['interview di Jakarta penempatan Hongkong', ['jakarta mention', 'hongkong destination'], 'HK'],
  ['berangkat ke Taiwan dari Surabaya', ['taiwan destination', 'surabaya mention'], 'TW'],
  ['Malaysia butuh pekerja kebun', ['malaysia destination'], 'MY'],
  ['Real Estate Admin – Dubai 🇦🇪', ['dubai destination', 'uea destination'], 'AE'],
  ['Marketing operator online, Thailand', ['thailand destination'], 'TH'],
  [
    'Store Officer\nContoh Trading\nSiem Reap, Cambodia',
    ['siem_reap destination', 'kamboja destination'],
    'KH',
  ],
  ['Kerja pabrik 📍 Surabaya', ['surabaya destination'], 'ID'],
  ['Sales | Bogor | Full Time', ['bogor destination'], 'ID'],
  ['penempatan Sidoarjo dan Gresik', ['sidoarjo destination', 'gresik destination'], 'ID'],
  ['aku saiki nang Kamboja ora oleh metu', ['kamboja mention'], null],
  ['pengalaman kerja di Jepang', ['jepang mention'], null],
  ['jangan mau kerja di Kamboja', ['kamboja mention'], null],
  ['pulang ke Indonesia', ['indonesia mention'], null],
  ['dijual ke perusahaan di perbatasan Thailand', ['thailand mention'], null],
  ['restoran Jepang di Surabaya', ['surabaya mention'], null],
  ['Kota Palu', ['palu mention'], null],
  ['penempatan Bali', ['bali destination'], 'ID'],
];

const NO_PLACES: readonly string[] = [
  'Jl. Kamboja No 3',
  'gang Kamboja 4',
  'bunga kamboja putih',
  'pohon kamboja di makam',
  'kue kamboja',
  'hpa',
  'tak ada biaya',
  'tiket PP ditanggung',
  'foto PP jangan alay',
  'ayam turki dan kebab turki',
  'drama Korea',
  'masakan Korea',
  'bahasa Jepang dan Korea',
  'bisa bahasa Arab / Inggris / Mandarin',
  'nasi Arab',
  'restoran Jepang',
  'thai tea dua gelas',
  'orang Cina Benteng',
  '1.200 ringgit Malaysia',
  'lancar Inggris aktif',
  'palu godam',
  'arep bali ora iso',
  'wis bali nang omah',
  'nasib malang sekali',
  'serangan jantung',
  'batu bara',
  'penyanyi solo',
  'medan perang',
  'daun jeruk, jahe, laos geprek',
  'HCM dan payroll',
  'clark kent',
  'teu kedah mayar',
];

describe('findPlaces', () => {
  it.each(PLACES)('reads the places of "%s"', (text, places, destination) => {
    const found = findPlaces(readText(text), gazetteer);
    expect(found.map(place => `${place.id} ${place.role}`)).toEqual(places);
    expect(destinationOf(found)).toBe(destination);
  });

  it.each(NO_PLACES)('finds no place in "%s"', text => {
    expect(findPlaces(readText(text), gazetteer)).toEqual([]);
  });

  it('quotes the name as it was typed', () => {
    const text = '🙏 penempatan  Phnom\u200b Penh ya';
    const [place] = findPlaces(readText(text), gazetteer);
    expect(quoted(text, place!.span)).toBe('Phnom\u200b Penh');
  });

  it('looks for no place inside a company name', () => {
    const text = 'PT Sinar Jepang';
    expect(findPlaces(readText(text), gazetteer)).toHaveLength(1);
    expect(findPlaces(readText(text), gazetteer, [{ start: 0, end: text.length }])).toEqual([]);
  });

  it('names places of compounds as such and ordinary cities not', () => {
    const found = findPlaces(readText('Bavet, Bangkok'), gazetteer);
    expect(found.map(place => place.kind)).toEqual(['scam', 'city']);
  });
});

describe('destinationOf', () => {
  it('prefers the country abroad to the city at home', () => {
    expect(destinationOf(findPlaces(readText('penempatan Surabaya, lalu kerja di Taiwan'), gazetteer))).toBe(
      'TW',
    );
  });
});

describe('homeProvinceOf', () => {
  const province = (text: string) => homeProvinceOf(findPlaces(readText(text), gazetteer));

  it.each([
    ['Adik saya dari Jember disekap di Kamboja', 'Jawa Timur'],
    ['Saya ibu di Malang, anak saya disekap di Myanmar', 'Jawa Timur'],
    ['Anak saya asal Tulungagung kerja di Hong Kong, hilang kontak', 'Jawa Timur'],
    ['keluarga kami di Kediri dan Blitar', 'Jawa Timur'],
    ['Saya dari Jogja, adik saya disekap di Myawaddy', 'DI Yogyakarta'],
    ['orang Sampang, Madura', 'Jawa Timur'],
  ])('"%s" is from %s', (text, wanted) => {
    expect(province(text)).toBe(wanted);
  });

  it.each([
    ['the work is there', 'Dicari kasir toko di Malang, datang langsung'],
    ['it is on the way', 'berangkat ke Kamboja lewat Surabaya'],
    ['two provinces are named', 'dari Malang, sekarang tinggal di Bandung'],
    ['a province without listed offices is named', 'Saya dari Medan, adik saya disekap di Kamboja'],
    ['no place at home is named', 'anak saya disekap di Kamboja'],
    ['only the country is named', 'kami di Indonesia, anak saya di Kamboja'],
  ])('is left open where %s', (_what, text) => {
    expect(province(text)).toBeNull();
  });
});

describe('a place where people are held', () => {
  const found = (text: string) => findPlaces(readText(text), gazetteer).map(({ id }) => id);

  it('is read with two letters swapped, as it is written in haste', () => {
    expect(found('tolong, saya di poiept')).toEqual(['poipet']);
    expect(found('adik saya di myawadyd')).toEqual(['myawaddy']);
  });

  it('is not read where the first letter is another', () => {
    expect(found('saya di opipet')).toEqual([]);
  });
});
