/**
 * Logistic regression with a penalty on large weights, for sparse rows; weights may be held to one sign. Pure numbers:
 * knows nothing of texts.
 */

/** One example: which columns it has, how much each counts, what it is and how much it weighs. */
export interface LogisticRow {
  readonly columns: Int32Array;
  readonly values: Float32Array;
  readonly isYes: boolean;
  readonly weight: number;
  /** Log odds that are known beforehand. */
  readonly offset: number;
}

export interface LogisticOptions {
  /** On half the square of each weight, beside the mean loss. */
  readonly penalty: number;
  readonly steps: number;
  readonly pace: number;
  /** 1, −1 or 0 (free) by column. */
  readonly signs?: Int8Array;
}

export interface LogisticModel {
  readonly weights: Float64Array;
  readonly base: number;
}

/** Adam (Kingma and Ba 2015) on the mean weighted loss. @param size number of columns */
export function fitLogistic(
  rows: readonly LogisticRow[],
  size: number,
  { penalty, steps, pace, signs }: LogisticOptions,
): LogisticModel {
  const weights = new Float64Array(size + 1);
  const mean = new Float64Array(size + 1);
  const square = new Float64Array(size + 1);
  const gradient = new Float64Array(size + 1);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    // Steps grow smaller, so that the last ones settle.
    const left = 1 - (step - 1) / steps;
    for (const row of rows) {
      const error = (row.weight / total) * (probability(row, weights, size) - (row.isYes ? 1 : 0));
      for (let k = 0; k < row.columns.length; k++) {
        const column = row.columns[k] as number;
        gradient[column] = (gradient[column] as number) + error * (row.values[k] as number);
      }
      gradient[size] = (gradient[size] as number) + error;
    }
    for (let at = 0; at <= size; at++) {
      const slope = (gradient[at] as number) + (at < size ? penalty * (weights[at] as number) : 0);
      mean[at] = 0.9 * (mean[at] as number) + 0.1 * slope;
      square[at] = 0.99 * (square[at] as number) + 0.01 * slope * slope;
      const size1 = Math.sqrt((square[at] as number) / (1 - 0.99 ** step)) + 1e-6;
      const moved =
        (weights[at] as number) - (pace * left * ((mean[at] as number) / (1 - 0.9 ** step))) / size1;
      const sign = at < size ? (signs?.[at] ?? 0) : 0;
      weights[at] = sign === 0 ? moved : sign * Math.max(0, sign * moved);
    }
  }
  return { weights, base: weights[size] as number };
}

function probability({ columns, values, offset }: LogisticRow, weights: Float64Array, size: number): number {
  let sum = offset + (weights[size] as number);
  for (let k = 0; k < columns.length; k++)
    sum += (weights[columns[k] as number] as number) * (values[k] as number);
  return 1 / (1 + Math.exp(-sum));
}
