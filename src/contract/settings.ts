import { Type, type Static } from 'typebox'

/** Every setting: `XIANCE_` + the name in upper case (`readers` → `XIANCE_READERS`). Read once in cli/, frozen, passed on. */
export const Settings = Type.Object({
  /** Holds everything that changes: database, originals, inbox, derived files. Empty: `db/` and `scans/` of the checkout. */
  data: Type.String({ default: '' }),
  /** Address to bind to. Beyond loopback only with a certificate, or `plain` set to allow. */
  host: Type.String({ default: '127.0.0.1' }),
  /** Names, apart by commas, by which browsers may address the service besides loopback and this machine's own addresses. */
  hosts: Type.String({ default: '' }),
  /** PEM files; both or none. */
  tlsCert: Type.String({ default: '' }),
  tlsKey: Type.String({ default: '' }),
  /** allow: also without encryption beyond loopback. */
  plain: Type.Enum(['refuse', 'allow'], { default: 'refuse' }),
  port: Type.Integer({ minimum: 0, maximum: 65535, default: 8788 }),
  /** Reader processes; 0 means one a core. */
  readers: Type.Integer({ minimum: 0, maximum: 64, default: 0 }),
  /** Longest time one page may take in a reader before the reader is stopped. */
  pageSeconds: Type.Integer({ minimum: 1, maximum: 600, default: 60 }),
  /** Most memory a reader process may hold. */
  readerMb: Type.Integer({ minimum: 256, maximum: 16384, default: 1500 }),
  /** Largest file taken in. */
  fileMb: Type.Integer({ minimum: 1, maximum: 4096, default: 300 }),
  /** Most pages one file may hold. */
  filePages: Type.Integer({ minimum: 1, maximum: 5000, default: 1000 }),
  /** Largest page in millions of pixels; an A4 page at 600 dpi has 35. */
  pageMegapixels: Type.Integer({ minimum: 1, maximum: 400, default: 80 }),
  /** A file in the inbox is taken when size and time stood still this long. */
  stableSeconds: Type.Number({ minimum: 0, maximum: 600, default: 2 }),
  /** How scanners set out the pages of their files, by file name: `PATTERN=pages|duplex|two-pass`, apart by commas; `*` is anything. */
  scanners: Type.String({
    default: '',
    pattern: '^\\s*$|^\\s*[^=,]+=\\s*(pages|duplex|two-pass)\\s*(,\\s*[^=,]+=\\s*(pages|duplex|two-pass)\\s*)*$',
  }),
  /**
   * How many decided fields are keyed again by somebody else, to measure what stands: percent for all kinds, and for kinds by name, apart by
   * commas. Pages of squared paper cost minutes, all else seconds.
   */
  sample: Type.String({
    default: '5,grid=1',
    pattern: '^\\s*((\\w+\\s*=\\s*)?(100(\\.0+)?|\\d{1,2}(\\.\\d+)?)\\s*(,\\s*|$))+$',
  }),
  /** Id of the recognition model that readers use; empty: the one chosen by `models use`, else the shipped one. */
  model: Type.String({ default: '' }),
  /** Language of the command line. */
  lang: Type.Enum(['zh', 'en'], { default: 'zh' }),
})
export type Settings = Static<typeof Settings>
