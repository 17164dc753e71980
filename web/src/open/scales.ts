// Where numbers lie on a plot.

export type Scale = (value: number) => number;

export function linear([from, to]: [number, number], [low, high]: [number, number]): Scale {
  const width = to - from || 1;
  return (value) => low + ((value - from) / width) * (high - low);
}

/** At most `most` round numbers that cover the range. */
export function ticks([from, to]: [number, number], most: number): number[] {
  const span = to - from;
  if (!(span > 0)) return [from];
  const rough = span / most;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * unit).find((s) => s >= rough - unit * 1e-9)!;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** How many values lie in each of `bins` equal parts of the range; the last part takes its upper end. */
export function histogram(values: number[], [from, to]: [number, number], bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    if (value < from || value > to) continue;
    const bin = Math.min(bins - 1, Math.floor(((value - from) / (to - from || 1)) * bins));
    counts[bin]! += 1;
  }
  return counts;
}
