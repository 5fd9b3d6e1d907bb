import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import { XianceError } from '../contract/errors.ts'
import type { Settings } from '../contract/settings.ts'

/** Certificate and key as the settings name them; null when they name none. Throws CERTIFICATE_UNUSABLE. */
export async function readCertificate({
  tlsCert,
  tlsKey,
}: Pick<Settings, 'tlsCert' | 'tlsKey'>): Promise<{ cert: string; key: string } | null> {
  if (tlsCert === '' && tlsKey === '') return null
  try {
    const [cert, key] = await Promise.all([readFile(tlsCert, 'utf8'), readFile(tlsKey, 'utf8')])
    // Throws when the two do not belong together.
    createSecureContext({ cert, key })
    return { cert, key }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw new XianceError('CERTIFICATE_UNUSABLE', { cert: tlsCert, key: tlsKey, problem }, { cause: error })
  }
}
