/** The channel contract over every folder of `src/channels/`, and the proof that each of its checks can go red. */
import { describe, expect, it } from 'vitest';
import { CHANNEL_CHECKS, type ChannelCheck, type CheckName } from './channel-contract.js';
import { channelFolders, harnessOf } from './channel-harnesses.js';
import { type Flaw, paperHarness } from './paper-harness.js';

const CHECKS = Object.entries(CHANNEL_CHECKS) as [CheckName, ChannelCheck][];

describe.each(channelFolders())('the channel in src/channels/%s', folder => {
  it.each(CHECKS)('%s', async (_name, check) => {
    await check(harnessOf(folder));
  });
});

/** For each check, faults that it must find. */
const PLANTED: Readonly<Record<CheckName, readonly Flaw[]>> = {
  'a text arrives once, with its words, its chat and an id': ['doubles_messages', 'numbers_nothing'],
  'a message that the network repeats is offered again under the same id': ['renames_repeats'],
  'a message that accept rejects comes again': ['confirms_before_accept', 'dies_when_accept_rejects'],
  'a rejecting accept does not end the channel': ['dies_when_accept_rejects'],
  "the bot's own words are no message": ['hears_itself'],
  'a choice comes back with its case and number, or as the digit': ['loses_the_case', 'numbers_nothing'],
  'a reply shows the level first, each reason with its quotation, each contact, each choice': [
    'level_not_first',
    'drops_choices',
  ],
  'a reply holds no live link but those of contacts': ['quotes_live_links'],
  'a hostile quotation is shown as the words that it is, on one line': [
    'eats_markup',
    'shows_hidden_letters',
  ],
  'a failed send says whether to try again': ['swallows_failures', 'throws_any_error'],
  'showTyping never throws, whatever the network does': ['typing_throws'],
  'after stop nothing comes in, and stopping twice is no fault': ['hears_after_stop'],
  'neither chat nor words are printed, also when things fail': [
    'logs_the_chat',
    'prints_the_words',
    'shows_its_insides',
  ],
};

describe('the contract itself', () => {
  it.each(CHECKS)('passes a sound channel: %s', async (_name, check) => {
    await check(paperHarness());
  });

  const planted = Object.entries(PLANTED).flatMap(([name, flaws]) =>
    flaws.map(flaw => [flaw, name as CheckName] as const),
  );
  it.each(planted)('finds a channel that %s: %s', async (flaw, name) => {
    await expect(CHANNEL_CHECKS[name](paperHarness(flaw))).rejects.toThrow();
  });

  it('refuses a channel folder without a harness', () => {
    expect(() => harnessOf('smoke-signals')).toThrow('write test/contracts/smoke-signals-harness.ts');
  });
});
