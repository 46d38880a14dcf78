/** Names the bound; the program ends with 1 when a figure is above its bound. */
export function within(figure: number, bound: number): string {
  if (figure <= bound) return `bound ${bound.toFixed(2)}`;
  process.exitCode = 1;
  return `above the bound ${bound.toFixed(2)}`;
}
