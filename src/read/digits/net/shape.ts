import { DIGIT_CLASSES } from '../classes.ts'
import { NORMAL_SIZE_PX } from '../normalize.ts'
import { planeOf, type Plane } from './plane.ts'

/** One convolution with batch normalisation, ReLU and, where `pool` says so, the largest of each window. */
export interface ConvolutionShape {
  readonly inputs: number
  readonly outputs: number
  readonly kernelPx: number
  readonly plane: Plane
  readonly pool: { readonly windowPx: number; readonly stepPx: number } | null
  /** Side of what comes out. */
  readonly outPx: number
  /** Weights of one output: rounded up to even, see Kernel. */
  readonly taps: number
}

export interface NetShape {
  readonly convolutions: readonly ConvolutionShape[]
  /** Numbers the last, fully connected layer looks at. */
  readonly features: number
  readonly classes: number
}

/** How far pooling steps, and from a window's corner the floats to each of its pixels; one pixel where nothing is pooled. */
export function poolOf({ pool, plane }: ConvolutionShape): { stepPx: number; window: Int32Array } {
  const { windowPx, stepPx } = pool ?? { windowPx: 1, stepPx: 1 }
  const at = (_: unknown, k: number) => Math.floor(k / windowPx) * plane.stride + (k % windowPx)
  return { stepPx, window: Int32Array.from({ length: windowPx * windowPx }, at) }
}

/** 28 → 14 → 7 → 3 pixels; `widths` are the channels of the five convolutions, multiples of 4. */
export function netShape(widths: readonly [number, number, number, number, number]): NetShape {
  const [a, b, c, d, e] = widths
  const half = { windowPx: 2, stepPx: 2 }
  const convolutions = [
    convolution(1, a, 5, NORMAL_SIZE_PX, half),
    convolution(a, b, 3, 14, null),
    convolution(b, c, 3, 14, half),
    convolution(c, d, 3, 7, null),
    // Windows of 3 in steps of 2 cover all 7 pixels.
    convolution(d, e, 3, 7, { windowPx: 3, stepPx: 2 }),
  ]
  return { convolutions, features: e * 9, classes: DIGIT_CLASSES.length }
}

function convolution(
  inputs: number,
  outputs: number,
  kernelPx: number,
  sizePx: number,
  pool: ConvolutionShape['pool'],
): ConvolutionShape {
  const taps = inputs * kernelPx * kernelPx
  const outPx = pool === null ? sizePx : Math.floor((sizePx - pool.windowPx) / pool.stepPx) + 1
  const plane = planeOf(sizePx, (kernelPx - 1) / 2)
  return { inputs, outputs, kernelPx, plane, pool, outPx, taps: taps + (taps % 2) }
}
