import { describe, expect, it } from 'vitest';
import type { RiskLevel } from '../../src/assessment.js';
import { assess } from '../../src/classifier/assess.js';
import { loadRuleset } from '../../src/files/house.js';
import { composeReply } from '../../src/replies/compose-reply.js';
import { renderPlain } from '../../src/replies/render-plain.js';
import { renderTelegram } from '../../src/replies/render-telegram.js';
import { renderWhatsApp } from '../../src/replies/render-whatsapp.js';
import type { Locale } from '../../src/replies/text-keys.js';
import { toolsThatShip } from '../reply-rules/shipped.js';

const ruleset = await loadRuleset();

function replyTo(text: string, locale: Locale = 'id') {
  const assessment = assess(text, ruleset);
  const riskLevel = assessment.riskLevel as RiskLevel;
  return composeReply(
    {
      say: 'verdict',
      assessment: { ...assessment, riskLevel },
      caseId: 'BCDF',
      messageCount: 1,
      mayReport: true,
    },
    toolsThatShip(locale),
  );
}
const sentTo = (text: string, locale: Locale = 'id'): string => renderPlain(replyTo(text, locale));

const BORROWED =
  'Lowongan PT Pertamina, semua jurusan, klik daftar di http://daftar-pertamina.my.id sekarang juga';

describe('an answer to an advert that borrows a name', () => {
  it('sends to the site of that employer, and says who says so and when', () => {
    expect(sentTo(BORROWED)).toMatch(
      /^- Lowongan resmi Pertamina diumumkan di recruitment\.pertamina\.com \(menurut [^()]+, (?:\p{L}+ )?20\d\d\)\.$/mu,
    );
    expect(sentTo(BORROWED, 'en')).toContain(
      'Official vacancies of Pertamina are announced at recruitment.pertamina.com',
    );
  });

  it('shows the site as plain words on every channel, and never the one of the advert', () => {
    const reply = replyTo(BORROWED);
    for (const shown of [renderPlain(reply), renderTelegram(reply).html, renderWhatsApp(reply)]) {
      expect(shown).toContain('di recruitment.pertamina.com (');
      expect(shown).not.toContain('daftar-pertamina.my.id');
      expect(shown).not.toContain('http://');
    }
  });

  it.each([
    ['the site stands in it', 'Rekrutmen PT KAI dibuka, daftar di https://e-recruitment.kai.id'],
    [
      'only one weak source knows a site',
      'Loker Superindo, kasir dan pramuniaga, kirim CV ke contoh@gmail.com',
    ],
    ['nobody known is named', 'Dibutuhkan kasir toko Melati di Sleman, gaji 2 juta, antar lamaran ke toko'],
    ['the name is one to pay into', 'Lowongan admin toko Melati di Sleman, gaji dibayar lewat rekening BRI'],
  ])('names no site where %s', (_why, text) => {
    expect(sentTo(text)).not.toContain('Lowongan resmi');
  });
});
