/** A picture ready to be put into a PDF, already compressed. What was coded may be larger than the page shows. */
export interface PdfPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly dpi: number
  readonly colour: 'DeviceGray' | 'DeviceRGB'
  readonly bits: 1 | 8
  readonly filter: 'DCTDecode' | 'FlateDecode' | 'CCITTFaxDecode'
  /** G4 only: the fax coder's white is 0. */
  readonly blackIs1?: boolean
  readonly codedWidthPx: number
  readonly codedHeightPx: number
  readonly bytes: Uint8Array
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
    const image = next++
    pageIds.push(page)
    const toPt = 72 / picture.dpi
    const w = picture.widthPx * toPt
    const h = picture.heightPx * toPt
    object(
      page,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${number(w)} ${number(h)}] /Contents ${contents} 0 R /Resources << /XObject << /Scan ${image} 0 R >> >> >>`,
    )
    // The unit square of the image is stretched over the page, its top edge on the page's; y runs up.
    const { codedWidthPx, codedHeightPx } = picture
    const drawing = Buffer.from(
      `q ${number(codedWidthPx * toPt)} 0 0 ${number(codedHeightPx * toPt)} 0 ${number(h - codedHeightPx * toPt)} cm /Scan Do Q`,
      'latin1',
    )
    object(contents, `<< /Length ${drawing.length} >>`, drawing)
    object(image, imageHeader(picture), picture.bytes)
  }
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  object(2, `<< /Type /Pages /Count ${pageIds.length} /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] >>`)
  const table = length
  put(`xref\n0 ${next}\n0000000000 65535 f \n`)
  for (let id = 1; id < next; id++) put(`${String(offsets[id]).padStart(10, '0')} 00000 n \n`)
  put(`trailer\n<< /Size ${next} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`)
  return Buffer.concat(parts)
}

function imageHeader(picture: PdfPicture): string {
  const { codedWidthPx: w, codedHeightPx: h, filter, bytes } = picture
  const fax =
    filter === 'CCITTFaxDecode'
      ? ` /DecodeParms << /K -1 /Columns ${w} /Rows ${h} /BlackIs1 ${picture.blackIs1 === true} >>`
      : ''
  return `<< /Type /XObject /Subtype /Image /Width ${w} /Height ${h} /ColorSpace /${picture.colour} /BitsPerComponent ${picture.bits} /Filter /${filter}${fax} /Length ${bytes.length} >>`
}

const number = (value: number): string => String(Math.round(value * 1e4) / 1e4)
