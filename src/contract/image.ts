/** One page or crop as 8-bit grey, row by row, 0 = black, 255 = white. `data.length === widthPx * heightPx`. */
export interface GrayImage {
  readonly widthPx: number
  readonly heightPx: number
  readonly data: Uint8Array
}

/** A decoded page: the pixels and what the file said about their density (null when it said nothing usable). */
export interface PageImage extends GrayImage {
  readonly dpi: number | null
}

/** The unprinted-on form as it would look on perfect paper: what a page shows before a pen touches it. */
export interface BlankPage extends GrayImage {
  /** Pixels for each millimetre, equal in x and y; pixel (0, 0) is the top-left corner of the page. */
  readonly pxPerMm: number
}
