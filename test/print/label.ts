import type { ArtItem } from '../../src/contract/artwork.ts'
import type { LoadedForm } from '../../src/contract/form.ts'
import { labelSize } from '../../src/print/printLabel.ts'
import { formCopy } from '../form/forms.ts'

/** The label as if it were a form of one page without fields, so that forms' checks can look at it. */
export function labelForm(items: readonly ArtItem[]): LoadedForm {
  const form = formCopy('service-feedback')
  const [page] = form.layout.pages
  const [art] = form.artwork.pages
  return {
    ...form,
    layout: { ...form.layout, pageSize: labelSize, pages: [{ ...page!, fields: [], fiducials: [] }] },
    artwork: { pages: [{ page: 1, items, readableId: { ...art!.readableId, style: art!.readableId.style } }] },
  }
}
