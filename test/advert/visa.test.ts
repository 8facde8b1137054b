import { describe, expect, it } from 'vitest';
import { findVisas } from '../../src/advert/visa.js';
import { quoted, readText } from './read-text.js';

const VISAS: readonly [text: string, ...visas: readonly string[]][] = [
  ['pakai visa turis dulu', 'tourist: visa turis'],
  ['cukup visa kunjungan B211', 'tourist: visa kunjungan'],
  ['masuknya visa jalan2', 'tourist: visa jalan2'],
  ['bebas visa 30 hari nanti diurus', 'tourist: bebas visa'],
  ['dengan visit visa 60 hari', 'tourist: visa 60 hari'],
  ['visa on arrival saja', 'on_arrival: visa on arrival'],
  ['VoA dulu kak', 'on_arrival: VoA'],
  ['berangkat visa umroh', 'pilgrim: visa umroh'],
  ['visa ziarah langsung kerja', 'pilgrim: visa ziarah'],
  ['visanya kerja ya', 'work: visanya kerja'],
  ['working visa sudah jadi', 'work: working visa'],
  ['employment visa & kontrak', 'work: employment visa'],
  ['work permit kami urus', 'work: work permit'],
  ['izin kerja keluar dulu', 'work: izin kerja'],
  ['program tokutei ginou', 'work: tokutei ginou'],
  ['tanpa visa', 'none: tanpa visa'],
  ['tanpa visa kerja', 'none: tanpa visa kerja'],
  ['visa turis dulu, nanti visa kerja', 'tourist: visa turis', 'work: visa kerja'],
  ['bukan visa turis'],
  ['jangan pakai visa turis'],
  ['kartu Visa dan Mastercard'],
  ['izin orang tua'],
];

describe('findVisas', () => {
  it.each(VISAS)('reads "%s"', (text, ...visas) => {
    expect(findVisas(readText(text)).map(visa => `${visa.kind}: ${quoted(text, visa.span)}`)).toEqual(visas);
  });
});
