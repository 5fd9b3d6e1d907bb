import sharp from 'sharp'

/** A piece of a page image, by shares of its sides (0..1, from the top-left corner); cut at the page's edge. JPEG. */
export async function cropView(
  path: string,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): Promise<Uint8Array> {
  const picture = sharp(path)
  const { width: w, height: h } = await picture.metadata()
  const x = Math.min(Math.max(Math.round(left * w), 0), w - 1)
  const y = Math.min(Math.max(Math.round(top * h), 0), h - 1)
  const area = {
    left: x,
    top: y,
    width: Math.max(1, Math.min(Math.round(width * w), w - x)),
    height: Math.max(1, Math.min(Math.round(height * h), h - y)),
  }
  return picture.extract(area).jpeg({ quality: 82 }).toBuffer()
}

/** A page image for a list of many. JPEG. */
export async function shrinkView(bytes: Uint8Array, widthPx: number): Promise<Uint8Array> {
  return sharp(bytes).resize({ width: widthPx, withoutEnlargement: true }).jpeg({ quality: 70 }).toBuffer()
}
