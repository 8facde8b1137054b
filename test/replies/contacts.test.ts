import { describe, expect, it } from 'vitest';
import { shownContact } from '../../src/replies/contacts.js';
import { DIRECTORY } from '../fixtures/contacts.js';

describe('how a contact is printed', () => {
  const shown = (id: string) => {
    const contact = DIRECTORY.contacts.find(entry => entry.id === id);
    if (!contact) throw new Error(`no ${id}`);
    return shownContact(
      { contact, age: { kind: 'fresh', month: '2026-09' } },
      { seen: 'per September 2026', seenBriefly: 'per Sep 2026' },
    );
  };

  it('has its number in international form and a WhatsApp link where a source says WhatsApp', () => {
    expect(shown('kp2mi_whatsapp')).toEqual({
      id: 'kp2mi_whatsapp',
      name: 'KP2MI, pengaduan lewat WhatsApp',
      number: '+62 811 8080 141',
      e164: '+628118080141',
      dial: null,
      url: null,
      waLink: 'https://wa.me/628118080141',
      seen: 'per September 2026',
      brief: { name: 'KP2MI', seen: 'per Sep 2026' },
    });
  });

  it('has the place where an office stands, in its own words', () => {
    expect(shown('ltsa_pmi_jatim')).toMatchObject({ number: null, url: null, address: 'Surabaya' });
  });

  it('has a brief name that is whole', () => {
    const names = DIRECTORY.contacts.map(({ id }) => shown(id).brief?.name ?? '');
    expect(names.filter(name => name.length < 3 || name.includes('(') !== name.includes(')'))).toEqual([]);
    expect(shown('iasc').brief?.name).toBe('Indonesia Anti-Scam Centre (IASC, OJK)');
    expect(shown('hong_kong_kjri_kantor').brief?.name).toBe('KJRI Hong Kong');
  });

  it('has no WhatsApp link where no source says so', () => {
    expect(shown('kemlu_pwni').waLink).toBeNull();
  });

  it('has a short code as it is dialled, and a page by its address alone', () => {
    expect(shown('polri_110')).toMatchObject({ number: '110', e164: null, dial: '110', waLink: null });
    expect(shown('iasc')).toMatchObject({
      number: null,
      e164: null,
      dial: null,
      url: 'https://iasc.ojk.go.id',
    });
  });
});
