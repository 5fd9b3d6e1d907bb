import { createHash } from 'node:crypto'
import type { Layout } from '../contract/layout.ts'

/**
 * First 8 hex digits of the SHA-256 of the layout as JSON with sorted keys, without its fingerprint and without how often people key a
 * field: that may change after the form was printed.
 */
export function fingerprintOf(layout: Omit<Layout, 'fingerprint'>): string {
  const { fingerprint: _, ...rest } = layout as Layout
  const pages = rest.pages.map((page) => ({
    ...page,
    fields: page.fields.map(({ keying: _keying, ...field }) => field),
  }))
  return createHash('sha256')
    .update(canonical({ ...rest, pages }))
    .digest('hex')
    .slice(0, 8)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
}
