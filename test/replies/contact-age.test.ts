import { describe, expect, it } from 'vitest';
import { contactAge, contactsDue } from '../../src/replies/contact-age.js';
import type { Contact } from '../../src/replies/contacts.js';
import { checkedOn, DIRECTORY, invented, later, NOW } from '../fixtures/contacts.js';

describe('age', () => {
  const aged = (contact: Partial<Contact>, now: number) => contactAge(invented(contact), now);

  it('up to twelve months, to the day, a contact is fresh', () => {
    const contact = { sourceDate: '2025-11-23' };
    expect(aged(contact, Date.UTC(2026, 10, 23, 23, 59))).toEqual({ kind: 'fresh', month: '2025-11' });
    expect(aged(contact, Date.UTC(2026, 10, 24))).toEqual({ kind: 'ageing', month: '2025-11' });
  });

  it('a date without a day counts from the first of its month', () => {
    expect(aged({ sourceDate: '2025-11' }, Date.UTC(2026, 10, 1))?.kind).toBe('fresh');
    expect(aged({ sourceDate: '2025-11' }, Date.UTC(2026, 10, 2))?.kind).toBe('ageing');
  });

  it('beyond 36 months a contact is not shown', () => {
    expect(aged({ sourceDate: '2023-11-23' }, NOW)?.kind).toBe('ageing');
    expect(aged({ sourceDate: '2023-11-22' }, NOW)).toBeNull();
  });

  it('a national contact of grade A is marked old instead, one of grade B is not', () => {
    const old = { country: null, sourceDate: '2020-01' };
    expect(aged(old, NOW)).toEqual({ kind: 'old_national', month: '2020-01' });
    expect(aged({ ...old, grade: 'B' }, NOW)).toBeNull();
  });

  it('an undated mission page counts as January 2025, any other undated page gives no age', () => {
    expect(aged({ role: 'mission', sourceDate: 'undated' }, NOW)).toEqual({
      kind: 'ageing',
      month: '2025-01',
    });
    expect(aged({ role: 'police', sourceDate: 'undated' }, NOW)).toBeNull();
  });

  it('a check by an operator makes a contact fresh again, an older check changes nothing', () => {
    const undated = { role: 'mission', sourceDate: 'undated' } as const;
    expect(aged({ ...undated, checked: '2026-11-20' }, NOW)).toEqual({ kind: 'fresh', month: '2026-11' });
    expect(aged({ sourceDate: '2026-09-12', checked: '2024-01-01' }, NOW)?.month).toBe('2026-09');
  });

  it('a clock that is behind does not hide a contact', () => {
    expect(aged({ sourceDate: '2026-09-12' }, 0)?.kind).toBe('fresh');
  });
});

describe('what the operator must look at', () => {
  it('is every entry that nobody has checked, marked old or no longer shown', () => {
    const due = contactsDue(DIRECTORY, NOW);
    const reasons = new Map(due.map(({ contact, reasons }) => [contact.id, reasons]));
    expect(reasons.get('kemlu_pwni')).toEqual(['ageing', 'unverified']);
    expect(reasons.get('kamboja_kbri_phnom_penh_konsuler')).toEqual(['unverified']);
    expect(reasons.get('iasc')).toEqual(['ageing']);
    expect(reasons.has('kp2mi_whatsapp')).toBe(false);
    const unverified = DIRECTORY.contacts.filter(({ ship }) => ship === 'after_check');
    expect(due.filter(({ reasons }) => reasons.includes('unverified'))).toHaveLength(unverified.length);
  });

  it('is nothing right after everything was checked', () => {
    expect(contactsDue(checkedOn('2026-11-20'), NOW)).toEqual([]);
  });

  it('names what is no longer shown first', () => {
    const due = contactsDue(DIRECTORY, later(4));
    expect(due).toHaveLength(DIRECTORY.contacts.length);
    expect(due[0]?.reasons[0]).toBe('hidden');
    expect(due.at(-1)?.reasons).toEqual(['old_national']);
  });
});
