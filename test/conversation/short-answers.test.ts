import { describe, expect, it } from 'vitest';
import {
  isBareNumber,
  readConsent,
  readKeyword,
  readNumber,
  readYesNo,
} from '../../src/conversation/short-answers.js';

describe('a number', () => {
  it.each([
    ['1', 1],
    ['1.', 1],
    ['1)', 1],
    [' 2 ', 2],
    ['no 1', 1],
    ['No. 3', 3],
    ['satu', 1],
    ['yang pertama', 1],
    ['yg kedua', 2],
    ['pilih 4 ya', 4],
    ['2️⃣', 2],
    ['①', 1],
    ['５', 5],
    ['lima', 5],
    ['siji', 1],
    ['nomor dua kak', 2],
    ['the second', null],
    ['6', null],
    ['0', null],
    ['12', null],
    ['1 2', null],
    ['gaji 2 juta', null],
    ['', null],
    ['satu lagi teman saya', null],
  ])('%j is %j', (text, number) => {
    expect(readNumber(text)).toBe(number);
  });

  it.each([
    ['7', true],
    ['99.', true],
    ['7 juta', false],
    ['0812345678', false],
  ])('%j alone: %j', (text, bare) => {
    expect(isBareNumber(text)).toBe(bare);
  });
});

describe('yes and no', () => {
  it.each([
    ['Y', true],
    ['y.', true],
    ['ya', true],
    ['Iya kak', true],
    ['betul', true],
    ['bisa', true],
    ['ok', true],
    ['nggih', true],
    ['T', false],
    ['tidak', false],
    ['g', false],
    ['gak', false],
    ['ga bisa', false],
    ['ora', false],
    ['Tidak, belum', false],
    ['ya saya di kamboja dan paspor diambil', null],
    ['tolong', null],
    ['', null],
    ['yakin', null],
  ])('%j is %j', (text, answer) => {
    expect(readYesNo(text)).toBe(answer);
  });
});

describe('words that always work', () => {
  it.each([
    ['STOP', 'STOP'],
    ['stop!', 'STOP'],
    ['Hapus', 'HAPUS'],
    ['/start', null],
    ['bantuan', 'BANTUAN'],
    ['BAHASA', 'BAHASA'],
    ['tolong', null],
    ['stop kirim iklan ini', null],
    ['hapus semua', null],
  ])('%j is %j', (text, keyword) => {
    expect(readKeyword(text)).toBe(keyword);
  });
});

describe('a yes to something being kept', () => {
  it.each(['y', 'Y', 'ya', 'iya kak', 'oke', 'setuju'])('is %s', text => {
    expect(readConsent(text)).toBe(true);
  });
  it.each(['t', 'tidak', 'jangan'])('is not %s, which is a no', text => {
    expect(readConsent(text)).toBe(false);
  });
  it.each(['masih', 'bisa', 'sudah', 'betul', 'laporkan ya', 'apa itu?'])('is not %s', text => {
    expect(readConsent(text)).toBeNull();
  });
});
