/** A picture ready to be put into a PDF: one or more strips from top to bottom, already compressed. */
export interface PdfPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly dpi: number
  readonly colour: 'DeviceGray' | 'DeviceRGB'
  readonly bits: 1 | 8
  readonly filter: 'DCTDecode' | 'FlateDecode' | 'CCITTFaxDecode'
  /** G4 only: the fax coder's white is 0. */
  readonly blackIs1?: boolean
  readonly strips: readonly { readonly heightPx: number; readonly bytes: Uint8Array }[]
}

/**
 * The PDF a scanner writes: a page as large as the picture, nothing but the picture on it (ISO 32000-1, 7.5 and 8.9). No dates
 * and no ids, so the same pictures give the same bytes.
 */
export function encodePdf(pictures: readonly PdfPicture[]): Uint8Array {
  const parts: Uint8Array[] = []
  const offsets: number[] = []
  let length = 0
  const put = (chunk: Uint8Array | string): void => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk
    parts.push(bytes)
    length += bytes.length
  }
  const object = (id: number, body: string, stream?: Uint8Array): void => {
    offsets[id] = length
    put(`${id} 0 obj\n${body}\n`)
    if (stream !== undefined) {
      put('stream\n')
      put(stream)
      put('\nendstream\n')
    }
    put('endobj\n')
  }
  put('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n')
  let next = 3
  const pageIds: number[] = []
  for (const picture of pictures) {
    const page = next++
    const contents = next++
    const images = picture.strips.map(() => next++)
    pageIds.push(page)
    const w = (picture.widthPx / picture.dpi) * 72
    const h = (picture.heightPx / picture.dpi) * 72
    const names = images.map((id, i) => `/S${i} ${id} 0 R`).join(' ')
    object(
      page,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${number(w)} ${number(h)}] /Contents ${contents} 0 R /Resources << /XObject << ${names} >> >> >>`,
    )
    const drawing = Buffer.from(drawStrips(picture, w, h), 'latin1')
    object(contents, `<< /Length ${drawing.length} >>`, drawing)
    for (const [i, id] of images.entries()) object(id, imageHeader(picture, i), picture.strips[i]!.bytes)
  }
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  object(2, `<< /Type /Pages /Count ${pageIds.length} /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] >>`)
  const table = length
  put(`xref\n0 ${next}\n0000000000 65535 f \n`)
  for (let id = 1; id < next; id++) put(`${String(offsets[id]).padStart(10, '0')} 00000 n \n`)
  put(`trailer\n<< /Size ${next} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`)
  return Buffer.concat(parts)
}

// The unit square of each image is stretched over its strip; y runs up.
function drawStrips({ strips, heightPx }: PdfPicture, w: number, h: number): string {
  let top = 0
  return strips
    .map((strip, i) => {
      const y = h * (1 - (top + strip.heightPx) / heightPx)
      top += strip.heightPx
      return `q ${number(w)} 0 0 ${number((h * strip.heightPx) / heightPx)} 0 ${number(y)} cm /S${i} Do Q`
    })
    .join('\n')
}

function imageHeader(picture: PdfPicture, i: number): string {
  const { heightPx, bytes } = picture.strips[i]!
  const fax =
    picture.filter === 'CCITTFaxDecode'
      ? ` /DecodeParms << /K -1 /Columns ${picture.widthPx} /Rows ${heightPx} /BlackIs1 ${picture.blackIs1 === true} >>`
      : ''
  return `<< /Type /XObject /Subtype /Image /Width ${picture.widthPx} /Height ${heightPx} /ColorSpace /${picture.colour} /BitsPerComponent ${picture.bits} /Filter /${picture.filter}${fax} /Length ${bytes.length} >>`
}

const number = (value: number): string => String(Math.round(value * 1e4) / 1e4)
