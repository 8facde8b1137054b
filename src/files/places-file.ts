/**
 * Reads `rules/places.yaml`, the list of places with their spellings and traps, into a gazetteer. Every mistake is
 * named by file and line; nothing is half loaded.
 */
import { z } from 'zod';
import { buildGazetteer, type Gazetteer, type PlaceEntry, wordsOfName } from '../advert/gazetteer.js';
import { isProblems, type Problem } from '../errors.js';
import { readYamlFile, validateYaml, type YamlFile } from './yaml-file.js';

const PLACE_ENTRIES_MAX = 3_000;
const NAMES_PER_PLACE_MAX = 60;
const TRAP_WORDS_MAX = 200;
const NAME_WORDS_MAX = 5;

const name = z
  .string()
  .min(2)
  .max(60)
  .refine(value => value === value.toLowerCase(), 'write names and words in small letters')
  .refine(value => {
    const count = wordsOfName(value).length;
    return count >= 1 && count <= NAME_WORDS_MAX;
  }, `needs one to ${NAME_WORDS_MAX} words`);
const trapWord = z
  .string()
  .min(1)
  .max(40)
  .refine(value => wordsOfName(value).length === 1, 'one word only; a trap looks at the neighbouring word')
  .refine(value => value === value.toLowerCase(), 'write names and words in small letters');
const trapWords = z.array(trapWord).max(TRAP_WORDS_MAX);
const country = z.string().regex(/^[A-Z]{2}$/, 'two capital letters, as in KH (write "NO" in quotes)');
const province = z.string().min(3).max(40);
const kind = z.enum(['country', 'city', 'scam', 'region']);

const placeSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'small letters, digits and _ only'),
    country,
    kind,
    names: z.array(name).min(1).max(NAMES_PER_PLACE_MAX).optional(),
    except_after: trapWords.optional(),
    except_before: trapWords.optional(),
    only_after: trapWords.optional(),
    only_near: trapWords.optional(),
    source: z.url().optional(),
    date: z
      .string()
      .regex(/^\d{4}(-\d{2}){0,2}$/, 'a date such as "2025-04-24", "2025-04" or "2025", in quotes')
      .optional(),
    note: z.string().max(400).optional(),
    province: province.optional(),
  })
  .refine(place => place.kind !== 'scam' || (place.source !== undefined && place.date !== undefined), {
    message: 'a place of kind scam needs its source and date',
  });

const placesFileSchema = z.strictObject({
  except_after: trapWords,
  except_before: trapWords,
  places: z.array(placeSchema).min(1).max(PLACE_ENTRIES_MAX),
  plain: z
    .array(
      z.strictObject({
        country,
        kind,
        province: province.optional(),
        names: z.array(name).min(1).max(TRAP_WORDS_MAX),
      }),
    )
    .default([]),
});
type PlacesFile = z.infer<typeof placesFileSchema>;

/** Reads and checks the file. @returns the gazetteer, or every problem with its line */
export function readPlaces(absolutePath: string, fileName: string): Gazetteer | readonly Problem[] {
  const file = readYamlFile(absolutePath, fileName);
  return isProblems(file) ? file : placesFrom(file);
}

/** The same for a file that is already parsed. */
export function placesFrom(file: YamlFile): Gazetteer | readonly Problem[] {
  const checked = validateYaml<PlacesFile>(file, placesFileSchema as z.ZodType<PlacesFile>);
  if (isProblems(checked)) return checked;
  const { value } = checked as { readonly value: PlacesFile };
  const twice = doubledNames(value, file);
  if (twice.length > 0) return twice;
  return buildGazetteer({
    places: [...value.places.map(entryOf), ...value.plain.flatMap(plainEntries)],
    exceptAfter: value.except_after,
    exceptBefore: value.except_before,
  });
}

function entryOf(place: PlacesFile['places'][number]): PlaceEntry {
  return {
    id: place.id,
    country: place.country,
    kind: place.kind,
    names: place.names ?? [place.id.replaceAll('_', ' ')],
    ...(place.province && { province: place.province }),
    ...(place.except_after && { exceptAfter: place.except_after }),
    ...(place.except_before && { exceptBefore: place.except_before }),
    ...(place.only_after && { onlyAfter: place.only_after }),
    ...(place.only_near && { onlyNear: place.only_near }),
  };
}

function plainEntries(list: PlacesFile['plain'][number]): PlaceEntry[] {
  return list.names.map((place, index) => ({
    // A country with two names is one place under its first.
    id: (list.kind === 'country' && index > 0 ? (list.names[0] as string) : place).replaceAll(' ', '_'),
    country: list.country,
    kind: list.kind,
    ...(list.province && { province: list.province }),
    names: [place],
  }));
}

/** A name that stands twice would silently hide the traps of one of them. */
function doubledNames(value: PlacesFile, file: YamlFile): readonly Problem[] {
  const seen = new Set<string>();
  const ids = new Set<string>();
  const problems: Problem[] = [];
  const see = (spelling: string, path: readonly (string | number)[]): void => {
    const key = wordsOfName(spelling).join(' ');
    if (seen.has(key))
      problems.push({
        file: file.name,
        line: file.lineOf(path),
        message: `the name "${spelling}" stands twice`,
      });
    seen.add(key);
  };
  value.places.forEach((place, index) => {
    if (ids.has(place.id))
      problems.push({
        file: file.name,
        line: file.lineOf(['places', index]),
        message: `the id "${place.id}" stands twice`,
      });
    ids.add(place.id);
    for (const spelling of place.names ?? [place.id.replaceAll('_', ' ')]) see(spelling, ['places', index]);
  });
  value.plain.forEach((list, index) => {
    for (const spelling of list.names) see(spelling, ['plain', index]);
  });
  return problems;
}
