import sharp, { type Sharp } from 'sharp'
import type { Picture } from './turn.ts'

export function rawImage({ data, widthPx, heightPx, channels }: Picture): Sharp {
  const image = sharp(data, { raw: { width: widthPx, height: heightPx, channels } })
  // Without this sharp writes grey pictures with three equal channels.
  return channels === 1 ? image.toColourspace('b-w') : image
}
