import { describe, expect, it } from 'vitest';
import { CHOSEN_CONTACTS_MAX } from '../../src/replies/contact-choice.js';
import {
  checkedOn,
  choose,
  DIRECTORY,
  ids,
  invented,
  later,
  MISSION_COUNTRIES,
  withEntries,
} from '../fixtures/contacts.js';

describe('a person in danger abroad', () => {
  it.each(MISSION_COUNTRIES)('in %s gets the mission first', country => {
    for (const from of ['abroad', 'unknown'] as const) {
      const first = choose({ country, from })[0];
      expect(first?.contact).toMatchObject({ role: 'mission', country });
    }
  });

  it.each(MISSION_COUNTRIES)(
    'in %s gets the mission first a year later too, when everything has aged',
    country => {
      const chosen = choose({ country }, DIRECTORY, later(1));
      expect(chosen[0]?.contact).toMatchObject({ role: 'mission', country });
      expect(chosen[1]?.contact.country).toBeNull();
    },
  );

  it('in Cambodia gets the one dated and attested hotline, alone where one is wanted', () => {
    expect(ids({ country: 'KH', max: 1 })).toEqual(['kamboja_kbri_phnom_penh_pelindungan']);
  });

  it('in a country without a listed mission gets Kemlu, then KP2MI', () => {
    expect(ids({ country: 'ZW' })).toEqual(['kemlu_pwni', 'kp2mi_whatsapp']);
    expect(ids({ country: null, from: 'unknown' })).toEqual(['kemlu_pwni', 'kp2mi_whatsapp']);
  });

  it('gets mission, Kemlu and KP2MI in this order where three are wanted', () => {
    expect(ids({ country: 'TH', max: 3 })).toEqual([
      'thailand_kbri_bangkok_hotline',
      'kemlu_pwni',
      'kp2mi_whatsapp',
    ]);
  });

  it('in Myanmar gets Yangon and Bangkok as soon as there is room for a national contact beside them', () => {
    expect(ids({ country: 'MM', max: 3 })).toEqual([
      'myanmar_kbri_yangon_hotline',
      'thailand_kbri_bangkok_hotline',
      'kp2mi_whatsapp',
    ]);
    expect(ids({ country: 'MM', max: 2 })).toEqual(['myanmar_kbri_yangon_hotline', 'kp2mi_whatsapp']);
  });

  it('in Myanmar gets Yangon and Bangkok alone once an operator has checked both', () => {
    const checked = checkedOn('2026-11-20', 'myanmar_kbri_yangon_hotline', 'thailand_kbri_bangkok_hotline');
    expect(ids({ country: 'MM', max: 2 }, checked)).toEqual([
      'myanmar_kbri_yangon_hotline',
      'thailand_kbri_bangkok_hotline',
    ]);
  });

  it('gets the embassy before a consulate for a part of the country', () => {
    expect(ids({ country: 'VN', max: 1 })[0]).toBe('vietnam_kbri_hanoi_hotline');
    expect(ids({ country: 'MY', max: 1 })[0]).toBe('malaysia_kbri_kuala_lumpur_hotline');
  });

  it('is never sent to 110, 129 or the domestic toll-free number, and neither is one whose place is unknown', () => {
    for (const from of ['abroad', 'unknown'] as const)
      for (const country of [...MISSION_COUNTRIES, 'ID', 'ZW', null])
        expect(choose({ country, from, max: 5 }).filter(({ contact }) => contact.dial !== null)).toEqual([]);
  });

  it('gets a number before any page', () => {
    const all = choose({ country: 'KH', max: 5 }).map(({ contact }) => contact.url);
    expect(all.findIndex(url => url !== null)).toBeGreaterThanOrEqual(3);
  });
});

describe('local police abroad', () => {
  it('is never first and never alone, whatever its grade', () => {
    const directory = withEntries(invented({ id: 'local' }));
    for (const max of [1, 2, 3, 5]) {
      const chosen = ids({ country: 'KH', max }, directory);
      expect(chosen[0]).toBe('kamboja_kbri_phnom_penh_pelindungan');
    }
    expect(ids({ country: 'KH', max: 5 }, directory).slice(0, 4)).toEqual([
      'kamboja_kbri_phnom_penh_pelindungan',
      'kemlu_pwni',
      'kp2mi_whatsapp',
      'local',
    ]);
  });

  it('is left out rather than named without a national contact beside it', () => {
    const directory = { contacts: [invented({ id: 'local' })] };
    expect(ids({ country: 'KH', max: 5 }, directory)).toEqual([]);
  });

  it('is offered in its own country only, and not to a family that may be elsewhere', () => {
    const directory = withEntries(invented({ id: 'local', for: ['danger', 'family'] }));
    expect(ids({ country: 'TH', max: 5 }, directory)).not.toContain('local');
    expect(ids({ country: 'KH', need: 'family', max: 5 }, directory)).not.toContain('local');
    expect(ids({ country: 'KH', from: 'indonesia', max: 5 }, directory)).not.toContain('local');
  });
});

describe('a family at home', () => {
  it('gets the mission and a national contact that it can reach', () => {
    expect(ids({ country: 'KH', from: 'indonesia', need: 'family' })).toEqual([
      'kamboja_kbri_phnom_penh_pelindungan',
      'kp2mi_whatsapp',
    ]);
  });

  it('of somebody held inside Indonesia gets the police first', () => {
    expect(ids({ country: 'ID', from: 'indonesia', need: 'family' })).toEqual([
      'polri_110',
      'kp2mi_whatsapp',
    ]);
  });
});

describe('somebody in Indonesia', () => {
  it('who is in danger gets the police, then KP2MI', () => {
    expect(ids({ country: 'KH', from: 'indonesia' })).toEqual(['polri_110', 'kp2mi_whatsapp']);
  });

  it('who asks about an offer abroad gets KP2MI alone and no mission', () => {
    for (const country of [...MISSION_COUNTRIES, null]) {
      expect(ids({ country, from: 'indonesia', need: 'advert', max: 1 })).toEqual(['kp2mi_whatsapp']);
      const roles = choose({ country, from: 'indonesia', need: 'advert', max: 5 }).map(
        ({ contact }) => contact.role,
      );
      expect(roles).not.toContain('mission');
    }
    expect(ids({ country: 'KH', from: 'indonesia', need: 'advert', max: 5 })).toContain(
      'kp2mi_call_domestic',
    );
  });

  it('who asks about an offer inside Indonesia gets the police', () => {
    expect(ids({ country: 'ID', from: 'indonesia', need: 'advert', max: 1 })).toEqual(['polri_110']);
  });

  it('who has paid gets the centre that blocks accounts, then the police', () => {
    expect(ids({ country: 'KH', from: 'indonesia', need: 'paid', max: 2 })).toEqual(['iasc', 'polri_110']);
  });
});

describe('how many are named', () => {
  it('names at most five contacts, and at least one whatever is asked for', () => {
    expect(ids({ country: 'KH', max: 99 })).toHaveLength(CHOSEN_CONTACTS_MAX);
    for (const max of [0, -1, Number.NaN]) {
      expect(ids({ country: 'KH', max })).toEqual(['kamboja_kbri_phnom_penh_pelindungan']);
    }
  });
});
