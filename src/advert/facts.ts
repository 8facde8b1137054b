/**
 * All typed facts of one text: money, places, visas, payments, departure, employer, licence and where the work is.
 * Composes the extractors; adds no judgement of its own. Pure.
 */
import type { Facts, Identifier } from '../assessment.js';
import { findDeparture } from './departure.js';
import { findEmployer } from './employer.js';
import type { Gazetteer } from './gazetteer.js';
import { findKnownEmployers, type KnownEmployers } from './known-employers.js';
import { mentionsLicence } from './licence-mention.js';
import { findMoney } from './money.js';
import { findPayments } from './payments.js';
import { destinationOf, findPlaces, homeProvinceOf } from './places.js';
import type { Reading } from './reading.js';
import { findVisas } from './visa.js';
import { writerIsMinor } from './writer-age.js';

/** @param identifiers what `findIdentifiers` found in the same text */
export function readFacts(
  reading: Reading,
  identifiers: readonly Identifier[],
  gazetteer: Gazetteer,
  employers: KnownEmployers,
): Facts {
  const knownEmployers = findKnownEmployers(reading, identifiers, employers);
  const money = findMoney(
    reading,
    identifiers.filter(identifier => identifier.kind !== 'company').map(identifier => identifier.span),
  );
  // "PT Sinar Jepang" and "@loker.taiwan" name no place; a company's name may hold any.
  const places = findPlaces(
    reading,
    gazetteer,
    identifiers.map(identifier => identifier.span),
  );
  const province = homeProvinceOf(places);
  return {
    money,
    places,
    visas: findVisas(reading),
    payments: findPayments(reading, money),
    departure: findDeparture(reading),
    employer: findEmployer(reading, identifiers, knownEmployers),
    knownEmployers,
    licence: mentionsLicence(reading, identifiers),
    writerIsMinor: writerIsMinor(reading),
    destination: destinationOf(places),
    ...(province !== null && { province }),
  };
}
