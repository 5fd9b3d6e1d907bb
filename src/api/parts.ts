import type { LoadedForm } from '../contract/form.ts'
import type { RunningOffice } from '../contract/office.ts'
import type { People } from '../contract/people.ts'

export interface ExportWhich {
  readonly state: 'all' | 'accepted'
  /** false leaves every field out that the form calls personal. */
  readonly personal: boolean
}

/** All that the app depends on: it is a function of these. */
export interface AppParts {
  readonly office: Omit<RunningOffice, 'close' | 'intakePaths' | 'watchInbox' | 'idle'>
  readonly people: People
  /** Names besides loopback by which browsers address us. */
  readonly hosts: readonly string[]
  /** PEM; null serves plain HTTP. */
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly forms: readonly LoadedForm[]
  /** Largest upload, in bytes. */
  readonly fileBytes: number
  /** Folder of the built screens; null serves the API alone. */
  readonly webFolder: string | null
  /** A serial that nobody can guess from another. */
  readonly newSerial: () => string
  /** One page of the unprinted-on form as PNG. */
  readonly previewPage: (form: LoadedForm, page: number, lang: 'zh' | 'en') => Promise<Uint8Array>
  readonly exportLetters: (format: 'json' | 'csv' | 'xlsx', which: ExportWhich) => Promise<Uint8Array>
  /** Where a failure nobody foresaw is written: an id and a stack, never a value from a page. */
  readonly log: (line: string) => void
}
