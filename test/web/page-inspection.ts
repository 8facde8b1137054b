/**
 * Looks at a page in the browser as a careful reader would: contrast of all that is written, names of controls,
 * order of headings, size of targets, width. Each look returns what is wrong, in words; nothing wrong is [].
 */
import type { Page } from 'playwright-core';

/** WCAG 2.2 AA for text and large text, and for the edges of controls. */
const CONTRAST_MIN = 4.5;
const CONTRAST_LARGE_MIN = 3;
const TARGET_PX_MIN = 44;

// Run inside the page, therefore text: the tests are compiled without the types of a browser.
const CONTRAST = `(() => {
  const channel = value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const parse = color => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const backOf = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] > 0.99) return color;
    }
    return [255, 255, 255];
  };
  const isShown = element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility === 'visible';
  };
  const faults = [];
  const judge = (element, color, words, least) => {
    const found = ratio(parse(color), backOf(element));
    if (found < least) faults.push(words + ': contrast ' + found.toFixed(2) + ' of ' + least);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = node.textContent.trim();
    const element = node.parentElement;
    if (words === '' || !isShown(element)) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    judge(element, style.color, words.slice(0, 40), isLarge ? ${CONTRAST_LARGE_MIN} : ${CONTRAST_MIN});
  }
  for (const control of document.querySelectorAll('textarea, .choices button, .clipping button')) {
    if (!isShown(control)) continue;
    judge(control.parentElement, getComputedStyle(control).borderTopColor, 'edge of ' + control.tagName, 3);
    const hint = control.placeholder;
    if (hint) judge(control, getComputedStyle(control, '::placeholder').color, hint, ${CONTRAST_MIN});
  }
  for (const mark of document.querySelectorAll('.level-mark')) {
    judge(mark.parentElement, getComputedStyle(mark).fill, 'mark of the level', 3);
  }
  return faults;
})()`;

const STRUCTURE = `(() => {
  const faults = [];
  const all = selector => [...document.querySelectorAll(selector)];
  if (!document.documentElement.lang) faults.push('the page has no language');
  if (!document.title) faults.push('the page has no title');
  if (all('main').length !== 1) faults.push('there is not one main part');
  const ids = all('[id]').map(element => element.id);
  for (const id of ids) if (ids.filter(other => other === id).length > 1) faults.push('the id ' + id + ' stands twice');
  for (const name of ['for', 'aria-describedby', 'aria-labelledby']) {
    for (const element of all('[' + name + ']')) {
      if (!document.getElementById(element.getAttribute(name))) faults.push(name + ' points at nothing');
    }
  }
  for (const control of all('a, button, textarea, summary, input:not([type=hidden])')) {
    const label = control.id && document.querySelector('label[for="' + control.id + '"]');
    const name = control.getAttribute('aria-label') || (label ? label.textContent : control.textContent);
    if (!name.trim()) faults.push(control.tagName + ' has no name');
    if (control.tabIndex > 0) faults.push(control.tagName + ' jumps the order of the keyboard');
    const box = control.getBoundingClientRect();
    const isShown = box.width > 1 && box.top >= 0;
    if (isShown && box.height < ${TARGET_PX_MIN}) faults.push(name.trim() + ' is only ' + box.height + ' px high');
  }
  for (const image of all('img')) if (!image.hasAttribute('alt')) faults.push('a picture has no alt');
  let last = 0;
  for (const heading of all('h1, h2, h3, h4').filter(element => element.getClientRects().length > 0)) {
    const level = Number(heading.tagName[1]);
    if (level > last + 1) faults.push('heading ' + level + ' after ' + last + ': ' + heading.textContent.slice(0, 30));
    last = level;
  }
  if (document.documentElement.scrollWidth > window.innerWidth) faults.push('the page is wider than the screen');
  return faults;
})()`;

export function contrastFaults(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(CONTRAST);
}

export function structureFaults(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(STRUCTURE);
}

/** Phone numbers that stand on more than one line: read out or copied by hand, half of one is a wrong number. */
export function brokenNumbers(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('a[href^="tel:"]')].filter(link => {
    const range = document.createRange();
    const words = document.createTreeWalker(link, NodeFilter.SHOW_TEXT).nextNode();
    range.selectNodeContents(words);
    return range.getClientRects().length > 1;
  }).map(link => link.textContent)`);
}
