/** A crease across the whole page: at this `x` or at this `y`, in millimetres. */
export type Fold = { readonly axis: 'x' | 'y'; readonly atMm: number }

/** Where a page is folded to go into an envelope: in half, in thirds and in four by its height, in half by its width. */
export function foldsOf({ widthMm, heightMm }: { widthMm: number; heightMm: number }): Fold[] {
  return [
    ...[1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4].map((share) => ({ axis: 'y' as const, atMm: heightMm * share })),
    { axis: 'x', atMm: widthMm / 2 },
  ]
}
