/** Compiles the program before the tests run, so that no test's time goes into waiting for it. */
import { compiledCli } from './compiled.js';

compiledCli();
