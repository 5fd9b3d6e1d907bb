/** For each place of a grid the greatest height within `reach` of it, upright and across: the ridge of the line it belongs to. */
export function ridgesOf(heights: Float32Array, width: number, reach: number): Float32Array {
  const height = heights.length / width
  return heights.map((_, at) => {
    const row = Math.floor(at / width)
    const column = at % width
    let most = 0
    for (let y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y++)
      for (let x = Math.max(0, column - reach); x <= Math.min(width - 1, column + reach); x++)
        most = Math.max(most, heights[y * width + x]!)
    return most
  })
}
