/**
 * Finds what chat programs would make tappable in a text as it is seen: addresses with or without scheme, mail
 * addresses, @names, /commands. Wider than any real one, so that what passes here is dead everywhere.
 */

const ADDRESS =
  /[a-z][a-z0-9+.-]+:\/\/\S+|[\p{L}\p{N}_-]+(?:[.\uFF0E\u3002\uFF61][\p{L}\p{N}_-]+)*[.\uFF0E\u3002\uFF61]\p{L}{2,}\S*/giu;
const NAME = /[\p{L}\p{N}._-]*[@\uFF20][\p{L}\p{N}_]+/gu;
const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])(?:[:/]\S*)?/gu;
const COMMAND = /(?<![\p{L}\p{N}_/<>])\/[\p{L}\p{N}_]+/gu;

/** @param allowed addresses that may stand in the text as they are */
export function liveLinks(text: string, allowed: readonly string[]): readonly string[] {
  const rest = allowed.reduce((words, address) => words.replaceAll(address, ''), text);
  return [ADDRESS, NAME, IPV4, COMMAND].flatMap(pattern => rest.match(pattern) ?? []);
}
