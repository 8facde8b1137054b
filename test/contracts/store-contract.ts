/**
 * What every store engine must do, whatever it is built on. The parts stand in `test/store/contract/`, one for
 * each promise; `stores.test.ts` runs this over every engine folder in `src/store/`.
 */
import { describe } from 'vitest';
import { channelKeysContract } from '../store/contract/channel-keys.js';
import { crashContract } from '../store/contract/crash.js';
import type { MakeEngine } from '../store/contract/engine-under-test.js';
import { keysContract } from '../store/contract/keys.js';
import { lifetimesContract } from '../store/contract/lifetimes.js';
import { privacyContract } from '../store/contract/privacy.js';
import { receivingContract } from '../store/contract/receiving.js';
import { reportingContract } from '../store/contract/reporting.js';
import { sendingContract } from '../store/contract/sending.js';

/** `name` is the engine's folder in `src/store/` and its entry in `test/store/engines.ts`. */
export function storeContract(name: string, makeEngine: MakeEngine): void {
  describe(`store engine ${name}`, () => {
    receivingContract(makeEngine);
    sendingContract(makeEngine);
    lifetimesContract(makeEngine);
    keysContract(makeEngine);
    privacyContract(makeEngine);
    describe('a report', () => reportingContract(makeEngine));
    describe('keys of a channel', () => channelKeysContract(makeEngine));
    crashContract(makeEngine, name);
  });
}
