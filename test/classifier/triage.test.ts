import { describe, expect, it } from 'vitest';
import { assess } from '../../src/classifier/assess.js';
import { shippedHouse } from '../fixtures/running-app.js';

describe('who a plea is about', () => {
  it.each([
    ['Tolong kabari ibu saya, saya disekap di Kamboja tidak boleh keluar', 'self'],
    ['saya disekap di Myawaddy, adik saya tidak tahu', 'self'],
    ['adik saya disekap di Myawaddy', 'relative'],
    ['anak saya di sekap di kamboja, tolong', 'relative'],
    ['suami saya dipukul bosnya di Poipet, paspornya ditahan', 'relative'],
    ['kami disekap di Poipet, paspor diambil bos', 'self'],
  ])('%j: %s', (text, who) => {
    expect(assess(text, shippedHouse().ruleset).triage?.who).toBe(who);
  });
});
