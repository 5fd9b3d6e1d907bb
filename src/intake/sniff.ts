export const mimes = ['application/pdf', 'image/tiff', 'image/jpeg', 'image/png'] as const
export type ScanMime = (typeof mimes)[number]

/** How many of a file's first bytes `sniff` wants to see. */
export const SNIFF_BYTES = 1024

/** What a file is by its first bytes, whatever its name says; null for what we do not read. */
export function sniff(head: Uint8Array): ScanMime | null {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte)
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  // 42: TIFF, 43: BigTIFF; II and MM are the two byte orders.
  if (starts(0x49, 0x49, 42, 0) || starts(0x49, 0x49, 43, 0)) return 'image/tiff'
  if (starts(0x4d, 0x4d, 0, 42) || starts(0x4d, 0x4d, 0, 43)) return 'image/tiff'
  // ISO 32000-1 annex H: readers accept the header anywhere in the first 1024 bytes.
  if (Buffer.from(head.subarray(0, SNIFF_BYTES)).includes('%PDF-')) return 'application/pdf'
  return null
}
