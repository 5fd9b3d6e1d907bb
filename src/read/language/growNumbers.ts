type NumberArray = Int32Array | Float64Array | Uint8Array

/** A column of numbers whose length is not known before: a typed array that doubles. */
export function growNumbers<T extends NumberArray>(kind: new (length: number) => T): Column<T> {
  let array = new kind(4096)
  let used = 0
  return {
    push(value) {
      if (used === array.length) {
        const longer = new kind(used * 2)
        longer.set(array)
        array = longer
      }
      array[used] = value
      return used++
    },
    length: () => used,
    all: () => array.subarray(0, used) as T,
  }
}

export interface Column<T> {
  /** The index of what was added. */
  push(value: number): number
  length(): number
  all(): T
}
