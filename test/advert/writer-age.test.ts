import { describe, expect, it } from 'vitest';
import { writerIsMinor } from '../../src/advert/writer-age.js';
import { readText } from './read-text.js';

describe('a writer under 18', () => {
  it.each([
    'umurku 16 tahun boleh ikut kerja ini?',
    'Saya umur 17, ditawari jadi admin',
    'usia saya 15 thn',
    'aku 16 tahun kak',
    'saya masih 17 tahun, ini aman?',
    'saya masih SMP, ditawari kerja di karaoke',
    'aku kelas 2 SMK mau kerja di Malaysia',
  ])('is known by their own words: %s', text => {
    expect(writerIsMinor(readText(text))).toBe(true);
  });

  it.each([
    'Dicari admin usia 17-35 tahun',
    'umur minimal 17 tahun, hubungi saya',
    'saya umur 23 tahun',
    'anak saya umur 15',
    'adik saya masih SMP',
    'saya lulusan SMK tahun 2016',
    'saya kerja 16 jam sehari',
    'saya punya 16 tahun pengalaman kerja',
    'usia perusahaan kami 16 tahun',
  ])('is not thought of here: %s', text => {
    expect(writerIsMinor(readText(text))).toBe(false);
  });
});
