/** Words by which a person speaks of themselves and theirs; shared by all who read what a seeker wrote. */
import type { Token } from '../advert/advert.js';

export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

/** True when the word as typed or its standard form is in `words`. */
export function is(token: Token | undefined, words: ReadonlySet<string>): boolean {
  return token !== undefined && (words.has(token.surface) || words.has(token.word));
}

export const ME = wordSet(
  'saya sy sya sayah aku aq ak akuh gw gwe gue gua ane kula kulo beta abdi kuring inyong awak ambo sa tyang tiyang ulun i my me',
);
export const KIN = wordSet(
  `suami suamiku istri istriku bini bojo anak anakku adik adikku adek kakakku ibu ibuk ibuku bapakku ayah ayahku mama mamak
   mamaku papa emak mak simbok nenek kakek ortu orangtua keluarga darurat mertua sepupu ponakan keponakan nande bapa
   father mother next kin wali cucu opung pacar tunangan teman temen sahabat tetangga paman bibi sister brother husband wife`,
);
/** Two of these together are a person's papers, whoever says so. */
export const PAPERS = wordSet(
  'nama nm name nik ktp kk npwp lahir ttl dob alamat almt domisili agama tinggi berat',
);
