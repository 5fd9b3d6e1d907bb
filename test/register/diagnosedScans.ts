import type { Finding } from '../../src/contract/finding.ts'
import type { BlankPage, PageImage } from '../../src/contract/image.ts'
import type { Layout } from '../../src/contract/layout.ts'
import { diagnoseFitted, diagnoseHeld } from '../../src/register/diagnose.ts'
import { registerPage } from '../../src/register/registerPage.ts'
import { findCode } from '../../src/sort/findCode.ts'

export interface Diagnosed {
  readonly state: 'fitted' | 'not fitted' | 'no code'
  readonly findings: readonly Finding[]
  readonly rough: readonly number[] | null
  /** Of the diagnosis alone. */
  readonly ms: number
}

/** What the product says of a scan, by the way a page goes. */
export async function diagnosed(
  image: PageImage,
  number: number,
  layout: Layout,
  blanks: readonly BlankPage[],
): Promise<Diagnosed> {
  const code = await findCode(image, 'thorough')
  const began = performance.now()
  if (code === null) {
    const seen = diagnoseHeld({ image, known: null, layouts: [layout] })
    return { state: 'no code', ...seen, ms: performance.now() - began }
  }
  const page = layout.pages[number - 1]!
  const { pageSize } = layout
  const { cornersPx } = code
  const registered = registerPage({ image, layout: page, pageSize, codeCornersPx: cornersPx, blanks })
  const fitted = performance.now()
  if (registered === null) {
    const held = diagnoseHeld({ image, known: { layout: page, pageSize, cornersPx }, layouts: [layout] })
    return { state: 'not fitted', ...held, ms: performance.now() - fitted }
  }
  const findings = diagnoseFitted(image, registered.fit, page, registered.blank, pageSize)
  return { state: 'fitted', findings, rough: null, ms: performance.now() - fitted }
}
