/**
 * Many short rows of numbers as two long ones: a phrase has a few sequences, a word fits a few items, and there are tens of
 * thousands of each. Lies in one place, and is kept from one start to the next as it is. Plain data and pure.
 */

/** Row `n` are the numbers from `starts[n]` to `starts[n + 1]`. */
export interface NumberRows {
  readonly starts: Int32Array;
  readonly numbers: Int32Array;
}

/** @param count how many rows; where `rows` has none, it is empty */
export function numberRows(
  rows: readonly (readonly number[] | undefined)[],
  count: number = rows.length,
): NumberRows {
  const starts = new Int32Array(count + 1);
  const numbers: number[] = [];
  for (let row = 0; row < count; row++) {
    for (const number of rows[row] ?? []) numbers.push(number);
    starts[row + 1] = numbers.length;
  }
  return { starts, numbers: Int32Array.from(numbers) };
}

export function rowCount({ starts }: NumberRows): number {
  return starts.length - 1;
}

/** The numbers of one row. */
export function rowOf({ starts, numbers }: NumberRows, row: number): Int32Array {
  return numbers.subarray(starts[row], starts[row + 1]);
}
