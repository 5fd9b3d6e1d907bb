/** For each place of a grid the greatest height within `reach` of it, upright and across: the ridge of the line it belongs to. */
export function ridgesOf(heights: Float32Array, width: number, reach: number): Float32Array {
  const height = heights.length / width
  const across = new Float32Array(heights.length)
  const ridges = new Float32Array(heights.length)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      let most = 0
      for (let x = Math.max(0, column - reach); x <= Math.min(width - 1, column + reach); x++)
        most = Math.max(most, heights[row * width + x]!)
      across[row * width + column] = most
    }
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      let most = 0
      for (let y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y++)
        most = Math.max(most, across[y * width + column]!)
      ridges[row * width + column] = most
    }
  return ridges
}
